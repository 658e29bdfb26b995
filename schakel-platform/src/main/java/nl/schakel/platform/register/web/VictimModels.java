// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.schakel.platform.register.Aspect;
import nl.schakel.platform.register.Decision;
import nl.schakel.platform.register.Movement;
import nl.schakel.platform.register.Victim;
import nl.schakel.platform.register.VictimId;
import nl.schakel.platform.register.Victims;
import nl.schakel.platform.report.CodeLists;
import nl.schakel.platform.report.FieldLists;
import nl.schakel.platform.report.FieldValue;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportField;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.RuleBook;
import org.springframework.stereotype.Component;

/** Turns what the register knows into what a page shows. */
@Component
class VictimModels {
  private final Labels labels;
  private final CodeLists codeLists;
  private final ReportFields fields;
  private final FieldLists fieldLists;

  VictimModels(Labels labels, CodeLists codeLists, ReportFields fields, FieldLists fieldLists) {
    this.labels = labels;
    this.codeLists = codeLists;
    this.fields = fields;
    this.fieldLists = fieldLists;
  }

  /**
   * One fact.
   *
   * @param state given, not-allowed, hidden, unknown or empty
   */
  record Fact(String label, String value, String state) {}

  record Report(
      String id,
      String organisation,
      String reporterType,
      String list,
      String receipt,
      String day,
      boolean identity,
      List<Fact> facts) {}

  record Step(String id, String when, String what, String why, String who, boolean canUndo) {}

  record Decided(
      String id,
      String when,
      String aspect,
      String value,
      String why,
      String who,
      boolean stands) {}

  record Other(String id, String number, String reason, String href) {}

  record Page(
      String id,
      String number,
      String status,
      String statusTone,
      List<Fact> summary,
      List<Report> reports,
      List<Decided> decisions,
      List<Step> steps,
      List<Other> separations,
      List<Other> questions,
      String mergedInto,
      boolean waits,
      boolean identities) {}

  Page page(Victims.Dossier dossier, Locale locale) {
    Victim victim = dossier.victim();
    Set<ReportId> withIdentity = new HashSet<>(dossier.withIdentity());
    return new Page(
        victim.id().toString(),
        number(victim.id()),
        labels.code("victim-status", victim.status(), locale),
        switch (victim.status()) {
          case "identified" -> "done";
          case "not-a-victim" -> "neutral";
          default -> "info";
        },
        summary(victim, locale),
        dossier.reports().stream()
            .map(facts -> report(facts, withIdentity.contains(facts.id()), locale))
            .toList(),
        dossier.decisions().reversed().stream().map(one -> decided(one, locale)).toList(),
        dossier.movements().stream().map(one -> step(one, victim.id(), locale)).toList(),
        dossier.separations().stream()
            .map(
                one ->
                    new Other(
                        one.id().toString(),
                        number(one.other()),
                        labels.words(one.reason(), locale),
                        "/register/victims/" + one.other()))
            .toList(),
        dossier.questions().stream()
            .map(
                one ->
                    new Other(
                        one.id().toString(),
                        number(one.one().equals(victim.id()) ? one.other() : one.one()),
                        labels.text("register.reason." + one.reason(), locale),
                        "/register/questions/" + one.id()))
            .toList(),
        victim.mergedInto().map(VictimId::toString).orElse(""),
        victim.waitsSince().isPresent(),
        !withIdentity.isEmpty());
  }

  static String number(VictimId id) {
    return WorklistPages.number(id.toString());
  }

