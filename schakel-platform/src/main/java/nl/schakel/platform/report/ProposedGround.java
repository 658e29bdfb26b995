// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Locale;

/** A ground that fits a reporter type, with what to mind. The list gives the best one first. */
public record ProposedGround(
    String reporterType,
    int position,
    String ground,
    AppliesTo appliesTo,
    String certainty,
    String noteNl,
    String noteEn) {

  /** Whose report a ground fits. */
  public enum AppliesTo {
    ANY,
    ADULT,
    MINOR
  }

  public String note(Locale locale) {
    return locale.getLanguage().equals("en") ? noteEn : noteNl;
  }
}
