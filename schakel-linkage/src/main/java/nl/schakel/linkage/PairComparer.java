// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * All comparisons of a model. The levels of a pair are packed into one number of four bits for each
 * comparison: the level plus one, 0 for a missing value.
 */
final class PairComparer {
  /** As many comparisons as fit in a pattern. */
  static final int MOST = 16;

  private final FieldComparison[] fields;
  private final Slots slots;
  private final Rows rows;

  /** One thread's memory: what the comparisons remember and the codes of the last two records. */
  static final class Memory {
    private final FieldComparison.Memory[] fields;
    final int[] left;
    final int[] right;
    private int lastLeft = -1;

    private Memory(int count, int slots) {
      fields = new FieldComparison.Memory[count];
      for (int i = 0; i < count; i++) {
        fields[i] = new FieldComparison.Memory();
      }
      left = new int[slots];
      right = new int[slots];
    }
  }

  /** The comparisons on values that come from elsewhere; pairs are given by their codes. */
  PairComparer(Slots.Source source, List<ComparisonSettings> settings) {
    this.slots = new Slots(source);
    this.fields =
        settings.stream().map(s -> new FieldComparison(slots, s)).toArray(FieldComparison[]::new);
    this.rows = new Rows(new int[1], 1);
  }

  /** The comparisons on a set of records; pairs are given by their numbers. */
  PairComparer(Records records, List<ComparisonSettings> settings) {
    this.slots = new Slots((column, transform) -> records.view(column, transform).values);
    this.fields =
        settings.stream().map(s -> new FieldComparison(slots, s)).toArray(FieldComparison[]::new);
    this.rows = rows(records);
  }

  private Rows rows(Records records) {
    List<View> views =
        slots.all().stream().map(s -> records.view(s.column(), s.transform())).toList();
    int[] codes = views.stream().mapToInt(v -> v.values.size()).toArray();
    Rows made = new Rows(codes, records.size());
    for (int i = 0; i < records.size(); i++) {
      for (int k = 0; k < codes.length; k++) {
        codes[k] = views.get(k).code(i);
      }
      made.add(codes);
    }
    return made;
  }

  Memory memory() {
    return new Memory(fields.length, slots.all().size());
  }

  int count() {
    return fields.length;
  }

  Slots slots() {
    return slots;
  }

  FieldComparison field(int number) {
    return fields[number];
  }

  /** Puts the codes of two records into the memory; the left one is often the same as before. */
  void load(Memory memory, int left, int right) {
    if (memory.lastLeft != left) {
      rows.get(left, memory.left);
      memory.lastLeft = left;
    }
    rows.get(right, memory.right);
  }

  /** The level of the two records whose codes are in the memory. */
  int level(Memory memory, int field) {
    return fields[field].level(memory.fields[field], memory.left, memory.right);
  }

  long pattern(Memory memory, int left, int right) {
    load(memory, left, right);
    long pattern = 0;
    for (int i = 0; i < fields.length; i++) {
      pattern |= (long) (level(memory, i) + 1) << (4 * i);
    }
    return pattern;
  }

  static int level(long pattern, int comparison) {
    return (int) (pattern >>> (4 * comparison) & 15) - 1;
  }
}
