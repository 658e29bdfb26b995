// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Persons who do not exist. */
public final class TestPersons {
  private TestPersons() {}

  /** Someone with everything filled in and a V-number that nobody else has. */
  public static Identity linaVoorbeeld() {
    return linaWith(aNumber(10), "111222333");
  }

  static Identity linaWith(String vNumber, String bsn) {
    return new Identity(
        Optional.of("Lina Zünaï"),
        Optional.of("Voorbeeld-Verzonnen"),
        List.of("Lientje Bedacht"),
        Optional.of(LocalDate.of(1999, 2, 28)),
        Optional.of("Verzinstad"),
        Optional.of(vNumber),
        Optional.of(bsn),
        Optional.of("Fantasielaan 12, Nergenshuizen"));
  }

  public static Identity named(String given, String family, String... aliases) {
    return new Identity(
        Optional.of(given).filter(name -> !name.isEmpty()),
        Optional.of(family).filter(name -> !name.isEmpty()),
        List.of(aliases),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Identity withVNumber(String number) {
    return numbers(Optional.of(number), Optional.empty());
  }

  public static Identity withBsn(String number) {
    return numbers(Optional.empty(), Optional.of(number));
  }

  private static Identity numbers(Optional<String> vNumber, Optional<String> bsn) {
    return new Identity(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        vNumber,
        bsn,
        Optional.empty());
  }

  public static String aNumber(int digits) {
    String random = UUID.randomUUID().toString().replaceAll("\\D", "") + "1234567890123";
    return "9" + random.substring(0, digits - 1);
  }
}
