// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;

/**
 * What a file of invented records follows, and how much it may tell.
 *
 * <p>Counted are all combinations of one up to {@code longest} fields. The budget is divided evenly
 * over the lengths. A person has one record, so is in one cell of each of the {@code C(fields, k)}
 * tables of length k; noise of scale {@code C(fields, k) longest / epsilon} hides that.
 *
 * @param fields names of dimensions, 2 to 12
 * @param longest most fields in a combination, 2 or 3
 * @param epsilonMillionths the whole budget, in millionths
 */
public record SyntheticPlan(List<String> fields, int longest, long epsilonMillionths) {
  private static final long MILLION = 1_000_000;
  private static final int MOST_FIELDS = 12;

  public SyntheticPlan {
    fields = List.copyOf(fields);
    int count = fields.size();
    if (count < 2 || count > MOST_FIELDS || new HashSet<>(fields).size() != count) {
      throw new IllegalArgumentException(
          "fields = %s, expected 2..%d, each once".formatted(fields, MOST_FIELDS));
    }
    if (longest < 2 || longest > 3 || longest > count) {
      throw new IllegalArgumentException(
          "longest = %d, expected 2 or 3, and no more than the %d fields"
              .formatted(longest, count));
    }
    if (epsilonMillionths < 1 || epsilonMillionths > 1000 * MILLION) {
      throw new IllegalArgumentException(
          "epsilon = %d millionths, expected above 0, at most 1000".formatted(epsilonMillionths));
    }
  }

  /** Returns the scale of the noise on counts of this many fields, as numerator of epsilon. */
  long scaleNumerator(int length) {
    return combinations(fields.size(), length) * longest * MILLION;
  }

  private static long combinations(int of, int taken) {
    long count = 1;
    for (int i = 0; i < taken; i++) {
      count = count * (of - i) / (i + 1);
    }
    return count;
  }

  /** Returns {@code q}: noise of one more is {@code q} times as likely. */
  double ratio(int length) {
    return Math.exp(-(double) epsilonMillionths / scaleNumerator(length));
  }

  /** Returns the standard deviation of the noise on counts of this many fields. */
  public double noise(int length) {
    double q = ratio(length);
    return Math.sqrt(2 * q) / (1 - q);
  }

  /** Returns epsilon in decimal digits, as in English. */
  String epsilon() {
    return BigDecimal.valueOf(epsilonMillionths, 6).stripTrailingZeros().toPlainString();
  }
}
