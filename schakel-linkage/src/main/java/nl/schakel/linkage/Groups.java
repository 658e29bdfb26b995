// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/** The blocks of one rule: records with equal keys, in the order of the records. */
final class Groups {
  /** For each record its block, or -1; empty when a record can be in several. */
  final int[] group;

  /** Where each record's blocks start in {@link #groupsOf}; empty when a record has at most one. */
  private final int[] from;

  private final int[] groupsOf;
  final int[] order;
  final int[] starts;
  final long capped;
  final long cappedPairs;
  final int largest;
  final int largestRecord;

  private Groups(int[] group, int[] from, int[] groupsOf, Filled filled) {
    this.group = group;
    this.from = from;
    this.groupsOf = groupsOf;
    this.order = filled.order;
    this.starts = filled.starts;
    this.capped = filled.capped;
    this.cappedPairs = filled.cappedPairs;
    this.largest = filled.largest;
    this.largestRecord = filled.largestRecord;
  }

  /** Blocks while they are counted. */
  private static final class Filled {
    int[] order = new int[0];
    int[] starts = new int[0];
    long capped;
    long cappedPairs;
    int largest;
    int largestRecord = -1;
  }

  int count() {
    return starts.length - 1;
  }

  /** One block with every record. */
  static Groups everything(int records) {
    Filled filled = new Filled();
    filled.order = Order.of(records, Integer::compare);
    filled.starts = new int[] {0, records};
    filled.largest = records;
    return new Groups(new int[records], new int[0], new int[0], filled);
  }

  static Groups of(View[] keys, int records, int cap) {
    int[] base = new int[records];
    int many = -1;
    for (int k = 0; k < keys.length; k++) {
      if (keys[k].many) {
        many = k;
      } else {
        combine(base, keys[k].codes, keys[k].size());
      }
    }
    return many < 0 ? single(base, cap) : several(base, keys[many], cap);
  }

  /**
   * Numbers the pairs of block and code; blocks are numbered in the order of their first record.
   */
  private static void combine(int[] base, int[] codes, int distinct) {
    LongNumbers numbers = new LongNumbers();
    for (int i = 0; i < base.length; i++) {
      base[i] = base[i] < 0 || codes[i] < 0 ? -1 : numbers.of((long) base[i] * distinct + codes[i]);
    }
  }

  private static Groups single(int[] group, int cap) {
    int size = Arrays.stream(group).max().orElse(-1) + 1;
    int[] counts = new int[size];
    for (int g : group) {
      if (g >= 0) {
        counts[g]++;
      }
    }
    Filled filled = new Filled();
    int[] recode = kept(counts, cap, filled);
    for (int i = 0; i < group.length; i++) {
      int old = group[i];
      if (old >= 0 && counts[old] == filled.largest && filled.largestRecord < 0) {
        filled.largestRecord = i;
      }
      group[i] = old < 0 ? -1 : recode[old];
    }
    filled.order = new int[filled.starts[filled.starts.length - 1]];
    int[] next = filled.starts.clone();
    for (int i = 0; i < group.length; i++) {
      if (group[i] >= 0) {
        filled.order[next[group[i]]++] = i;
      }
    }
    return new Groups(group, new int[0], new int[0], filled);
  }

  private static Groups several(int[] base, View view, int cap) {
    LongNumbers numbers = new LongNumbers();
    int[] from = new int[base.length + 1];
    IntList all = new IntList();
    for (int i = 0; i < base.length; i++) {
      if (base[i] >= 0 && view.codes[i] >= 0) {
        for (int part : view.parts(view.codes[i])) {
          all.add(numbers.of((long) base[i] * view.partCount() + part));
        }
      }
      from[i + 1] = all.size();
    }
    int[] counts = new int[numbers.size()];
    for (int i = 0; i < all.size(); i++) {
      counts[all.get(i)]++;
    }
    Filled filled = new Filled();
    int[] recode = kept(counts, cap, filled);
    filled.order = new int[filled.starts[filled.starts.length - 1]];
    int[] next = filled.starts.clone();
    IntList kept = new IntList();
    int start = 0;
    for (int i = 0; i < base.length; i++) {
      int end = from[i + 1];
      int[] own = new int[end - start];
      int count = 0;
      for (int k = start; k < end; k++) {
        int old = all.get(k);
        if (counts[old] == filled.largest && filled.largestRecord < 0) {
          filled.largestRecord = i;
        }
        if (recode[old] >= 0) {
          own[count++] = recode[old];
        }
      }
      Arrays.sort(own, 0, count);
      for (int k = 0; k < count; k++) {
        kept.add(own[k]);
        filled.order[next[own[k]]++] = i;
      }
      start = end;
      from[i + 1] = kept.size();
    }
    return new Groups(new int[0], from, kept.toArray(), filled);
  }

  private static int[] kept(int[] counts, int cap, Filled filled) {
    int[] recode = new int[counts.length];
    IntList starts = new IntList();
    int total = 0;
    for (int g = 0; g < counts.length; g++) {
      filled.largest = Math.max(filled.largest, counts[g]);
      recode[g] = -1;
      if (counts[g] > cap) {
        filled.capped++;
        filled.cappedPairs += (long) counts[g] * (counts[g] - 1) / 2;
      } else if (counts[g] > 1) {
        recode[g] = starts.size();
        starts.add(total);
        total += counts[g];
      }
    }
    starts.add(total);
    filled.starts = starts.toArray();
    return recode;
  }

  /** Whether two records share a block. */
  boolean together(int left, int right) {
    if (group.length > 0) {
      return group[left] >= 0 && group[left] == group[right];
    }
    return firstShared(left, right) >= 0;
  }

  /** Whether this is the block in which the pair is counted. */
  boolean isFirst(int left, int right, int block) {
    return group.length > 0 || firstShared(left, right) == block;
  }

  private int firstShared(int left, int right) {
    int i = from[left];
    int j = from[right];
    while (i < from[left + 1] && j < from[right + 1]) {
      if (groupsOf[i] == groupsOf[j]) {
        return groupsOf[i];
      }
      if (groupsOf[i] < groupsOf[j]) {
        i++;
      } else {
        j++;
      }
    }
    return -1;
  }

  /** How many pairs the blocks hold, those of one source included. */
  long pairs() {
    long pairs = 0;
    for (int g = 0; g < count(); g++) {
      long size = (long) starts[g + 1] - starts[g];
      pairs += size * (size - 1) / 2;
    }
    return pairs;
  }
}
