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

  /** Where each block starts in {@link #order}. */
  final int[] starts;

  final long capped;
  final long cappedPairs;
  final int largest;
  final int largestRecord;

  private Groups(int[] group, int[] from, int[] groupsOf, Counted counted) {
    this.group = group;
    this.from = from;
    this.groupsOf = groupsOf;
    this.starts = counted.starts.toArray();
    this.capped = counted.capped;
    this.cappedPairs = counted.cappedPairs;
    this.largest = counted.largest;
    this.largestRecord = counted.largestRecord;
  }

  /** Blocks while they are counted. */
  private static final class Counted {
    final IntList starts = new IntList();
    long capped;
    long cappedPairs;
    int largest;
    int largestRecord = -1;

    /** New numbers of the blocks that are kept; -1 for one record alone and above the cap. */
    int[] keep(int[] counts, int cap) {
      int total = 0;
      int[] recode = new int[counts.length];
      for (int g = 0; g < counts.length; g++) {
        largest = Math.max(largest, counts[g]);
        recode[g] = -1;
        if (counts[g] > cap) {
          capped++;
          cappedPairs += (long) counts[g] * (counts[g] - 1) / 2;
        } else if (counts[g] > 1) {
          recode[g] = starts.size();
          starts.add(total);
          total += counts[g];
        }
      }
      starts.add(total);
      return recode;
    }
  }

  int count() {
    return starts.length - 1;
  }

  /** One block with every record. */
  static Groups everything(int records) {
    Counted counted = new Counted();
    counted.starts.add(0);
    counted.starts.add(records);
    counted.largest = records;
    return new Groups(new int[records], new int[0], new int[0], counted);
  }

  static Groups of(View[] keys, int records, int cap) {
    int[] base = new int[records];
    int size = 1;
    int many = -1;
    boolean first = true;
    for (int k = 0; k < keys.length; k++) {
      if (keys[k].values.many) {
        many = k;
      } else {
        size = first ? codes(base, keys[k]) : combine(base, keys[k]);
        first = false;
      }
    }
    return many < 0 ? single(base, size, cap) : several(base, keys[many], cap);
  }

  private static int codes(int[] base, View view) {
    for (int i = 0; i < base.length; i++) {
      base[i] = view.code(i);
    }
    return view.values.size();
  }

  /** Numbers the pairs of block and code. */
  private static int combine(int[] base, View view) {
    LongNumbers numbers = new LongNumbers();
    long distinct = view.values.size();
    for (int i = 0; i < base.length; i++) {
      int code = base[i] < 0 ? -1 : view.code(i);
      base[i] = code < 0 ? -1 : numbers.of(base[i] * distinct + code);
    }
    return numbers.size();
  }

  private static Groups single(int[] group, int size, int cap) {
    int[] counts = new int[size];
    for (int g : group) {
      if (g >= 0) {
        counts[g]++;
      }
    }
    Counted counted = new Counted();
    int[] recode = counted.keep(counts, cap);
    for (int i = 0; i < group.length; i++) {
      int old = group[i];
      if (old >= 0 && counts[old] == counted.largest && counted.largestRecord < 0) {
        counted.largestRecord = i;
      }
      group[i] = old < 0 ? -1 : recode[old];
    }
    return new Groups(group, new int[0], new int[0], counted);
  }

  private static Groups several(int[] base, View view, int cap) {
    LongNumbers numbers = new LongNumbers();
    int[] from = new int[base.length + 1];
    IntList all = new IntList();
    Values values = view.values;
    for (int i = 0; i < base.length; i++) {
      int code = base[i] < 0 ? -1 : view.code(i);
      for (int p = code < 0 ? 0 : values.partStart(code);
          code >= 0 && p < values.partEnd(code);
          p++) {
        all.add(numbers.of((long) base[i] * values.partCount() + values.part(p)));
      }
      from[i + 1] = all.size();
    }
    int[] counts = new int[numbers.size()];
    for (int i = 0; i < all.size(); i++) {
      counts[all.get(i)]++;
    }
    Counted counted = new Counted();
    int[] recode = counted.keep(counts, cap);
    IntList kept = new IntList();
    int start = 0;
    for (int i = 0; i < base.length; i++) {
      int end = from[i + 1];
      int[] own = new int[end - start];
      int count = 0;
      for (int k = start; k < end; k++) {
        int old = all.get(k);
        if (counts[old] == counted.largest && counted.largestRecord < 0) {
          counted.largestRecord = i;
        }
        if (recode[old] >= 0) {
          own[count++] = recode[old];
        }
      }
      Arrays.sort(own, 0, count);
      for (int k = 0; k < count; k++) {
        kept.add(own[k]);
      }
      start = end;
      from[i + 1] = kept.size();
    }
    return new Groups(new int[0], from, kept.toArray(), counted);
  }

  boolean single() {
    return from.length == 0;
  }

  /** The records block by block; made anew at each call. */
  int[] order() {
    int records = single() ? group.length : from.length - 1;
    int[] order = new int[starts[starts.length - 1]];
    int[] next = starts.clone();
    for (int i = 0; i < records; i++) {
      if (single()) {
        if (group[i] >= 0) {
          order[next[group[i]]++] = i;
        }
      } else {
        for (int k = from[i]; k < from[i + 1]; k++) {
          order[next[groupsOf[k]]++] = i;
        }
      }
    }
    return order;
  }

  /** The first block that two records share, or -1; only when a record can have several. */
  int firstShared(int left, int right) {
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
