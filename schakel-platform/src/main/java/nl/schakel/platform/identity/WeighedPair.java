// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.linkage.Weights;

/**
 * What the vault tells of two persons: how much the facts speak for one person, step by step, and
 * no fact itself.
 *
 * @param bits weight of evidence, the sum of the steps
 * @param model version of the model that weighed
 */
public record WeighedPair(PersonPair pair, double bits, int model, List<WeightSteps.Step> steps) {
  public WeighedPair {
    steps = List.copyOf(steps);
  }

  /** Chance that the two are one person, 0 to 1, as far as the model is right. */
  public double probability() {
    return Weights.probability(bits);
  }
}
