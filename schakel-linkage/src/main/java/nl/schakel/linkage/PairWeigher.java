// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * Weighs single pairs, for programs that bring pairs together themselves. The weight of a pair
 * depends on its records and the model, not on the other records. Not for several threads at once.
 */
public final class PairWeigher {
  private final Scorer scorer;
  private final PairComparer.Memory memory;
  private final Rows rows;
  private int lastLeft = -1;

  /** For records that were worked out for this model. */
  public PairWeigher(WorkedOut records, Model model) {
    PairComparer comparer =
        new PairComparer(
            (column, transform) -> values(records, column, transform),
            model.settings().comparisons());
    this.scorer = new Scorer(comparer, model);
    this.memory = comparer.memory();
    List<int[]> codes =
        comparer.slots().all().stream()
            .map(slot -> slot(records, slot.column(), slot.transform()).codes())
            .toList();
    int[] row = comparer.slots().all().stream().mapToInt(slot -> slot.values().size()).toArray();
    this.rows = new Rows(row, records.size());
    for (int i = 0; i < records.size(); i++) {
      for (int s = 0; s < row.length; s++) {
        row[s] = codes.get(s)[i];
      }
      rows.add(row);
    }
  }

  private static Values values(WorkedOut records, String column, Transform transform) {
    return slot(records, column, transform).values();
  }

  private static WorkedOut.Slot slot(WorkedOut records, String column, Transform transform) {
    return records.slots.stream()
        .filter(slot -> slot.column().equals(column) && slot.transform().equals(transform))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "the records were worked out for another model, without %s(%s)"
                        .formatted(transform.name(), column)));
  }

  /** The match weight of two records in bits, with the prior; the left one comes before. */
  public double weight(int left, int right) {
    if (left != lastLeft) {
      rows.get(left, memory.left);
      lastLeft = left;
    }
    rows.get(right, memory.right);
    return scorer.weight(memory);
  }
}
