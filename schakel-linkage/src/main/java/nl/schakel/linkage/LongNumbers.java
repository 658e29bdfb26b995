// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/** Numbers distinct long values from 0 in the order in which they are first seen. */
final class LongNumbers {
  private long[] keys = new long[1 << 8];
  private int[] table = new int[1 << 9];
  private int size;

  int size() {
    return size;
  }

  int of(long key) {
    int slot = slot(key);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + (size >> 1));
    }
    keys[size] = key;
    table[slot] = ++size;
    if (Sizes.table(size) > table.length) {
      grow();
    }
    return size - 1;
  }

  /** The value with a number. */
  long key(int number) {
    return keys[number];
  }

  private int slot(long key) {
    int mask = table.length - 1;
    int slot = (int) RandomPairs.mix(key) & mask;
    while (table[slot] != 0 && keys[table[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int number = 0; number < size; number++) {
      table[slot(keys[number])] = number + 1;
    }
  }
}
