// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the person of a report is under 18, as far as the answers tell. */
final class Minority {
  private static final int MAJORITY = 18;
  private static final Set<String> UNDER_AGE =
      Set.of("under-12", "12-15", "16-17", "minor-unknown");
  private static final String UNKNOWN = "unknown";

  private Minority() {}

  /**
   * Age on the day of the first signal, else of the report, else today. A year alone leaves the
   * year in which someone turns 18 open.
   */
  static Optional<Boolean> of(Map<String, FieldValue> answers, LocalDate today) {
    LocalDate on = day(answers, "signalOn").or(() -> day(answers, "reportedOn")).orElse(today);
    Optional<LocalDate> born = day(answers, "birthDate");
    if (born.isPresent()) {
      return born.map(date -> date.plusYears(MAJORITY).isAfter(on));
    }
    if (answers.get("birthYear") instanceof FieldValue.Count year) {
      int turns = on.getYear() - year.count();
      return turns == MAJORITY ? Optional.empty() : Optional.of(turns < MAJORITY);
    }
    if (answers.get("ageBand") instanceof FieldValue.Text band && !band.text().equals(UNKNOWN)) {
      return Optional.of(UNDER_AGE.contains(band.text()));
    }
    return Optional.empty();
  }

  private static Optional<LocalDate> day(Map<String, FieldValue> answers, String field) {
    return answers.get(field) instanceof FieldValue.Day day
        ? Optional.of(day.day())
        : Optional.empty();
  }
}
