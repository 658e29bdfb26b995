// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;

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

  BlockSizes add(Placement placement, int rows) {
    for (int row = 0; row < rows; row++) {
      for (String block : placement.of(row)) {
        counters[counter(block)]++;
        repeated.add(block);
        total++;
      }
    }
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

  /** How many entries all blocks have together. */
  long total() {
    return total;
  }

  /** False only for a block of one record. */
  boolean mayRepeat(String block) {
    return repeated.mayRepeat(block);
  }

  boolean mayExceed(int size, String block) {
    return counters[counter(block)] > size;
  }

  private static int counter(String block) {
    int mixed = block.hashCode() * 0x9E3779B9;
    return (mixed ^ (mixed >>> 15)) & (COUNTERS - 1);
  }
}
