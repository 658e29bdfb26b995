// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Records with so little information that even an exact copy would not be linked to them. */
public final class Unlinkable {
  private Unlinkable() {}

  /** How many records have a weight with themselves below each threshold in bits. */
  public static int[] below(Records records, Model model, double... thresholds) {
    Scorer scorer = new Scorer(records, model);
    PairComparer.Memory memory = scorer.comparer().memory();
    int[] counts = new int[thresholds.length];
    for (int i = 0; i < records.size(); i++) {
      double weight = scorer.weight(memory, i, i);
      for (int t = 0; t < thresholds.length; t++) {
        counts[t] += weight < thresholds[t] ? 1 : 0;
      }
    }
    return counts;
  }
}
