// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Optional;
import java.util.regex.Pattern;

/** Puts an age in whole years into a band of the list {@code age-band}. */
final class HtcdsAge {
  private static final Pattern YEARS = Pattern.compile("[0-9]{1,3}");
  private static final int OLDEST = 120;

  private HtcdsAge() {}

  static Optional<String> band(String age) {
    if (!YEARS.matcher(age).matches() || Integer.parseInt(age) > OLDEST) {
      return Optional.empty();
    }
    int years = Integer.parseInt(age);
    if (years < 12) {
      return Optional.of("under-12");
    }
    if (years < 16) {
      return Optional.of("12-15");
    }
    if (years < 18) {
      return Optional.of("16-17");
    }
    if (years < 23) {
      return Optional.of("18-22");
    }
    if (years < 30) {
      return Optional.of("23-29");
    }
    return Optional.of(
        years < 40 ? "30-39" : years < 50 ? "40-49" : years < 60 ? "50-59" : "60-plus");
  }
}
