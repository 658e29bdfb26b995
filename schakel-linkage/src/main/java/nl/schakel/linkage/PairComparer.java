// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * All comparisons of a model on one set of records. The levels of a pair are packed into one number
 * of four bits for each comparison: the level plus one, 0 for a missing value.
 */
final class PairComparer {
  /** As many comparisons as fit in a pattern. */
  static final int MOST = 16;

  private final FieldComparison[] fields;

  PairComparer(Records records, List<ComparisonSettings> settings) {
    this.fields =
        settings.stream().map(s -> new FieldComparison(records, s)).toArray(FieldComparison[]::new);
  }

  /** One thread's memory. */
  FieldComparison.Memory[] memory() {
    FieldComparison.Memory[] memory = new FieldComparison.Memory[fields.length];
    for (int i = 0; i < memory.length; i++) {
      memory[i] = new FieldComparison.Memory();
    }
    return memory;
  }

  int count() {
    return fields.length;
  }

  FieldComparison field(int number) {
    return fields[number];
  }

  long pattern(FieldComparison.Memory[] memory, int left, int right) {
    long pattern = 0;
    for (int i = 0; i < fields.length; i++) {
      pattern |= (long) (fields[i].level(memory[i], left, right) + 1) << (4 * i);
    }
    return pattern;
  }

  static int level(long pattern, int comparison) {
    return (int) (pattern >>> (4 * comparison) & 15) - 1;
  }
}
