// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.LocalDate;
import java.util.Locale;

/** A day from which a series can no longer be compared with what came before. */
public record SeriesBreak(
    String code,
    LocalDate from,
    String shortNl,
    String shortEn,
    String textNl,
    String textEn,
    String certainty,
    String source) {

  public String shortText(Locale locale) {
    return locale.getLanguage().equals("en") ? shortEn : shortNl;
  }

  public String text(Locale locale) {
    return locale.getLanguage().equals("en") ? textEn : textNl;
  }
}
