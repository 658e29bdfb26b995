// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.schakel.platform.identity.Identity;
import nl.schakel.platform.identity.KeyKind;
import nl.schakel.platform.identity.PersonKey;
import nl.schakel.platform.report.ReportField.Store;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Component;

/**
 * Turns texts into a checked report, or says everything that is wrong with them at once.
 *
 * <p>Guarantee: nothing that was sent is silently left out. A field that the reporter may not give
 * is a problem with the rule that says so.
 */
@Component
class ReportReader {
  private static final String YES = "yes";
  private static final String CERTAINTY = "rule-certainty";

  /** Fields that hold what a number became at the key holder. */
  static final Map<String, KeyKind> PSEUDONYMS =
      new TreeMap<>(
          Map.of(
              "vNumberPseudonym", KeyKind.V_NUMBER_PSEUDONYM,
              "bsnPseudonym", KeyKind.BSN_PSEUDONYM));

  static final Locale DUTCH = Locale.of("nl");

  private final ReportFields fields;
  private final CodeLists codeLists;
  private final Grounds grounds;
  private final AnswerReader answers;

  ReportReader(ReportFields fields, CodeLists codeLists, Grounds grounds) {
    this.fields = fields;
    this.codeLists = codeLists;
    this.grounds = grounds;
    this.answers = new AnswerReader(codeLists);
  }

  /** What reading gave. */
  sealed interface Read {
    record Good(NewReport report) implements Read {}

    record Bad(List<FieldProblem> problems) implements Read {}
  }

  /** Answers as far as they could be read, with what is wrong with them. */
  record Partial(Map<String, FieldValue> answers, List<FieldProblem> problems) {}

  Read read(RawReport raw, RuleBook book, LocalDate today) {
    Partial partial = readGiven(raw, book, today);
    List<FieldProblem> problems = partial.problems();
    Map<String, FieldValue> given = partial.answers();
    requireFields(book, given, problems);
    CrossChecks.check(given, problems);
    Optional<Boolean> groundProposed = checkGround(raw, book, given, today, problems);
    if (!problems.isEmpty()) {
      return new Read.Bad(problems);
    }
    return new Read.Good(
        report(book.reporterType(), book.allows("birthYear"), given, groundProposed));
  }

  /**
   * What these texts said on the day of an earlier receipt, whatever the field list and the grounds
   * allow now: to tell a retry from something else, never to store. Empty where an answer cannot be
   * read. The field list of then may or may not have let the year of birth be kept beside the date,
   * so there are two where both are possible.
   */
  List<NewReport> readAgain(RawReport raw, String reporterType, LocalDate receivedOn) {
    Partial partial = readGiven(raw, field -> Optional.empty(), receivedOn);
    if (!partial.problems().isEmpty()) {
      return List.of();
    }
    return Stream.of(true, false)
        .map(
            birthYear ->
                report(reporterType, birthYear, partial.answers(), Optional.<Boolean>empty()))
        .distinct()
        .toList();
  }

  /** Reads what is there, without asking for what is not: for drafts and single steps. */
  Partial readGiven(RawReport raw, RuleBook book, LocalDate today) {
    return readGiven(raw, field -> refusal(field, book), today);
  }

  private Partial readGiven(
      RawReport raw, Function<ReportField, Optional<FieldProblem>> refusals, LocalDate today) {
    List<FieldProblem> problems = new ArrayList<>(0);
    Map<String, FieldValue> given = new HashMap<>();
    LocalDate day = answers.reportDay(raw.texts("reportedOn"), today);
    raw.values()
        .forEach(
            (name, texts) -> {
              if (!name.equals(RawReport.GROUND_CHOSEN)) {
                readOne(name, texts, refusals, today, day, given, problems);
              }
            });
    return new Partial(given, problems);
  }

  private void readOne(
      String name,
      List<String> texts,
      Function<ReportField, Optional<FieldProblem>> refusals,
      LocalDate today,
      LocalDate day,
      Map<String, FieldValue> given,
      List<FieldProblem> problems) {
    List<String> filled = AnswerReader.filled(texts);
    if (filled.isEmpty()) {
      return;
    }
    Optional<ReportField> field = fields.find(name);
    if (field.isEmpty()) {
      problems.add(new FieldProblem(printable(name), "unknown-field"));
      return;
    }
    Optional<FieldProblem> refusal = refusals.apply(field.get());
    if (refusal.isPresent()) {
      problems.add(refusal.get());
      return;
    }
    answers
        .read(field.get(), filled, today, day, problems)
        .ifPresent(value -> given.put(name, value));
  }

  /** Field names come from outside too: only what looks like a name is repeated. */
  private static String printable(String name) {
    return name.matches("[A-Za-z0-9_.-]{1,60}") ? name : "?";
  }

