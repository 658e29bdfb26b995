// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;
import nl.schakel.linkage.WorkedOut;

/**
 * Upper bounds of the sizes of blocks in little memory: blocks share a counter, so that only a few
 * must be counted one by one.
 */
final class BlockSizes implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int COUNTERS = 1 << 20;

  private final int[] counters = new int[COUNTERS];
  private final Repeated repeated;
  private long total;

  /**
   * Nothing counted yet.
   *
   * @param records of the whole input, the same number wherever it is counted
   */
  BlockSizes(long records) {
    this.repeated = new Repeated(records);
  }

  BlockSizes add(WorkedOut records) {
    int end = records.firstBlock(records.size());
    for (int k = 0; k < end; k++) {
      long mixed = Mixed.mix(records.block(k));
      counters[counter(mixed)]++;
      repeated.add(mixed);
    }
    total += end;
    return this;
  }

  BlockSizes add(BlockSizes other) {
    for (int i = 0; i < COUNTERS; i++) {
      counters[i] += other.counters[i];
    }
    repeated.add(other.repeated);
    total += other.total;
    return this;
  }

  /** How many entries stand in blocks that may hold two records or more. */
  long repeatedTotal() {
    return total - repeated.alone();
  }

  /** False only for a block of one record. */
  boolean mayRepeat(long block) {
    return repeated.mayRepeat(Mixed.mix(block));
  }

  boolean mayExceed(int size, long block) {
    return counters[counter(Mixed.mix(block))] > size;
  }

  private static int counter(long mixed) {
    return (int) (mixed >>> 44);
  }
}
