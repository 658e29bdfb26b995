// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Locale;

/**
 * A number of victims seen beside an estimate of how many there are.
 *
 * @param sameGroup whether both numbers count the same persons in the same years
 */
public record SeenAndEstimated(
    PublishedNumber seen,
    PublishedNumber estimated,
    boolean sameGroup,
    String noteNl,
    String noteEn) {

  /** The share that was seen; computed, because spoken shares were wrong before. */
  public double share() {
    return (double) seen.value() / estimated.value();
  }

  public String note(Locale locale) {
    return locale.getLanguage().equals("en") ? noteEn : noteNl;
  }
}
