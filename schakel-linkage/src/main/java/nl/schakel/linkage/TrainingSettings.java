// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.OptionalDouble;

/**
 * How the parameters are learned.
 *
 * @param randomPairs how many pairs are drawn for u; all pairs when there are no more than that
 * @param seed chooses the draw
 * @param rounds most rounds of EM in one session
 * @param smoothing how many invented pairs of the starting values are added to each comparison, so
 *     that no level ever becomes impossible
 * @param prior probability that two random records are one person, when it is known
 */
public record TrainingSettings(
    int randomPairs, long seed, int rounds, double smoothing, OptionalDouble prior) {
  /** Checks the ranges. */
  public TrainingSettings {
    LevelSettings.range("randomPairs", randomPairs, 1000, 1e9);
    LevelSettings.range("rounds", rounds, 1, 10_000);
    LevelSettings.range("smoothing", smoothing, 1e-6, 1000);
    prior.ifPresent(p -> LevelSettings.range("prior", p, 1e-12, 0.5));
  }

  /** Two million random pairs, seed 1, 200 rounds, one invented pair. */
  public static TrainingSettings defaults() {
    return new TrainingSettings(2_000_000, 1, 200, 1, OptionalDouble.empty());
  }
}
