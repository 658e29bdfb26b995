// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/**
 * A column seen through a transform: distinct values, one code for each record, and the letters of
 * all values in one row for the measures of distance.
 *
 * <p>Codes are in the order of the values; those of values added later follow.
 */
final class View {
  final String name;
  final boolean many;
  int[] codes;
  int records;
  private String[] values;
  private int size;
  private char[] letters = new char[0];
  private int[] ends = new int[0];
  private int[] days = new int[0];
  private int[][] parts = new int[0][];
  private int partCount;
  private final Transform transform;
  private int[] table = new int[0];
  private java.util.Map<String, Integer> partNumbers = new java.util.HashMap<>();
  private boolean hasDays;

  private View(String name, Transform transform, String[] values, int[] codes) {
    this.name = name;
    this.many = transform.many();
    this.transform = transform;
    this.values = values;
    this.size = values.length;
    this.codes = codes;
    this.records = codes.length;
    lettersFrom(0);
    if (many) {
      parts = new int[size][];
      partsFrom(0);
    }
  }

  static View of(String name, Records.Raw raw, Transform transform) {
    int distinct = raw.values().length;
    String[] cleaned = new String[distinct];
    boolean identity = transform.name().equals("as-is");
    if (identity) {
      return new View(name, transform, raw.values(), raw.codes());
    }
    for (int i = 0; i < distinct; i++) {
      cleaned[i] = transform.function().apply(raw.values()[i]);
    }
    String[] unique = distinct(cleaned);
    int[] recode = new int[distinct];
    for (int i = 0; i < distinct; i++) {
      recode[i] = cleaned[i].isEmpty() ? -1 : Arrays.binarySearch(unique, cleaned[i]);
    }
    int[] codes = new int[raw.codes().length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = raw.codes()[i] < 0 ? -1 : recode[raw.codes()[i]];
    }
    return new View(name, transform, unique, codes);
  }

  private static String[] distinct(String[] cleaned) {
    String[] sorted = cleaned.clone();
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (!sorted[i].isEmpty() && (kept == 0 || !sorted[kept - 1].equals(sorted[i]))) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  int size() {
    return size;
  }

  String value(int code) {
    return values[code];
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

  /** Days since 1970 of a value, or {@link DateText#NONE}. */
  int day(int code) {
    return days[code];
  }

  /** Must be called before the days are read, by one thread. */
  View withDays() {
    if (!hasDays) {
      hasDays = true;
      days = new int[size];
      for (int i = 0; i < size; i++) {
        days[i] = DateText.epochDay(values[i]);
      }
    }
    return this;
  }

  /** Numbers of the parts of a value, in increasing order; only for transforms that make many. */
  int[] parts(int code) {
    return parts[code];
  }

  int partCount() {
    return partCount;
  }

  /** How many records have each value. */
  int[] counts() {
    int[] counts = new int[size];
    for (int i = 0; i < records; i++) {
      if (codes[i] >= 0) {
        counts[codes[i]]++;
      }
    }
    return counts;
  }

  /** The code of a value, or -1 when no record has it. */
  int find(String value) {
    if (table.length == 0) {
      index(size);
    }
    int mask = table.length - 1;
    int slot = spread(value.hashCode()) & mask;
    while (table[slot] != 0) {
      if (values[table[slot] - 1].equals(value)) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /** Adds a record with this text of the column; the record's number is the old count. */
  void append(String text) {
    String value = text.isEmpty() ? "" : transform.function().apply(text);
    int code = -1;
    if (!value.isEmpty()) {
      code = find(value);
      if (code < 0) {
        code = appendValue(value);
      }
    }
    if (records == codes.length) {
      codes = Arrays.copyOf(codes, grown(records));
    }
    codes[records++] = code;
  }

  /** Takes the last record away again; its value stays known. */
  void removeLast() {
    records--;
  }

  private int appendValue(String value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, grown(size));
    }
    values[size++] = value;
    lettersFrom(size - 1);
    if (hasDays) {
      days = days.length < size ? Arrays.copyOf(days, grown(size)) : days;
      days[size - 1] = DateText.epochDay(value);
    }
    if (many) {
      parts = parts.length < size ? Arrays.copyOf(parts, grown(size)) : parts;
      partsFrom(size - 1);
    }
    if (size * 2 > table.length) {
      index(size);
    } else {
      put(size - 1);
    }
    return size - 1;
  }

  private static int grown(int size) {
    return size + Math.max(16, size >> 3);
  }

  private void index(int count) {
    table = new int[Integer.highestOneBit(Math.max(16, count * 2)) * 2];
    for (int i = 0; i < count; i++) {
      put(i);
    }
  }

  private void put(int code) {
    int mask = table.length - 1;
    int slot = spread(values[code].hashCode()) & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = code + 1;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private void lettersFrom(int first) {
    int total = first == 0 ? 0 : ends[first - 1];
    int needed = total;
    for (int i = first; i < size; i++) {
      needed += values[i].length();
    }
    if (letters.length < needed) {
      letters = Arrays.copyOf(letters, first == 0 ? needed : grown(needed));
    }
    if (ends.length < size) {
      ends = Arrays.copyOf(ends, first == 0 ? size : grown(size));
    }
    for (int i = first; i < size; i++) {
      String value = values[i];
      value.getChars(0, value.length(), letters, total);
      total += value.length();
      ends[i] = total;
    }
  }

  private void partsFrom(int first) {
    for (int i = first; i < size; i++) {
      String[] names = values[i].split(String.valueOf(Transform.PART));
      int[] numbers = new int[names.length];
      for (int k = 0; k < names.length; k++) {
        Integer known = partNumbers.get(names[k]);
        if (known == null) {
          known = partCount++;
          partNumbers.put(names[k], known);
        }
        numbers[k] = known;
      }
      Arrays.sort(numbers);
      parts[i] = withoutRepeats(numbers);
    }
  }

  private static int[] withoutRepeats(int[] sorted) {
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (kept == 0 || sorted[kept - 1] != sorted[i]) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  /** The value for messages. */
  String shown(int code) {
    return values[code].replace(Transform.PART, ' ');
  }
}
