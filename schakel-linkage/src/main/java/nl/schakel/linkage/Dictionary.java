// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Distinct byte strings numbered in order of arrival; no object for each value. */
final class Dictionary {
  private byte[] pool = new byte[1 << 12];
  private int[] ends = new int[256];
  private int[] table = new int[512];
  private int size;

  int size() {
    return size;
  }

  /** The number of these bytes; a number equal to the old size means that they are new. */
  int add(byte[] bytes, int length) {
    int mask = table.length - 1;
    int slot = hash(bytes, length) & mask;
    while (table[slot] != 0) {
      int candidate = table[slot] - 1;
      if (equal(candidate, bytes, length)) {
        return candidate;
      }
      slot = (slot + 1) & mask;
    }
    table[slot] = size + 1;
    append(bytes, length);
    if (size * 2 > table.length) {
      rehash();
    }
    return size - 1;
  }

  String text(int code) {
    int start = start(code);
    return new String(pool, start, ends[code] - start, StandardCharsets.UTF_8);
  }

  /** Order of the bytes, which in UTF-8 is the order of the code points. */
  int compare(int left, int right) {
    return Arrays.compareUnsigned(pool, start(left), ends[left], pool, start(right), ends[right]);
  }

  private void append(byte[] bytes, int length) {
    int start = size == 0 ? 0 : ends[size - 1];
    if (start + length > pool.length) {
      pool = Arrays.copyOf(pool, (int) Math.min(Integer.MAX_VALUE - 8, (start + length) * 2L));
    }
    System.arraycopy(bytes, 0, pool, start, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    ends[size++] = start + length;
  }

  private int start(int code) {
    return code == 0 ? 0 : ends[code - 1];
  }

  private boolean equal(int code, byte[] bytes, int length) {
    int start = start(code);
    return ends[code] - start == length && Arrays.equals(pool, start, ends[code], bytes, 0, length);
  }

  private void rehash() {
    table = new int[table.length * 2];
    int mask = table.length - 1;
    for (int code = 0; code < size; code++) {
      int start = start(code);
      int h = 1;
      for (int i = start; i < ends[code]; i++) {
        h = 31 * h + pool[i];
      }
      int slot = spread(h) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = code + 1;
    }
  }

  private static int hash(byte[] bytes, int length) {
    int h = 1;
    for (int i = 0; i < length; i++) {
      h = 31 * h + bytes[i];
    }
    return spread(h);
  }

  private static int spread(int h) {
    int mixed = h * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