  private Optional<FieldProblem> refusal(ReportField field, RuleBook book) {
    Optional<FieldRule> rule = book.rule(field.name());
    if (rule.isEmpty()) {
      return Optional.of(new FieldProblem(field.name(), "not-allowed-no-rule"));
    }
    if (!rule.get().refused()) {
      return Optional.empty();
    }
    Ground ground = grounds.get(rule.get().ground());
    return Optional.of(
        new FieldProblem(
            field.name(),
            rule.get().switchable() ? "not-allowed-now" : "not-allowed",
            ground.labelNl(),
            ground.labelEn(),
            ground.articleNl(),
            codeLists.label(CERTAINTY, rule.get().certainty(), DUTCH),
            codeLists.label(CERTAINTY, rule.get().certainty(), Locale.ENGLISH),
            ground.article()));
  }

  private static void requireFields(
      RuleBook book, Map<String, FieldValue> given, List<FieldProblem> problems) {
    for (FieldRule rule : book.required()) {
      if (!isAnswered(rule, given) && !isRefused(rule, problems)) {
        problems.add(new FieldProblem(rule.field(), "required"));
      }
    }
  }

  private static boolean isAnswered(FieldRule rule, Map<String, FieldValue> given) {
    if (given.containsKey(rule.field())) {
      return true;
    }
    for (String other : rule.satisfiedBy()) {
      if (given.containsKey(other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRefused(FieldRule rule, List<FieldProblem> problems) {
    for (FieldProblem problem : problems) {
      if (problem.field().equals(rule.field()) || rule.satisfiedBy().contains(problem.field())) {
        return true;
      }
    }
    return false;
  }

  private Optional<Boolean> checkGround(
      RawReport raw,
      RuleBook book,
      Map<String, FieldValue> given,
      LocalDate today,
      List<FieldProblem> problems) {
    if (!(given.get("ground") instanceof FieldValue.Text ground)) {
      return Optional.empty();
    }
    Set<String> fitting = grounds.proposedCodes(book.reporterType(), Minority.of(given, today));
    if (fitting.contains(ground.text())) {
      return Optional.of(true);
    }
    boolean general =
        grounds.find(ground.text()).filter(one -> one.selectable() && one.general()).isPresent();
    boolean chosen = AnswerReader.filled(raw.texts(RawReport.GROUND_CHOSEN)).equals(List.of(YES));
    if (!general) {
      problems.add(new FieldProblem("ground", "ground-not-yours", String.join(", ", fitting)));
    } else if (!chosen) {
      problems.add(new FieldProblem("ground", "ground-not-proposed", String.join(", ", fitting)));
    }
    return Optional.of(false);
  }

  private NewReport report(
      String reporterType,
      boolean birthYear,
      Map<String, FieldValue> given,
      Optional<Boolean> groundProposed) {
    Map<String, FieldValue> facts = HashMap.newHashMap(given.size());
    Set<String> identityFields = new TreeSet<>();
    given.forEach(
        (name, value) -> {
          if (fields.get(name).store() == Store.REPORT) {
            facts.put(name, value);
          } else {
            identityFields.add(name);
          }
        });
    if (given.get("birthDate") instanceof FieldValue.Day born && birthYear) {
      facts.put("birthYear", new FieldValue.Count(born.day().getYear()));
    }
    return new NewReport(
        reporterType,
        facts,
        identityFields.isEmpty() ? Identity.NOTHING_KNOWN : identity(given),
        text(given, "personKey"),
        identityFields.isEmpty() ? List.of() : pseudonyms(given),
        identityFields,
        groundProposed);
  }

  private static Identity identity(Map<String, FieldValue> given) {
    return new Identity(
        text(given, "givenNames"),
        text(given, "familyName"),
        given.get("aliases") instanceof FieldValue.Texts aliases ? aliases.texts() : List.of(),
        given.get("birthDate") instanceof FieldValue.Day day
            ? Optional.of(day.day())
            : Optional.empty(),
        text(given, "birthPlace"),
        text(given, "vNumber"),
        text(given, "bsn"),
        text(given, "contactAddress"));
  }

  /** The way in which a field lets a person be recognised; empty for a field that does not. */
  static Optional<LinkageRoute> route(String field) {
    return switch (field) {
      case "givenNames", "familyName", "aliases", "birthDate", "birthPlace", "vNumber", "bsn" ->
          Optional.of(LinkageRoute.CLEAR);
      case "personKey" -> Optional.of(LinkageRoute.KEY);
      case "vNumberPseudonym", "bsnPseudonym" -> Optional.of(LinkageRoute.OBLIVIOUS);
      default -> Optional.empty();
    };
  }

  private static List<PersonKey> pseudonyms(Map<String, FieldValue> given) {
    List<PersonKey> keys = new ArrayList<>(0);
    PSEUDONYMS.forEach(
        (field, kind) -> {
          if (given.get(field) instanceof FieldValue.Texts texts) {
            texts.texts().forEach(text -> keys.add(new PersonKey(kind, text)));
          }
        });
    return keys;
  }

  private static Optional<String> text(Map<String, FieldValue> given, String field) {
    return given.get(field) instanceof FieldValue.Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }
}
