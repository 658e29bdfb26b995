// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/**
 * The codes of a record side by side in a few ints, so that looking at a record costs one place in
 * memory and not one for each column. A code is stored plus one; 0 is a missing value.
 */
final class Rows {
  private final int fields;
  private int width;
  private int[] word;
  private int[] shift;
  private int[] mask;
  private int[] data;
  private int size;

  /** Room for the numbers 0 to largest in each field; a largest code may grow later. */
  Rows(int[] largest, int expected) {
    this.fields = largest.length;
    this.word = new int[fields];
    this.shift = new int[fields];
    this.mask = new int[fields];
    lay(largest);
    this.data = new int[Math.multiplyExact(width, Math.max(1, expected))];
  }

  /** Widest field first into the first int with room (first fit decreasing). */
  private void lay(int[] largest) {
    int[] bits = new int[fields];
    for (int f = 0; f < fields; f++) {
      bits[f] = Sizes.bits(Math.min(Integer.MAX_VALUE - 1, largest[f] + 1));
    }
    int[] order = Order.of(fields, (a, b) -> Integer.compare(bits[b], bits[a]));
    int[] used = new int[fields + 1];
    width = 1;
    for (int f : order) {
      int w = 0;
      while (used[w] + bits[f] > 32) {
        w++;
      }
      word[f] = w;
      shift[f] = used[w];
      mask[f] = bits[f] == 32 ? -1 : (1 << bits[f]) - 1;
      used[w] += bits[f];
      width = Math.max(width, w + 1);
    }
  }

  int size() {
    return size;
  }

  /** Adds a record. */
  void add(int[] codes) {
    fit(codes);
    if ((size + 1) * (long) width > data.length) {
      long capacity = (long) width * Sizes.grown(size + 1);
      data = Arrays.copyOf(data, Math.toIntExact(capacity));
    }
    size++;
    put(size - 1, codes);
  }

  private void put(int record, int[] codes) {
    int base = record * width;
    for (int f = 0; f < fields; f++) {
      data[base + word[f]] |= (codes[f] + 1) << shift[f];
    }
  }

  /** A code too wide for its field: all rows are laid anew with room for twice as many codes. */
  private void fit(int[] codes) {
    for (int f = 0; f < fields; f++) {
      if (Integer.compareUnsigned(codes[f] + 1, mask[f]) > 0) {
        relay(codes);
        return;
      }
    }
  }

  private void relay(int[] codes) {
    int[] largest = new int[fields];
    for (int f = 0; f < fields; f++) {
      boolean tooWide = Integer.compareUnsigned(codes[f] + 1, mask[f]) > 0;
      largest[f] = tooWide ? Math.max(codes[f], mask[f] * 2) : mask[f] - 1;
    }
    Rows wider = new Rows(largest, Sizes.grown(size + 1));
    int[] row = new int[fields];
    for (int i = 0; i < size; i++) {
      get(i, row);
      wider.put(i, row);
    }
    width = wider.width;
    word = wider.word;
    shift = wider.shift;
    mask = wider.mask;
    data = wider.data;
  }

  /** All codes of a record. */
  void get(int record, int[] into) {
    int base = record * width;
    for (int f = 0; f < fields; f++) {
      into[f] = (data[base + word[f]] >>> shift[f] & mask[f]) - 1;
    }
  }

  int get(int record, int field) {
    return (data[record * width + word[field]] >>> shift[field] & mask[field]) - 1;
  }

  /** Bytes that a record takes. */
  int bytes() {
    return width * Integer.BYTES;
  }
}
