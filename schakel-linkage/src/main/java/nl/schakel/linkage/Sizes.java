// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** How arrays grow, and how wide a number is. */
final class Sizes {
  private static final int MOST = Integer.MAX_VALUE - 8;

  private Sizes() {}

  /** An eighth more than is needed: little is wasted in arrays of a hundred megabytes. */
  static int grown(int needed) {
    return (int) Math.min(MOST, (long) needed + Math.max(16, needed >> 3));
  }

  /** Bits that hold the numbers 0 to largest. */
  static int bits(int largest) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(largest));
  }

  /** A power of two that leaves a table of so many entries at least a third empty. */
  static int table(int entries) {
    long needed = Math.max(16, entries + (entries >> 1) + 1L);
    long size = Long.highestOneBit(needed - 1) << 1;
    if (size > 1 << 30) {
      throw new InvalidInput("%,d distinct values are more than a table holds".formatted(entries));
    }
    return (int) size;
  }
}
