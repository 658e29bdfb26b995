// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** One code of a code list, with its labels and the days on which it may be used. */
public record Code(
    String list,
    int version,
    String code,
    int position,
    String nl,
    String en,
    LocalDate validFrom,
    Optional<LocalDate> validTo,
    String certainty,
    String source,
    String note) {

  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? en : nl;
  }

  public boolean validOn(LocalDate day) {
    return !day.isBefore(validFrom) && validTo.map(last -> !day.isAfter(last)).orElse(true);
  }
}
