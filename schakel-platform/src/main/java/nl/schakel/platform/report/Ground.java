// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Locale;

/**
 * A legal ground for reporting, or a reason why a field is not asked. Dutch: grondslag.
 *
 * @param general a ground of the GDPR that anyone may rely on; others hold only for the reporter
 *     types that they are proposed to
 * @param selectable a reporter may name it
 */
public record Ground(
    String code,
    String kind,
    String article,
    String articleNl,
    boolean general,
    String certainty,
    String source,
    String labelNl,
    String labelEn,
    String reasonNl,
    String reasonEn,
    boolean selectable) {

  /** The article in the words of the reader. */
  public String article(Locale locale) {
    return locale.getLanguage().equals("en") ? article : articleNl;
  }

  public String label(Locale locale) {
    return locale.getLanguage().equals("en") ? labelEn : labelNl;
  }

  public String reason(Locale locale) {
    return locale.getLanguage().equals("en") ? reasonEn : reasonNl;
  }
}
