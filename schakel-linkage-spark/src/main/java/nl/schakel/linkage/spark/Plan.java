// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;
import java.util.Arrays;
import nl.schakel.linkage.WorkedOut;

/**
 * Which blocks count, and which task holds a block.
 *
 * @param everything whether all records stand in one block, because there are few
 * @param tooLarge blocks that are left out, in their order
 * @param sizes bounds of what the blocks hold
 */
record Plan(boolean everything, long[] tooLarge, BlockSizes sizes, int tasks)
    implements Serializable {
  /** The records with the blocks in which they can meet another record. */
  WorkedOut reduced(WorkedOut records) {
    return everything
        ? records.inOneBlock()
        : records.withBlocks(
            block -> sizes.mayRepeat(block) && Arrays.binarySearch(tooLarge, block) < 0);
  }

  int task(long block) {
    return Mixed.below(block, tasks);
  }
}
