// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Optional;

/**
 * A lower bound when persons differ in how visible they are (Chao, Biometrics 43, 1987).
 *
 * <p>With f1 and f2 the numbers on exactly one and two of t lists: {@code n + (t - 1)/t f1 (f1 - 1)
 * / (2 (f2 + 1))}, the bias-corrected form. It bounds from below when lists are independent for
 * each person; lists that avoid each other can lift it above the truth. Interval: log-normal (Chao
 * 1987).
 *
 * @param population the bound
 * @param interval 95 % interval of the bound itself
 * @param once persons on exactly one list
 * @param twice persons on exactly two lists
 */
public record LowerBound(double population, Interval interval, long once, long twice) {
  /**
   * Computes the bound; empty when nobody is on two lists, so that nothing bounds the hidden part.
   */
  public static Optional<LowerBound> of(CaptureTable table) {
    long once = 0;
    long twice = 0;
    for (int history = 1; history < 1 << table.size(); history++) {
      once += Integer.bitCount(history) == 1 ? table.count(history) : 0;
      twice += Integer.bitCount(history) == 2 ? table.count(history) : 0;
    }
    if (!table.overlaps() || twice == 0) {
      return Optional.empty();
    }
    double part = (table.size() - 1.0) / table.size();
    double hidden = part * once * Math.max(0, once - 1) / (2.0 * (twice + 1));
    double r = (double) once / twice;
    double variance =
        twice * (part / 2 * r * r + part * part * r * r * r + part * part / 4 * r * r * r * r);
    double spread =
        hidden == 0
            ? 1
            : Math.exp(Gamma.quantile(0.975) * Math.sqrt(Math.log1p(variance / (hidden * hidden))));
    Interval interval =
        new Interval(
            "log-normal",
            0.95,
            table.observed() + hidden / spread,
            table.observed() + hidden * spread);
    return Optional.of(new LowerBound(table.observed() + hidden, interval, once, twice));
  }
}
