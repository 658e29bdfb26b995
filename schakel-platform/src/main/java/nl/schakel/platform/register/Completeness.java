// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import nl.schakel.platform.report.FieldLists;
import nl.schakel.platform.report.FieldRule;
import nl.schakel.platform.report.FieldValue;
import nl.schakel.platform.report.ReportFacts;

/**
 * How often each field could be filled and was, under the field list of the day of the report.
 *
 * <p>A field that is not allowed is not missing. "Unknown" is an answer, counted apart. A question
 * that only follows from another answer counts only where that answer was given.
 */
final class Completeness {
  /** Fields that say who reports and how, or that the reporter keeps for its own sake. */
  private static final Set<String> NO_CONTENT =
      Set.of("reference", "sourceList", "personKey", "vNumberPseudonym", "bsnPseudonym");

  /** One cell of the count, and what it adds up to. */
  record Cell(UUID organisation, String reporterType, int year, String field) {}

  /** Counts of one cell, in reports. */
  static final class Count {
    long required;
    long allowed;
    long known;
    long unknown;
  }

  /** What all cells of one report share. */
  private record Group(UUID organisation, String reporterType, int year) {}

  /** Always in the same order, so that two batches never wait for each other. */
  private static final Comparator<Cell> ORDER =
      Comparator.comparing((Cell cell) -> cell.organisation().toString())
          .thenComparing(Cell::year)
          .thenComparing(Cell::reporterType)
          .thenComparing(Cell::field);

  private final Map<Group, Map<String, Count>> groups = new HashMap<>();

  static Map<Cell, Count> of(Collection<ReportFacts> reports, FieldLists lists) {
    Completeness completeness = new Completeness();
    reports.forEach(facts -> completeness.add(facts, lists));
    return completeness.counts();
  }

  private Map<Cell, Count> counts() {
    Map<Cell, Count> counts = new TreeMap<>(ORDER);
    groups.forEach(
        (group, fields) ->
            fields.forEach(
                (field, count) ->
                    counts.put(
                        new Cell(group.organisation(), group.reporterType(), group.year(), field),
                        count)));
    return counts;
  }

  private void add(ReportFacts facts, FieldLists lists) {
    Map<String, FieldValue> answers = facts.answers();
    Map<String, Count> fields =
        groups.computeIfAbsent(
            new Group(facts.organisation().value(), facts.reporterType(), facts.day().getYear()),
            group -> new HashMap<>());
    for (FieldRule rule : lists.on(facts.reporterType(), facts.day()).all()) {
      if (rule.refused() || NO_CONTENT.contains(rule.field()) || !asked(rule.field(), facts)) {
        continue;
      }
      Count count = fields.computeIfAbsent(rule.field(), field -> new Count());
      count.allowed++;
      if (rule.presence() == FieldRule.Presence.REQUIRED) {
        count.required++;
      }
      if (answered(rule.field(), facts, answers)
          || rule.satisfiedBy().stream().anyMatch(other -> answered(other, facts, answers))) {
        count.known++;
      } else if (answers.containsKey(rule.field())) {
        count.unknown++;
      }
    }
  }

  private static boolean asked(String field, ReportFacts facts) {
    return switch (field) {
      case "shelterConsent" -> facts.shelterAsked().filter("yes"::equals).isPresent();
      case "contactSafe" -> facts.identityFields().contains("contactAddress");
      default -> true;
    };
  }

  private static boolean answered(
      String field, ReportFacts facts, Map<String, FieldValue> answers) {
    FieldValue answer = answers.get(field);
    return facts.identityFields().contains(field)
        || (answer != null && !answer.asTexts().equals(List.of(Source.UNKNOWN)));
  }
}
