// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.List;
import java.util.function.LongConsumer;
import nl.schakel.linkage.LinkMode;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.PairWeigher;
import nl.schakel.linkage.WorkedOut;

/** Weighs the pairs of the blocks of one task, each pair only under its lowest block. */
final class BlockWeigher {
  private final WorkedOut records;
  private final PairWeigher weigher;
  private final double least;
  private final boolean linkOnly;
  private final int[] sources;
  private final EdgeBatch.Writer edges = new EdgeBatch.Writer();
  private long compared;

  /**
   * Weighs records of a task.
   *
   * @param sources names of all sources in order; edges hold their numbers
   */
  BlockWeigher(WorkedOut records, Model model, List<String> sources) {
    this.records = records;
    this.weigher = new PairWeigher(records, model);
    this.least = model.settings().minimumWeight();
    this.linkOnly = model.settings().mode() == LinkMode.LINK_ONLY;
    this.sources = records.sources().stream().mapToInt(sources::indexOf).toArray();
  }

  /**
   * The pairs that reach the least weight of the model.
   *
   * @param counted told how many pairs were weighed
   */
  List<byte[]> edges(Entries entries, LongConsumer counted) {
    entries.each((block, from, to) -> weigh(entries, block, from, to));
    counted.accept(compared);
    return edges.batches();
  }

  private void weigh(Entries entries, long block, int from, int to) {
    for (int p = from; p < to; p++) {
      int left = entries.record(p);
      for (int q = p + 1; q < to; q++) {
        int right = entries.record(q);
        if (mayPair(left, right) && records.lowestShared(left, right) == block) {
          compared++;
          double weight = weigher.weight(left, right);
          if (weight >= least) {
            add(left, right, weight, WorkedOut.rule(block));
          }
        }
      }
    }
  }

  private boolean mayPair(int left, int right) {
    return !linkOnly || records.source(left) != records.source(right);
  }

  private void add(int left, int right, double weight, int rule) {
    edges.add(
        weight,
        rule,
        sources[records.source(left)],
        records.id(left),
        sources[records.source(right)],
        records.id(right));
  }
}