  List<Fact> summary(Victim victim, Locale locale) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("forms", labels.codes("exploitation-form", victim.forms(), locale), locale));
    facts.add(fact("age-group", labels.code("age-group", victim.ageGroup(), locale), locale));
    facts.add(
        fact(
            "minor",
            labels.text(
                "register.minor." + victim.minor().map(String::valueOf).orElse("unknown"), locale),
            locale));
    facts.add(
        fact(
            "birth-year",
            victim.birthYear().map(String::valueOf).orElse(labels.text("register.unknown", locale)),
            locale));
    facts.add(fact("sex", labels.code("sex", victim.sex(), locale), locale));
    facts.add(fact("nationalities", labels.nationalities(victim.nationalities(), locale), locale));
    facts.add(fact("border", labels.text("register.border." + victim.border(), locale), locale));
    facts.add(
        fact("dossier-type", labels.code("dossier-type", victim.dossierType(), locale), locale));
    facts.add(fact("lists", labels.codes("source-list", victim.lists(), locale), locale));
    return facts;
  }

  private Fact fact(String key, String value, Locale locale) {
    return new Fact(labels.text("register.fact." + key, locale), value, "given");
  }

  private Report report(ReportFacts facts, boolean identity, Locale locale) {
    return new Report(
        facts.id().value().toString(),
        labels.organisation(facts.organisation()),
        labels.code("reporter-type", facts.reporterType(), locale),
        labels.code("source-list", facts.sourceList(), locale),
        facts.receipt(),
        Labels.day(facts.day(), locale),
        identity,
        facts(facts, locale));
  }

  /** Not allowed, hidden, unknown and empty are four different things. */
  private List<Fact> facts(ReportFacts report, Locale locale) {
    RuleBook book = fieldLists.on(report.reporterType(), report.day());
    Map<String, FieldValue> answers = report.answers();
    List<Fact> facts = new ArrayList<>();
    for (ReportField field : fields.all()) {
      if (field.store() == ReportField.Store.KEY || field.name().equals("sourceList")) {
        continue;
      }
      FieldValue answer = answers.get(field.name());
      if (report.withheld().contains(field.name())) {
        facts.add(absent(field, "withheld", locale));
      } else if (report.identityFields().contains(field.name())) {
        facts.add(absent(field, "hidden", locale));
      } else if (answer == null) {
        facts.add(absent(field, book.allows(field.name()) ? "empty" : "not-allowed", locale));
      } else if (answer.asTexts().equals(List.of("unknown"))) {
        facts.add(absent(field, "unknown", locale));
      } else {
        facts.add(new Fact(field.label(locale), text(field, answer, locale), "given"));
      }
    }
    return facts;
  }

  private Fact absent(ReportField field, String state, Locale locale) {
    return new Fact(field.label(locale), labels.text("register.state." + state, locale), state);
  }

  private String text(ReportField field, FieldValue answer, Locale locale) {
    return answer instanceof FieldValue.Day(LocalDate day)
        ? Labels.day(day, locale)
        : String.join(
            ", ",
            answer.asTexts().stream().map(code -> codeLists.label(field, code, locale)).toList());
  }

  private Decided decided(Decision decision, Locale locale) {
    return new Decided(
        decision.id().toString(),
        Labels.moment(decision.at(), locale),
        labels.text("register.aspect." + decision.aspect().code(), locale),
        value(decision, locale)
            + (decision.decider().isEmpty()
                ? ""
                : " ("
                    + labels.code("victim-status-decider", decision.decider(), locale)
                    + ", "
                    + Labels.day(decision.decidedOn(), locale)
                    + ")"),
        decision
            .withdrawn()
            .map(
                w ->
                    labels.words(decision.reason(), locale)
                        + " — "
                        + labels.text(
                            "register.withdrawn", locale, labels.words(w.reason(), locale)))
            .orElseGet(() -> labels.words(decision.reason(), locale)),
        labels.account(decision.account(), locale),
        decision.withdrawn().isEmpty());
  }

  private String value(Decision decision, Locale locale) {
    return decision.aspect() == Aspect.BORDER
        ? labels.text("register.border." + decision.value().getFirst(), locale)
        : labels.codes(decision.aspect().codeList(), decision.value(), locale);
  }

  private Step step(Movement movement, VictimId here, Locale locale) {
    boolean came = movement.to().equals(here);
    String what =
        "register.step."
            + movement.kind().name().toLowerCase(Locale.ROOT)
            + (came ? ".to" : ".from");
    return new Step(
        movement.id().toString(),
        Labels.moment(movement.at(), locale),
        labels.text(
                what, locale, movement.reports(), number(came ? movement.from() : movement.to()))
            + (movement.undoneBy().isPresent()
                ? " " + labels.text("register.step.undone", locale)
                : ""),
        movement
            .byModel()
            .map(
                // Once undone the question waits again, to be judged blind.
                by ->
                    movement.undoneBy().isPresent()
                        ? labels.text("register.step.by-model.undone", locale, by.version())
                        : labels.text(
                            "register.step.by-model",
                            locale,
                            by.version(),
                            WeightModels.signed(by.bits(), locale)))
            .or(() -> movement.byKey().map(key -> labels.text("register.step.by-key", locale)))
            .orElseGet(() -> labels.words(movement.reason(), locale)),
        labels.account(movement.account(), locale),
        movement.canBeUndone());
  }

  /**
   * One line of a comparison.
   *
   * @param verdict same, differs or unknown
   */
  record Line(String name, String left, String right, String verdict, String word) {}

  List<Line> lines(Victims.Comparison comparison, Locale locale) {
    List<Fact> left = summary(comparison.one().victim(), locale);
    List<Fact> right = summary(comparison.other().victim(), locale);
    List<Line> lines = new ArrayList<>();
    String unknown = labels.text("register.unknown", locale);
    for (int i = 0; i < left.size(); i++) {
      lines.add(
          line(left.get(i).label(), left.get(i).value(), right.get(i).value(), unknown, locale));
    }
    for (String field :
        List.of(
            "exploitationMunicipalities",
            "exploitationCountries",
            "periodFrom",
            "periodTo",
            "sectors",
            "birthCountry")) {
      ReportField shown = fields.get(field);
      lines.add(
          line(
              shown.label(locale),
              all(comparison.one(), shown, locale, unknown),
              all(comparison.other(), shown, locale, unknown),
              unknown,
              locale));
    }
    return lines;
  }

  private String all(Victims.Dossier dossier, ReportField field, Locale locale, String unknown) {
    List<String> values =
        dossier.reports().stream()
            .flatMap(report -> Stream.ofNullable(report.answers().get(field.name())))
            .map(answer -> text(field, answer, locale))
            .distinct()
            .toList();
    return values.isEmpty() ? unknown : String.join("; ", values);
  }

  private Line line(String name, String left, String right, String unknown, Locale locale) {
    boolean open = left.equalsIgnoreCase(unknown) || right.equalsIgnoreCase(unknown);
    String verdict = open ? "unknown" : left.equals(right) ? "same" : "differs";
    return new Line(name, left, right, verdict, labels.text("register.verdict." + verdict, locale));
  }
}
