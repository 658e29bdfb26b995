// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.platform.sharing.ReportData;
import nl.schakel.platform.sharing.RuleReview;
import nl.schakel.platform.sharing.SharingAnswer;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingFiles;
import nl.schakel.platform.sharing.SharingParties;
import nl.schakel.platform.sharing.SharingQuestion;
import nl.schakel.platform.sharing.SharingRules;
import org.springframework.stereotype.Component;

/**
 * Judges the field lists by the sharing rules: what a list asks of a reporter, the rules must let
 * that reporter give to the centre for registration.
 *
 * <p>Guarantee: the application does not start when the lists and the tables that it comes with
 * disagree without an argument that is written down; a field is not switched on, and a version of
 * the rules not approved, when that would make them disagree. An argument that is not needed any
 * more is a disagreement too.
 */
@Component
public class ListsAgainstRules implements RuleReview {
  /** Disagreements that somebody argued, as data. */
  static final String ARGUED = "argued-disclosures.csv";

  private final FieldLists lists;
  private final Grounds grounds;
  private final ReportCalendar calendar;
  private final ReportData data;
  private final SharingParties parties;
  private final SharingCodes codes;
  private final SharingRules rules;
  private final List<Argued> argued;

  ListsAgainstRules(
      FieldLists lists,
      Grounds grounds,
      ReportFields fields,
      ReportCalendar calendar,
      ReportData data,
      SharingParties parties,
      SharingCodes codes,
      SharingRules rules) {
    this.lists = lists;
    this.grounds = grounds;
    this.calendar = calendar;
    this.data = data;
    this.parties = parties;
    this.codes = codes;
    this.argued =
        SharingFiles.rows(ARGUED, row -> row).stream().flatMap(ListsAgainstRules::argued).toList();
    SharingFiles.same(
        ReportData.FIELDS,
        fields.all().stream().map(ReportField::name).collect(Collectors.toSet()),
        data.fields());
    this.rules = rules;
    refuseToStart(problems(shipped(), rules::answerAsShipped));
  }

  /** What the reference lists say today; what people switched was judged when they did. */
  private List<FieldRule> shipped() {
    return ReferenceFiles.fieldLists().stream()
        .filter(rule -> rule.validOn(calendar.today()))
        .toList();
  }

  /** What the rules of today have against this one line of a field list. */
  List<String> against(FieldRule rule) {
    return judged(List.of(rule), rules::answer, new LinkedHashSet<>(ways()));
  }

  private List<Way> ways() {
    return argued.stream().map(Argued::way).toList();
  }

  private static void refuseToStart(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "Field lists and sharing rules disagree:\n" + String.join("\n", problems));
    }
  }

  /** How a class of data comes in: from whom and on which ground. */
  record Way(String reporterType, String ground, String data) {}

  /** A disagreement that stands for a reason, until the day on which it is looked at again. */
  record Argued(Way way, LocalDate review, String reason) {}

  private static Stream<Argued> argued(NamedCsvRecord row) {
    return Arrays.stream(row.getField("data").split(";", -1))
        .map(
            dataClass ->
                new Argued(
                    new Way(row.getField("reporter_type"), row.getField("ground"), dataClass),
                    LocalDate.parse(row.getField("review")),
                    row.getField("reason")));
  }

  /** Classes of data that a reporter of this type may give on this ground by an argument. */
  Set<String> argued(String reporterType, String ground) {
    return argued.stream()
        .map(Argued::way)
        .filter(way -> way.reporterType().equals(reporterType) && way.ground().equals(ground))
        .map(Way::data)
        .collect(Collectors.toSet());
  }

  @Override
  public List<String> problems(Function<SharingQuestion, SharingAnswer> rules) {
    List<FieldRule> today = new ArrayList<>();
    lists.reporterTypes().forEach(type -> today.addAll(lists.today(type).all()));
    return problems(today, rules);
  }

  List<String> problems(
      Collection<FieldRule> today, Function<SharingQuestion, SharingAnswer> rules) {
    Set<Way> unneeded = new LinkedHashSet<>(ways());
    List<String> problems = judged(today, rules, unneeded);
    unneeded.forEach(way -> problems.add("%s: %s is argued for nothing".formatted(ARGUED, way)));
    argued.stream()
        .filter(one -> one.reason().isBlank() || one.review().isBefore(SharingRules.SHIPPED_ON))
        .forEach(one -> problems.add("%s: %s is due or has no reason".formatted(ARGUED, one)));
    return problems;
  }

  /** Takes out of the arguments those that were needed. */
  private List<String> judged(
      Collection<FieldRule> today,
      Function<SharingQuestion, SharingAnswer> rules,
      Set<Way> arguments) {
    Map<Way, List<FieldRule>> asked = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (FieldRule rule : today) {
      for (String ground : groundsOf(rule)) {
        Optional<String> dataClass = data.dataClass(rule.field(), ground);
        if (dataClass.isPresent() && !rule.refused()) {
          asked
              .computeIfAbsent(
                  new Way(rule.reporterType(), ground, dataClass.get()), way -> new ArrayList<>())
              .add(rule);
        }
      }
    }
    asked.forEach(
        (way, fields) -> {
          Optional<String> against = against(way, rules);
          if (against.isPresent() && !arguments.remove(way)) {
            problems.add(told(way, fields, against.get()));
          }
        });
    return problems;
  }

  private Set<String> groundsOf(FieldRule rule) {
    return grounds.get(rule.ground()).kind().equals("per-report")
        ? grounds.proposed(rule.reporterType(), Optional.empty()).stream()
            .map(ProposedGround::ground)
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : Set.of(rule.ground());
  }

  /** What the rules have against this way, if anything; the centre may know what it reported. */
  private Optional<String> against(Way way, Function<SharingQuestion, SharingAnswer> rules) {
    String party = parties.ofReporterType(way.reporterType()).orElse(SharingParties.UNKNOWN);
    if (party.equals(SharingParties.CENTRE)) {
      return Optional.empty();
    }
    SharingAnswer answer = rules.apply(data.question(party, way.ground(), List.of(way.data())));
    Set<String> unmet = new TreeSet<>(answer.conditions());
    unmet.removeIf(condition -> !codes.isGate(condition));
    unmet.removeAll(data.met(way.ground()));
    if (answer.decision().positive() && unmet.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        answer.rules().isEmpty()
            ? "no row knows it"
            : answer.rules().stream()
                .map(
                    rule ->
                        "row %s says %s %s (%s)"
                            .formatted(rule.id(), rule.decision().code(), unmet, rule.source()))
                .collect(Collectors.joining("; ")));
  }

  private static String told(Way way, List<FieldRule> fields, String against) {
    return "The field list lets %s give %s on ground %s (%s; source: %s), but %s"
        .formatted(
            way.reporterType(),
            way.data(),
            way.ground(),
            fields.stream().map(FieldRule::field).collect(Collectors.joining(", ")),
            fields.getFirst().source(),
            against);
  }
}
