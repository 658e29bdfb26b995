// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What one organisation knows of one person, ready to be judged field by field.
 *
 * @param kind which {@link ShareableCases} it comes from
 * @param label what people call it: a receipt or a short number, never a name
 * @param reports the reports that it is made of, the first one first; never empty
 * @param subject adult, minor or age-unsure, a code of the list subject
 * @param parentExploits a parent is named as exploiter, or whether one is was kept back
 * @param person the record in the vault; empty when nobody is there
 */
public record SharedCase(
    String kind,
    UUID id,
    String label,
    List<UUID> reports,
    String subject,
    Optional<Integer> birthYear,
    boolean parentExploits,
    Optional<UUID> person,
    List<CaseField> fields) {
  private static final int MAJORITY = 18;

  public SharedCase {
    reports = List.copyOf(reports);
    fields = List.copyOf(fields);
  }

  /**
   * The subject in a year, a code of the list subject: a year of birth says more than what somebody
   * saw, but leaves the year in which someone turns 18 open.
   *
   * @param otherwise whether a minor was seen, for who has no year of birth
   */
  public static String subjectIn(
      int year, Optional<Integer> birthYear, Supplier<Optional<Boolean>> otherwise) {
    Optional<Boolean> minor =
        birthYear
            .map(born -> year - born)
            .map(
                turns ->
                    turns == MAJORITY ? Optional.<Boolean>empty() : Optional.of(turns < MAJORITY))
            .orElseGet(otherwise);
    return minor.map(yes -> yes ? "minor" : "adult").orElse("age-unsure");
  }

  /** The report that answers about consent hang on. */
  UUID anchor() {
    return reports.getFirst();
  }
}
