// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/**
 * Which records may have a key, found by a hash of it: records in the order of the first bits of
 * the hash, with sixteen further bits beside each. What is found must be looked at, as two keys can
 * share these bits; so no key is stored. Records that come later stand in chains until there are so
 * many that all are put in order again.
 */
final class Postings {
  private static final int IN_BUCKET = 8;
  private static final int LEAST_LATER = 1 << 14;

  /** Gives every record with the hashes of its keys; called twice for one making. */
  @FunctionalInterface
  interface All {
    void forEach(Taker taker);
  }

  /** Takes the hash of a key of a record. */
  @FunctionalInterface
  interface Taker {
    void take(long hash, int record);
  }

  /** Looks at a record that may have the key; false when enough was seen. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(int record);
  }

  private int bits;
  private int[] starts = new int[2];
  private int[] records = new int[0];
  private char[] prints = new char[0];
  private int[] heads = new int[16];
  private int[] laterRecords = new int[16];
  private int[] laterHashes = new int[16];
  private int[] next = new int[16];
  private int later;

  /** Puts all in order. */
  void make(All all) {
    int[] count = new int[1];
    all.forEach((hash, record) -> count[0]++);
    bits = Sizes.bits(Math.max(1, count[0] / IN_BUCKET));
    int[] begins = new int[(1 << bits) + 1];
    all.forEach((hash, record) -> begins[bucket(hash) + 1]++);
    for (int b = 1; b < begins.length; b++) {
      begins[b] += begins[b - 1];
    }
    int[] found = new int[count[0]];
    char[] marks = new char[count[0]];
    int[] at = begins.clone();
    all.forEach(
        (hash, record) -> {
          int place = at[bucket(hash)]++;
          found[place] = record;
          marks[place] = (char) hash;
        });
    for (int b = 0; b < 1 << bits; b++) {
      sort(found, marks, begins[b], begins[b + 1]);
    }
    starts = begins;
    records = found;
    prints = marks;
    later = 0;
    heads = new int[16];
    laterRecords = new int[16];
    laterHashes = new int[16];
    next = new int[16];
  }

  /** By further bits, then by record; most buckets are short. */
  private static void sort(int[] records, char[] prints, int from, int end) {
    if (end - from > 4 * IN_BUCKET) {
      sortMany(records, prints, from, end);
      return;
    }
    for (int i = from + 1; i < end; i++) {
      char print = prints[i];
      int record = records[i];
      int j = i - 1;
      while (j >= from && prints[j] > print) {
        prints[j + 1] = prints[j];
        records[j + 1] = records[j];
        j--;
      }
      prints[j + 1] = print;
      records[j + 1] = record;
    }
  }

  private static void sortMany(int[] records, char[] prints, int from, int end) {
    long[] both = new long[end - from];
    for (int i = from; i < end; i++) {
      both[i - from] = (long) prints[i] << 32 | records[i];
    }
    Arrays.sort(both);
    for (int i = from; i < end; i++) {
      prints[i] = (char) (both[i - from] >>> 32);
      records[i] = (int) both[i - from];
    }
  }

  private int bucket(long hash) {
    return (int) (hash >>> (64 - bits));
  }

  /** Whether so many came later that it is time to make all anew. */
  boolean crowded(int patience) {
    return later > Math.max(LEAST_LATER, records.length / 8) + (long) patience * 512;
  }

  void add(long hash, int record) {
    if (later == laterRecords.length) {
      laterRecords = Arrays.copyOf(laterRecords, later * 2);
      laterHashes = Arrays.copyOf(laterHashes, later * 2);
      next = Arrays.copyOf(next, later * 2);
    }
    if (later == heads.length) {
      rehash();
    }
    laterRecords[later] = record;
    laterHashes[later] = (int) (hash >>> 32);
    int slot = laterHashes[later] & (heads.length - 1);
    next[later] = heads[slot];
    heads[slot] = ++later;
  }

  private void rehash() {
    heads = new int[heads.length * 2];
    for (int i = 0; i < later; i++) {
      int slot = laterHashes[i] & (heads.length - 1);
      next[i] = heads[slot];
      heads[slot] = i + 1;
    }
  }

  /** All records whose key may have this hash. */
  void visit(long hash, Visitor visitor) {
    int bucket = bucket(hash);
    char print = (char) hash;
    int end = starts[bucket + 1];
    for (int i = first(starts[bucket], end, print); i < end && prints[i] == print; i++) {
      if (!visitor.visit(records[i])) {
        return;
      }
    }
    int half = (int) (hash >>> 32);
    for (int i = heads[half & (heads.length - 1)]; i != 0; i = next[i - 1]) {
      if (laterHashes[i - 1] == half && !visitor.visit(laterRecords[i - 1])) {
        return;
      }
    }
  }

  private int first(int from, int end, char print) {
    int low = from;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (prints[middle] < print) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Bytes in use, for the report on memory. */
  long bytes() {
    return 4L * starts.length
        + 6L * records.length
        + 4L * (heads.length + laterRecords.length + next.length + laterHashes.length);
  }
}
