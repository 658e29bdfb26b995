// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Match weights in bits and probabilities: M = log2(p / (1 - p)), p = 2^M / (1 + 2^M). */
public final class Weights {
  private static final double LOG_TWO = Math.log(2);

  private Weights() {}

  /** The weight of a probability. */
  public static double bits(double probability) {
    return log2(probability / (1 - probability));
  }

  /** The probability of a weight. */
  public static double probability(double bits) {
    return 1 / (1 + Math.exp(-bits * LOG_TWO));
  }

  static double log2(double value) {
    return Math.log(value) / LOG_TWO;
  }
}
