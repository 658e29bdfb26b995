// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts by number, as UTF-8 in one row of bytes; no object for each text. */
final class Texts {
  private byte[] pool;
  private int[] ends;
  private int size;

  Texts(int expected, int bytes) {
    this.pool = new byte[Math.max(64, bytes)];
    this.ends = new int[Math.max(16, expected)];
  }

  int size() {
    return size;
  }

  /** How many bytes all texts have together. */
  int bytes() {
    return size == 0 ? 0 : ends[size - 1];
  }

  String get(int number) {
    int start = start(number);
    return new String(pool, start, ends[number] - start, StandardCharsets.UTF_8);
  }

  void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes, 0, bytes.length);
  }

  void addFrom(Texts other, int number) {
    int start = other.start(number);
    add(other.pool, start, other.ends[number] - start);
  }

  void add(byte[] bytes, int from, int length) {
    int start = bytes();
    long needed = (long) start + length;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new InvalidInput("more than 2 GB of distinct text in one column or in the ids");
    }
    if (needed > pool.length) {
      pool = Arrays.copyOf(pool, Sizes.grown((int) needed));
    }
    System.arraycopy(bytes, from, pool, start, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, Sizes.grown(size + 1));
    }
    ends[size++] = (int) needed;
  }

  /** How many bytes a text has. */
  int length(int number) {
    return ends[number] - start(number);
  }

  void copy(int number, ByteBuffer to) {
    to.put(pool, start(number), length(number));
  }

  /** Order of the bytes, which in UTF-8 is the order of the code points. */
  int compare(int left, int right) {
    return Arrays.compareUnsigned(pool, start(left), ends[left], pool, start(right), ends[right]);
  }

  /** The same order between a text that is here and one that is not. */
  int compare(int left, byte[] right) {
    return Arrays.compareUnsigned(pool, start(left), ends[left], right, 0, right.length);
  }

  boolean equal(int number, byte[] bytes, int length) {
    int start = start(number);
    return ends[number] - start == length
        && Arrays.equals(pool, start, ends[number], bytes, 0, length);
  }

  int hash(int number) {
    return hash(pool, start(number), ends[number]);
  }

  static int hash(byte[] bytes, int from, int end) {
    int h = 1;
    for (int i = from; i < end; i++) {
      h = 31 * h + bytes[i];
    }
    int mixed = h * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }
}
