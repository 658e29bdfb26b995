// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One person as a row that the linkage compares; lives in memory only while a batch is compared.
 *
 * <p>A day of birth and a range of years say the same thing twice. So a person whose day of birth
 * is known has two rows: one with the day, for others of whom it is known too, and one with the
 * year, for all others.
 */
record ComparedPerson(PersonId person, List<String> withDay, List<String> withYears) {
  static final String DAY = "date_of_birth";
  static final String YEARS = "birth_years";

  /** The columns of a row, in order. */
  static final List<String> COLUMNS =
      List.of(
          "given_name",
          "family_name",
          "aliases",
          DAY,
          YEARS,
          "sex",
          "nationalities",
          "municipalities");

  /** Years are written from here, because the linkage reads ranges of at most three digits. */
  private static final int FIRST_YEAR = 1900;

  static ComparedPerson of(Identity identity, KnownFacts facts) {
    Optional<LocalDate> born = identity.birthDate();
    return new ComparedPerson(
        facts.person(),
        born.map(day -> row(identity, facts, day.toString(), "")).orElse(List.of()),
        row(
            identity,
            facts,
            "",
            born.map(LocalDate::getYear)
                .or(facts::birthYear)
                .map(year -> years(year, year))
                .orElseGet(() -> range(facts))));
  }

  boolean hasDay() {
    return !withDay.isEmpty();
  }

  private static List<String> row(
      Identity identity, KnownFacts facts, String day, String birthYears) {
    return List.of(
        identity.givenNames().orElse(""),
        identity.familyName().orElse(""),
        String.join(";", identity.aliases()),
        day,
        birthYears,
        facts.sex().equals("unknown") ? "" : facts.sex(),
        String.join(";", facts.nationalities()),
        String.join(";", facts.places()));
  }

  private static String range(KnownFacts facts) {
    return facts.bornFrom().isPresent() && facts.bornTo().isPresent()
        ? years(facts.bornFrom().get(), facts.bornTo().get())
        : "";
  }

  static String years(int from, int to) {
    if (to < FIRST_YEAR) {
      return "";
    }
    int low = Math.max(from, FIRST_YEAR) - FIRST_YEAR;
    int high = to - FIRST_YEAR;
    return low == high ? Integer.toString(low) : low + "-" + high;
  }

  /** Prints nothing of the person. */
  @Override
  public String toString() {
    return "ComparedPerson[%s]".formatted(person);
  }
}
