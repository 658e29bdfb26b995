// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.List;

/**
 * Expected errors at a threshold, from the match probabilities alone.
 *
 * <p>T. Enamorado, B. Fifield, K. Imai, Using a probabilistic model to assist merging of
 * large-scale administrative records, 2019: the false-discovery rate is the mean of 1 - p over the
 * links, the false-negative rate the share of all expected matches that are not linked. It is as
 * right as the model; pairs that no blocking rule found count only through the prior.
 *
 * @param links pairs at or above the threshold
 */
public record ErrorEstimate(
    double thresholdBits, int links, double falseDiscoveryRate, double falseNegativeRate) {
  /** Estimates at each threshold in bits. */
  public static List<ErrorEstimate> at(
      ScoredPairs pairs, double expectedMatches, double... thresholds) {
    List<ErrorEstimate> estimates = new ArrayList<>();
    for (double bits : thresholds) {
      int links = pairs.atLeast(bits);
      double right = 0;
      for (int i = 0; i < links; i++) {
        right += Weights.probability(pairs.weight(i));
      }
      double wrong = links - right;
      double all = Math.max(expectedMatches, right);
      estimates.add(
          new ErrorEstimate(
              bits, links, links == 0 ? 0 : wrong / links, all == 0 ? 0 : 1 - right / all));
    }
    return estimates;
  }

  /** How many matches the prior expects among all pairs of these records. */
  public static double expectedMatches(Records records, Model model) {
    return model.prior() * Blocks.totalPairs(records, model.settings().mode());
  }
}
