// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.Arrays;
import nl.schakel.linkage.WorkedOut;

/**
 * The records of each block of one task: entries of block and record, sorted by block. Records of a
 * block stay in their order.
 */
final class Entries {
  private final long[] blocks;
  private final int[] records;

  private Entries(long[] blocks, int[] records) {
    this.blocks = blocks;
    this.records = records;
  }

  /** Takes a block and its records, from one position up to but not including another. */
  @FunctionalInterface
  interface Taker {
    void block(long block, int from, int to);
  }

  /** The entries of the blocks that a task holds. */
  static Entries of(WorkedOut worked, Plan plan, int task) {
    int all = worked.firstBlock(worked.size());
    long[] blocks = new long[all];
    int[] records = new int[all];
    int size = 0;
    for (int record = 0; record < worked.size(); record++) {
      for (int k = worked.firstBlock(record); k < worked.firstBlock(record + 1); k++) {
        if (plan.task(worked.block(k)) == task) {
          blocks[size] = worked.block(k);
          records[size++] = record;
        }
      }
    }
    return sorted(blocks, records, size);
  }

  /** Into as many buckets as there are entries by a mixed number, then sorted in each bucket. */
  private static Entries sorted(long[] blocks, int[] records, int size) {
    int shift = Long.numberOfLeadingZeros(Math.max(2, size)) + 1;
    int[] starts = new int[(int) (-1L >>> shift) + 2];
    for (int i = 0; i < size; i++) {
      starts[bucket(blocks[i], shift) + 1]++;
    }
    for (int b = 1; b < starts.length; b++) {
      starts[b] += starts[b - 1];
    }
    int[] next = Arrays.copyOf(starts, starts.length - 1);
    Entries made = new Entries(new long[size], new int[size]);
    for (int i = 0; i < size; i++) {
      int place = next[bucket(blocks[i], shift)]++;
      made.blocks[place] = blocks[i];
      made.records[place] = records[i];
    }
    for (int b = 1; b < starts.length; b++) {
      made.sort(starts[b - 1], starts[b]);
    }
    return made;
  }

  private static int bucket(long block, int shift) {
    return (int) (Mixed.mix(block) >>> shift);
  }

  /** By insertion: a bucket holds a few blocks, and most often one. */
  private void sort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long block = blocks[i];
      int record = records[i];
      int j = i - 1;
      while (j >= from && blocks[j] > block) {
        blocks[j + 1] = blocks[j];
        records[j + 1] = records[j];
        j--;
      }
      blocks[j + 1] = block;
      records[j + 1] = record;
    }
  }

  /** Gives each block of two records or more. */
  void each(Taker taker) {
    int from = 0;
    while (from < blocks.length) {
      int to = from + 1;
      while (to < blocks.length && blocks[to] == blocks[from]) {
        to++;
      }
      if (to > from + 1) {
        taker.block(blocks[from], from, to);
      }
      from = to;
    }
  }

  /** The record at a position. */
  int record(int position) {
    return records[position];
  }
}
