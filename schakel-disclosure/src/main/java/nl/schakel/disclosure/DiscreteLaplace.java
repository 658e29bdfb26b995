// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.random.RandomGenerator;

/**
 * Whole-number noise: {@code P(y)} proportional to {@code exp(-|y| / scale)}, the two-sided
 * geometric distribution, drawn exactly.
 *
 * <p>Only whole numbers and coin tosses, no floating point, which would betray the count in its
 * last bits (C. Canonne, G. Kamath, T. Steinke, The Discrete Gaussian for Differential Privacy,
 * 2020, algorithms 1 and 2).
 */
final class DiscreteLaplace {
  private final long numerator;
  private final long denominator;
  private final RandomGenerator random;

  /**
   * Noise of the scale {@code numerator / denominator}.
   *
   * @param random a {@link java.security.SecureRandom} for anything that is published
   */
  DiscreteLaplace(long numerator, long denominator, RandomGenerator random) {
    if (numerator < 1 || denominator < 1) {
      throw new IllegalArgumentException(
          "scale %d/%d, expected above 0".formatted(numerator, denominator));
    }
    this.numerator = numerator;
    this.denominator = denominator;
    this.random = random;
  }

  long draw() {
    while (true) {
      long offset = random.nextLong(numerator);
      if (!happens(offset, numerator)) {
        continue;
      }
      long whole = 0;
      while (happens(1, 1)) {
        whole++;
      }
      long size = (offset + numerator * whole) / denominator;
      boolean negative = random.nextBoolean();
      if (size > 0 || !negative) {
        return negative ? -size : size;
      }
    }
  }

  /** True with probability exp(-a / b), for a at most b: von Neumann's series of coin tosses. */
  private boolean happens(long a, long b) {
    long k = 1;
    while (random.nextLong(Math.multiplyExact(b, k)) < a) {
      k++;
    }
    return k % 2 == 1;
  }
}
