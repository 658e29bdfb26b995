// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/** How many pairs show each pattern of levels under each set of rules. */
final class PatternCounts {
  private long[] patterns = new long[1 << 10];
  private int[] masks = new int[1 << 10];
  private long[] counts = new long[1 << 10];
  private int size;

  void add(long pattern, int mask, long count) {
    int slot = slot(pattern, mask);
    if (counts[slot] == 0) {
      patterns[slot] = pattern;
      masks[slot] = mask;
      size++;
    }
    counts[slot] += count;
    if (size * 2 > counts.length) {
      grow();
    }
  }

  void addAll(PatternCounts other) {
    for (int i = 0; i < other.counts.length; i++) {
      if (other.counts[i] != 0) {
        add(other.patterns[i], other.masks[i], other.counts[i]);
      }
    }
  }

  private int slot(long pattern, int mask) {
    int limit = counts.length - 1;
    int slot = (int) RandomPairs.mix(pattern * 31 + mask) & limit;
    while (counts[slot] != 0 && (patterns[slot] != pattern || masks[slot] != mask)) {
      slot = (slot + 1) & limit;
    }
    return slot;
  }

  private void grow() {
    long[] oldPatterns = patterns;
    int[] oldMasks = masks;
    long[] oldCounts = counts;
    patterns = new long[oldCounts.length * 2];
    masks = new int[patterns.length];
    counts = new long[patterns.length];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = slot(oldPatterns[i], oldMasks[i]);
        patterns[slot] = oldPatterns[i];
        masks[slot] = oldMasks[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  /** The patterns of the pairs that this rule finds (-1 for all), in a fixed order. */
  Table table(int rule, int fields) {
    PatternCounts merged = new PatternCounts();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0 && (rule < 0 || (masks[i] >>> rule & 1) == 1)) {
        merged.add(patterns[i], 0, counts[i]);
      }
    }
    long[] keys = new long[merged.size];
    int used = 0;
    for (int i = 0; i < merged.counts.length; i++) {
      if (merged.counts[i] != 0) {
        keys[used++] = merged.patterns[i];
      }
    }
    Arrays.sort(keys);
    Table table = new Table(new byte[keys.length][fields], new double[keys.length]);
    for (int i = 0; i < keys.length; i++) {
      table.counts[i] = merged.counts[merged.slot(keys[i], 0)];
      for (int f = 0; f < fields; f++) {
        table.levels[i][f] = (byte) PairComparer.level(keys[i], f);
      }
    }
    return table;
  }

  /** Patterns unpacked: the level of each field (-1 missing) and how many pairs have it. */
  record Table(byte[][] levels, double[] counts) {
    double total() {
      return Arrays.stream(counts).sum();
    }
  }
}
