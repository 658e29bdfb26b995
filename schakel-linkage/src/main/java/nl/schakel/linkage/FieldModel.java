// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Map;

/**
 * What was learned about one comparison.
 *
 * @param m probability of each level among pairs of one person; level 0 is "all other"
 * @param u the same among pairs of two persons
 * @param frequencies share of the records that has a value, for values that occur more than once;
 *     empty without term-frequency adjustment
 * @param base how many records had a value; a value that is not listed has frequency 1 / base
 */
public record FieldModel(
    ComparisonSettings settings,
    double[] m,
    double[] u,
    Map<String, Double> frequencies,
    long base) {
  /** Checks the lengths and that no level is impossible. */
  public FieldModel {
    if (m.length != settings.levelCount() || u.length != settings.levelCount()) {
      throw new InvalidInput(
          "comparison '%s' has %d levels, but %d m and %d u"
              .formatted(settings.name(), settings.levelCount(), m.length, u.length));
    }
    for (int level = 0; level < m.length; level++) {
      LevelSettings.range("m of " + settings.name(), m[level], Double.MIN_NORMAL, 1);
      LevelSettings.range("u of " + settings.name(), u[level], Double.MIN_NORMAL, 1);
    }
  }

  /** log2(m / u) of a level; 0 for a missing value. */
  public double bits(int level) {
    return level < 0 ? 0 : Weights.log2(m[level] / u[level]);
  }

  /** The frequency of a value, never below the floor of the comparison. */
  public double frequency(String value) {
    double listed = frequencies.getOrDefault(value, 1.0 / Math.max(1, base));
    return Math.max(listed, settings.frequencyFloor());
  }

  /**
   * The term-frequency adjustment in bits: weight * (log2 u_exact - log2 max(f_left, f_right,
   * floor)); 0 for levels that take none.
   */
  public double frequencyBits(int level, double leftFrequency, double rightFrequency) {
    if (level <= 0 || settings.level(level).frequencyWeight() == 0) {
      return 0;
    }
    double frequency = Math.max(leftFrequency, rightFrequency);
    return settings.level(level).frequencyWeight()
        * (Weights.log2(u[u.length - 1]) - Weights.log2(frequency));
  }
}
