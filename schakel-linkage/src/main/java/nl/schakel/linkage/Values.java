// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;
import java.util.Objects;

/**
 * The distinct values of a column after a transform, numbered in order of arrival, with the letters
 * of all of them in one row for the measures of distance.
 */
final class Values {
  final Transform transform;
  final boolean many;
  private char[] letters = new char[64];
  private int[] ends = new int[16];
  private int size;
  private int[] table = new int[0];
  private int[] days = new int[0];
  private boolean hasDays;
  private int[] parts = new int[0];
  private int[] partEnds = new int[0];
  private @org.jspecify.annotations.Nullable Values partValues;

  Values(Transform transform) {
    this.transform = transform;
    this.many = transform.many();
    if (many) {
      partValues = new Values(Transform.of("as-is"));
      parts = new int[16];
      partEnds = new int[16];
    }
  }

  int size() {
    return size;
  }

  String value(int code) {
    int start = start(code);
    return new String(letters, start, ends[code] - start);
  }

  char[] letters() {
    return letters;
  }

  int start(int code) {
    return code == 0 ? 0 : ends[code - 1];
  }

  int end(int code) {
    return ends[code];
  }

  int length(int code) {
    return ends[code] - start(code);
  }

  /** The code of a value, or -1 when it is not known. */
  int find(String value) {
    if (size == 0) {
      return -1;
    }
    index();
    return table[slot(value)] - 1;
  }

  /** The code of a value, which is new when it equals the old size. */
  int add(String value) {
    index();
    int slot = slot(value);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    append(value);
    table[slot] = size;
    if (Sizes.table(size) > table.length) {
      table = new int[0];
    }
    return size - 1;
  }

  /** The code of what the transform makes of a text, -1 when it makes nothing. */
  int addText(String text) {
    String value = transform.function().apply(text);
    return value.isEmpty() ? -1 : add(value);
  }

  /** The table for finding is made again when it is needed. */
  void forgetTable() {
    table = new int[0];
    if (partValues != null) {
      partValues.forgetTable();
    }
  }

  private void index() {
    if (table.length == 0) {
      table = new int[Sizes.table(size + 1)];
      int mask = table.length - 1;
      for (int code = 0; code < size; code++) {
        int slot = hash(code) & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = code + 1;
      }
    }
  }

  private int slot(String value) {
    int mask = table.length - 1;
    int slot = spread(value.hashCode()) & mask;
    while (table[slot] != 0 && !equal(table[slot] - 1, value)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean equal(int code, String value) {
    int start = start(code);
    int length = ends[code] - start;
    if (value.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (letters[start + i] != value.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link String#hashCode} of the value. */
  private int hash(int code) {
    int h = 0;
    for (int i = start(code); i < ends[code]; i++) {
      h = 31 * h + letters[i];
    }
    return spread(h);
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private void append(String value) {
    int start = size == 0 ? 0 : ends[size - 1];
    long needed = (long) start + value.length();
    if (needed > Integer.MAX_VALUE - 8) {
      throw new InvalidInput("more than two thousand million letters in one column");
    }
    if (needed > letters.length) {
      letters = Arrays.copyOf(letters, Sizes.grown((int) needed));
    }
    value.getChars(0, value.length(), letters, start);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, Sizes.grown(size + 1));
    }
    ends[size++] = (int) needed;
    if (hasDays) {
      days = days.length < size ? Arrays.copyOf(days, ends.length) : days;
      days[size - 1] = DateText.epochDay(value);
    }
    if (partValues != null) {
      appendParts(partValues, value);
    }
  }

  private void appendParts(Values numbers, String value) {
    String[] names = value.split(String.valueOf(Transform.PART));
    int[] own = new int[names.length];
    for (int k = 0; k < names.length; k++) {
      own[k] = numbers.add(names[k]);
    }
    Arrays.sort(own);
    int used = size == 1 ? 0 : partEnds[size - 2];
    if (used + own.length > parts.length) {
      parts = Arrays.copyOf(parts, Sizes.grown(used + own.length));
    }
    for (int k = 0; k < own.length; k++) {
      if (k == 0 || own[k - 1] != own[k]) {
        parts[used++] = own[k];
      }
    }
    if (size > partEnds.length) {
      partEnds = Arrays.copyOf(partEnds, ends.length);
    }
    partEnds[size - 1] = used;
  }

  /** Must be called before the days are read, by one thread. */
  Values withDays() {
    if (!hasDays) {
      hasDays = true;
      days = new int[ends.length];
      for (int i = 0; i < size; i++) {
        days[i] = DateText.epochDay(value(i));
      }
    }
    return this;
  }

  /** Days since 1970 of a value, or {@link DateText#NONE}. */
  int day(int code) {
    return days[code];
  }

  /** Where the parts of a value start; only for transforms that make many. */
  int partStart(int code) {
    return code == 0 ? 0 : partEnds[code - 1];
  }

  int partEnd(int code) {
    return partEnds[code];
  }

  /** The number of a part; those of one value are in increasing order. */
  int part(int position) {
    return parts[position];
  }

  /** The parts themselves; only for transforms that make many. */
  Values parts() {
    return Objects.requireNonNull(partValues);
  }

  int partCount() {
    return partValues == null ? 0 : partValues.size();
  }
}
