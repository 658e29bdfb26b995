// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Counts of records by all combinations of one, two, up to some fields.
 *
 * <p>Cells of a table are numbered with the last field running fastest.
 */
final class Marginals {
  /** More cells than this is not a file of a few coarse fields. */
  private static final long MOST_CELLS = 2_000_000;

  /** Of the combinations that nobody has, this share at most is kept; own choice. */
  private static final double KEPT_INVENTIONS = 0.05;

  private final int[] sizes;
  private final List<int[]> tables;
  private final long[][] counts;

  private Marginals(int[] sizes, List<int[]> tables, long[][] counts) {
    this.sizes = sizes;
    this.tables = tables;
    this.counts = counts;
  }

  /**
   * Counts records.
   *
   * @param rows codes by record and field, from 0
   * @param sizes number of codes by field, fixed without looking at the records
   */
  static Marginals of(int[][] rows, int[] sizes, int longest) {
    List<int[]> tables = new ArrayList<>();
    for (int length = 1; length <= longest; length++) {
      add(tables, new int[0], 0, sizes.length, length);
    }
    long[][] counts = new long[tables.size()][];
    long all = 0;
    for (int table = 0; table < counts.length; table++) {
      long cells = 1;
      for (int field : tables.get(table)) {
        cells *= sizes[field];
      }
      all += cells;
      if (all > MOST_CELLS) {
        throw new InvalidTable(
            "", "size", "more than %,d combinations of codes".formatted(MOST_CELLS));
      }
      counts[table] = new long[(int) cells];
    }
    Marginals marginals = new Marginals(sizes, tables, counts);
    for (int[] row : rows) {
      for (int table = 0; table < counts.length; table++) {
        counts[table][marginals.cell(table, row)]++;
      }
    }
    return marginals;
  }

  private static void add(List<int[]> tables, int[] taken, int from, int fields, int length) {
    if (taken.length == length) {
      tables.add(taken);
      return;
    }
    for (int field = from; field < fields; field++) {
      int[] more = Arrays.copyOf(taken, taken.length + 1);
      more[taken.length] = field;
      add(tables, more, field + 1, fields, length);
    }
  }

  /** Returns these counts with noise, the cells without records too. */
  Marginals noisy(SyntheticPlan plan, RandomGenerator random) {
    long[][] noisy = new long[counts.length][];
    for (int table = 0; table < counts.length; table++) {
      DiscreteLaplace noise =
          new DiscreteLaplace(plan.scaleNumerator(length(table)), plan.epsilonMillionths(), random);
      noisy[table] = Arrays.stream(counts[table]).map(count -> count + noise.draw()).toArray();
    }
    return new Marginals(sizes, tables, noisy);
  }

  /**
   * Returns these noisy counts without what is probably invented: combinations under a threshold
   * become 0, and no combination counts more than a part of it. It looks at noisy counts only.
   */
  Marginals cleaned(SyntheticPlan plan) {
    long[][] clean = new long[counts.length][];
    Marginals cleaned = new Marginals(sizes, tables, clean);
    for (int table = 0; table < counts.length; table++) {
      long threshold = threshold(plan.ratio(length(table)));
      clean[table] = new long[counts[table].length];
      for (int cell = 0; cell < clean[table].length; cell++) {
        long count = counts[table][cell];
        clean[table][cell] = count < threshold ? 0 : Math.min(count, cleaned.parts(table, cell));
      }
    }
    return cleaned;
  }

  /** Returns the smallest count that noise alone reaches rarely enough; at least 1. */
  private static long threshold(double q) {
    long threshold = 1;
    for (double chance = q / (1 + q); chance > KEPT_INVENTIONS; chance *= q) {
      threshold++;
    }
    return threshold;
  }

  /** Returns the smallest count of the combinations with one field fewer. */
  private long parts(int table, int cell) {
    int[] fields = tables.get(table);
    long least = Long.MAX_VALUE;
    for (int left = 0; left < fields.length && fields.length > 1; left++) {
      int[] fewer = new int[fields.length - 1];
      int at = 0;
      int stride = 1;
      int rest = cell;
      for (int i = fields.length - 1, n = fewer.length - 1; i >= 0; i--) {
        if (i != left) {
          at += rest % sizes[fields[i]] * stride;
          stride *= sizes[fields[i]];
          fewer[n--] = fields[i];
        }
        rest /= sizes[fields[i]];
      }
      least = Math.min(least, counts[table(fewer)][at]);
    }
    return least;
  }

  private int table(int[] fields) {
    return IntStream.range(0, tables.size())
        .filter(table -> Arrays.equals(tables.get(table), fields))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the tables that have this field. */
  int[] tablesWith(int field) {
    return IntStream.range(0, tables.size())
        .filter(table -> Arrays.stream(tables.get(table)).anyMatch(each -> each == field))
        .toArray();
  }

  /** Returns the tables of this many fields. */
  int[] tablesOf(int length) {
    return IntStream.range(0, tables.size()).filter(table -> length(table) == length).toArray();
  }

  int length(int table) {
    return tables.get(table).length;
  }

  /** Returns the fields of a table, rising. */
  int[] fields(int table) {
    return tables.get(table).clone();
  }

  int cell(int table, int[] row) {
    int cell = 0;
    for (int field : tables.get(table)) {
      cell = cell * sizes[field] + row[field];
    }
    return cell;
  }

  /** Returns how far the cell moves when the code of a field goes up by one. */
  int stride(int table, int field) {
    int[] fields = tables.get(table);
    int stride = 1;
    for (int i = fields.length - 1; fields[i] != field; i--) {
      stride *= sizes[fields[i]];
    }
    return stride;
  }

  int size(int field) {
    return sizes[field];
  }

  int fieldCount() {
    return sizes.length;
  }

  long[] counts(int table) {
    return counts[table];
  }

  int tableCount() {
    return counts.length;
  }

  /** Returns the number of records, from the tables of one field. */
  long records() {
    double sum = 0;
    for (int table = 0; table < sizes.length; table++) {
      sum += Arrays.stream(counts[table]).sum();
    }
    return Math.max(0, Math.round(sum / sizes.length));
  }
}
