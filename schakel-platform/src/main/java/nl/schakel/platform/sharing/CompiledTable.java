// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision table made ready for many questions: for each column and value the rows that accept
 * it, as bits, so that an answer is one look-up and one AND per column.
 */
final class CompiledTable {
  private final DecisionTable table;
  private final int words;
  private final List<Map<Object, long[]>> accepting = new ArrayList<>();

  CompiledTable(DecisionTable table) {
    this.table = table;
    this.words = (table.rows().size() + 63) / 64;
    for (int column = 0; column < table.inputs().size(); column++) {
      Map<Object, long[]> rows = new HashMap<>();
      for (Object value : table.inputs().get(column).allowed()) {
        rows.put(value, rows(column, value));
      }
      accepting.add(rows);
    }
  }

  DecisionTable table() {
    return table;
  }

  private long[] rows(int column, @Nullable Object value) {
    long[] bits = new long[words];
    for (int row = 0; row < table.rows().size(); row++) {
      if (table.rows().get(row).tests().get(column).accepts(value)) {
        bits[row / 64] |= 1L << (row % 64);
      }
    }
    return bits;
  }

  /**
   * The row that answers, if any.
   *
   * @param values one for each input, in the order of the columns; null where nothing is known
   * @throws IllegalStateException when two rows answer: the static checks keep such a table out
   */
  Optional<DecisionTable.Row> row(@Nullable Object[] values) {
    long[] left = new long[words];
    Arrays.fill(left, -1L);
    for (int column = 0; column < accepting.size(); column++) {
      long[] rows = accepting(column, values[column]);
      for (int word = 0; word < words; word++) {
        left[word] &= rows[word];
      }
    }
    return only(left);
  }

  private long[] accepting(int column, @Nullable Object value) {
    if (value == null || table.inputs().get(column).allowed().isEmpty()) {
      return rows(column, value);
    }
    long[] rows = accepting.get(column).get(value);
    if (rows == null) {
      // Not one of the values of the column: not(...) must not let it in.
      return new long[words];
    }
    return rows;
  }

  private Optional<DecisionTable.Row> only(long[] bits) {
    int found = -1;
    for (int word = 0; word < words; word++) {
      if (bits[word] == 0) {
        continue;
      }
      int first = word * 64 + Long.numberOfTrailingZeros(bits[word]);
      if (found >= 0 || Long.bitCount(bits[word]) > 1) {
        throw new IllegalStateException(
            "Two rows of table %s answer the same question, one is %s"
                .formatted(table.id(), table.rows().get(first).id()));
      }
      found = first;
    }
    return found < 0 ? Optional.empty() : Optional.of(table.rows().get(found));
  }
}
