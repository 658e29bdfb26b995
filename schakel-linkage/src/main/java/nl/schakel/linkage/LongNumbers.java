// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/** Numbers distinct long values from 0 in the order in which they are first seen. */
final class LongNumbers {
  private long[] keys = new long[1 << 10];
  private int[] numbers = new int[1 << 10];
  private int size;

  int size() {
    return size;
  }

  int of(long key) {
    int slot = slot(key);
    if (numbers[slot] != 0) {
      return numbers[slot] - 1;
    }
    keys[slot] = key;
    numbers[slot] = ++size;
    if (size * 2 > keys.length) {
      grow();
    }
    return size - 1;
  }

  /** The number of a value, or -1. */
  int find(long key) {
    return numbers[slot(key)] - 1;
  }

  /** The values by number. */
  long[] values() {
    long[] values = new long[size];
    for (int i = 0; i < keys.length; i++) {
      if (numbers[i] != 0) {
        values[numbers[i] - 1] = keys[i];
      }
    }
    return values;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) RandomPairs.mix(key) & mask;
    while (numbers[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[oldKeys.length * 2];
    numbers = Arrays.copyOf(new int[0], keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
