// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * When pairs become persons.
 *
 * @param threshold least match probability of a link
 * @param averageWeight least mean weight in bits over all pairs between two groups that are joined;
 *     pairs that no rule found are weighed too
 * @param largest a person of more records than this is not made
 * @param onePerSource sources that hold no person twice
 */
public record ClusterSettings(
    double threshold, double averageWeight, int largest, List<String> onePerSource) {
  /** Checks the ranges. */
  public ClusterSettings {
    onePerSource = List.copyOf(onePerSource);
    LevelSettings.range("threshold", threshold, 1e-9, 1 - 1e-9);
    LevelSettings.range("averageWeight", averageWeight, -1000, 1000);
    LevelSettings.range("largest", largest, 2, 1_000_000);
  }

  /** Threshold 0.5, mean weight 0 bits, at most 100 records, no duplicate-free sources. */
  public static ClusterSettings defaults() {
    return new ClusterSettings(0.5, 0, 100, List.of());
  }

  /** The threshold as a weight in bits. */
  public double thresholdBits() {
    return Weights.bits(threshold);
  }
}
