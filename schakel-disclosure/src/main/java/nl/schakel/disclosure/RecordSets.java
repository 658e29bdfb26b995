// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which records have which codes, one bit for each record, kept up to date while codes change: a
 * cell's records are found by a few passes over bits and not by a look at each record.
 *
 * <p>Guarantee: the records of a cell stand in the order of their numbers, so that a draw by lot
 * gives the same record as a draw from a plain list.
 */
final class RecordSets {
  private final long[][][] atFirst;
  private final int[][] records;
  private final int words;

  /** By dimension: the records with one of some codes, for each such choice that was asked for. */
  private final List<Map<BitSet, Chosen>> chosen = new ArrayList<>();

  private final Chosen there;
  private final List<Found> free = new ArrayList<>();
  private final BitSet moved = new BitSet();

  /** Some codes of a dimension with the records that have them. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Chosen(BitSet codes, long[] bits) {
    void set(int record, boolean isIn) {
      if (isIn) {
        bits[record >> 6] |= 1L << record;
      } else {
        bits[record >> 6] &= ~(1L << record);
      }
    }
  }

  /**
   * @param records codes by record as they are now; empty for a record that is not there
   */
  RecordSets(Cube cube, int[][] records) {
    atFirst = cube.recordsByCode();
    this.records = records;
    words = (records.length + 63) / 64;
    for (Dimension ignored : cube.dimensions()) {
      chosen.add(new HashMap<>());
    }
    BitSet everybody = new BitSet();
    everybody.set(0, cube.size());
    there = new Chosen(new BitSet(), Arrays.copyOf(everybody.toLongArray(), words));
  }

  /** Takes note of the codes that a record has from now on. */
  void move(int record, int[] from, int[] to) {
    moved.set(record);
    there.set(record, to.length > 0);
    for (int d = 0; d < chosen.size(); d++) {
      if (from.length == 0 || to.length == 0 || from[d] != to[d]) {
        for (Chosen one : chosen.get(d).values()) {
          one.set(record, to.length > 0 && one.codes.get(to[d]));
        }
      }
    }
  }

  /**
   * Finds the records that meet conditions now; they stay the same while codes change, until they
   * are given back.
   *
   * @param dimensions those whose conditions are to be met
   * @param below only records with smaller numbers
   */
  Found find(List<BitSet> inside, BitSet dimensions, int below) {
    long[][] asked = new long[dimensions.cardinality() + 1][];
    int count = 0;
    asked[count++] = there.bits;
    for (int d = dimensions.nextSetBit(0); d >= 0; d = dimensions.nextSetBit(d + 1)) {
      if (inside.get(d).cardinality() < atFirst[d].length) {
        asked[count++] = holding(d, inside.get(d));
      }
    }
    Found found = free.isEmpty() ? new Found(words) : free.removeLast();
    found.fill(asked, count, below);
    return found;
  }

  /** Takes records back that are not asked for any more; there is room in them for the next. */
  void giveBack(Found found) {
    free.add(found);
  }

  private long[] holding(int dimension, BitSet codes) {
    Chosen known = chosen.get(dimension).get(codes);
    if (known == null) {
      known = new Chosen(codes, new long[words]);
      for (int code = codes.nextSetBit(0); code >= 0; code = codes.nextSetBit(code + 1)) {
        add(atFirst[dimension][code], known.bits);
      }
      for (int record = moved.nextSetBit(0); record >= 0; record = moved.nextSetBit(record + 1)) {
        int[] now = records[record];
        known.set(record, now.length > 0 && codes.get(now[dimension]));
      }
      chosen.get(dimension).put(codes, known);
    }
    return known.bits;
  }

  private static void add(long[] these, long[] to) {
    for (int i = 0; i < these.length; i++) {
      to[i] |= these[i];
    }
  }

  /** Records by their numbers, the smallest first. */
  static final class Found {
    private static final int BLOCK = 32;

    private final long[] bits;
    private final int[] before;
    private int size;

    private Found(int words) {
      bits = new long[words];
      before = new int[words / BLOCK + 1];
    }

    /** Keeps what stands in all of these, block by block: a block is small enough to stay near. */
    private void fill(long[][] asked, int count, int below) {
      size = 0;
      for (int from = 0; from < bits.length; from += BLOCK) {
        int to = Math.min(bits.length, from + BLOCK);
        System.arraycopy(asked[0], from, bits, from, to - from);
        for (int one = 1; one < count; one++) {
          keep(asked[one], from, to);
        }
        leaveOut(below, from, to);
        before[from / BLOCK] = size;
        for (int i = from; i < to; i++) {
          size += Long.bitCount(bits[i]);
        }
      }
      if (bits.length % BLOCK == 0) {
        before[bits.length / BLOCK] = size;
      }
    }

    private void keep(long[] these, int from, int to) {
      for (int i = from; i < to; i++) {
        bits[i] &= these[i];
      }
    }

    private void leaveOut(int below, int from, int to) {
      if (below < to * Long.SIZE) {
        int word = below >> 6;
        if (word >= from && word < to) {
          bits[word] &= (1L << below) - 1;
        }
        Arrays.fill(bits, Math.min(to, Math.max(from, word + 1)), to, 0);
      }
    }

    int size() {
      return size;
    }

    /** Returns the record at this place. */
    int at(int place) {
      int low = 0;
      int high = before.length - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (before[middle] <= place) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      int left = place - before[low];
      int word = low * BLOCK;
      for (int here = Long.bitCount(bits[word]); here <= left; here = Long.bitCount(bits[word])) {
        left -= here;
        word++;
      }
      long rest = bits[word];
      for (; left > 0; left--) {
        rest &= rest - 1;
      }
      return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
    }
  }
}
