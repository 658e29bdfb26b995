// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;

/**
 * What a trained model is expected to do, beside the one that was in force, on the records that it
 * was trained on.
 *
 * @param before version that was in force
 * @param learnedFromRecords false when there were too few records and only judgements were learned
 */
public record ModelFindings(int before, boolean learnedFromRecords, List<Row> rows) {
  public ModelFindings {
    rows = List.copyOf(rows);
  }

  /** Expected errors when pairs from this weight on were linked. */
  public record Row(double bits, Rates before, Rates after) {}

  /**
   * Rates from the match probabilities alone, so as right as the model.
   *
   * @param links pairs at or above the weight
   * @param falseDiscoveryRate expected share of these that are two people
   * @param falseNegativeRate expected share of all pairs of one person that are below
   */
  public record Rates(int links, double falseDiscoveryRate, double falseNegativeRate) {}
}
