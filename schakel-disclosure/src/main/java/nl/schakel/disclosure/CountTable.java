// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * True counts of persons by the dimensions of a table: not for the eyes of readers.
 *
 * <p>Only leaf cells are kept; totals and parents are their sums, so a table cannot contradict
 * itself. A table knows the frozen set and the conditions it was counted from, so that it can be
 * compared with others.
 */
public final class CountTable {
  /** More than anybody counts; sums stay within 32 bits. */
  static final long MOST_PERSONS = 2_000_000_000L;

  private static final long NOT_GIVEN = -1;

  private final Shape shape;
  private final long[] leafCounts;
  private final long[] sums;
  private final Optional<Cube> cube;
  private final Filter filter;
  private Optional<Conditions> conditions = Optional.empty();
  private int[][] shares = {};

  CountTable(Shape shape, long[] leafCounts, Optional<Cube> cube, Filter filter) {
    this.shape = shape;
    this.leafCounts = leafCounts;
    this.cube = cube;
    this.filter = filter;
    sums = shape.sums(leafCounts);
  }

  /**
   * Makes a table from its leaf cells.
   *
   * @param counts persons by leaf cell, the last dimension running fastest
   */
  public static CountTable of(List<Dimension> dimensions, long... counts) {
    Shape shape = new Shape(dimensions);
    if (counts.length != shape.leaves()) {
      throw new InvalidTable(
          "", "missing", "%d counts, expected %d".formatted(counts.length, shape.leaves()));
    }
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw negative(shape.codes(shape.cellOfLeaf(i)), counts[i]);
      }
      total += counts[i];
      if (counts[i] > MOST_PERSONS || total > MOST_PERSONS) {
        throw new InvalidTable("", "size", "more than %,d persons".formatted(MOST_PERSONS));
      }
    }
    return new CountTable(shape, counts.clone(), Optional.empty(), Filter.NONE);
  }

  /**
   * Makes a table from cells by their codes, among which totals may be given too; they are checked.
   *
   * @param cells counts by codes, one for each dimension, {@link Dimension#TOTAL} for a total;
   *     every leaf cell must be there
   */
  public static CountTable checked(List<Dimension> dimensions, Map<List<String>, Long> cells) {
    Shape shape = new Shape(dimensions);
    long[] given = given(shape, cells);
    long[] counts = new long[shape.leaves()];
    List<List<String>> missing = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      int cell = shape.cellOfLeaf(i);
      if (given[cell] != NOT_GIVEN) {
        counts[i] = given[cell];
      } else {
        missing.add(shape.codes(cell));
      }
    }
    if (!missing.isEmpty()) {
      throw new InvalidTable(
          "",
          "missing",
          "%d cells are missing, the first is %s; a cell without persons is given as 0"
              .formatted(missing.size(), missing.getFirst()));
    }
    CountTable table = of(dimensions, counts);
    for (int cell = 0; cell < given.length; cell++) {
      long sum = table.sums[cell];
      if (given[cell] != NOT_GIVEN && given[cell] != sum) {
        throw new InvalidTable(
            "",
            "total",
            "%s is given as %d, but its parts add up to %d"
                .formatted(shape.codes(cell), given[cell], sum));
      }
    }
    return table;
  }

  private static long[] given(Shape shape, Map<List<String>, Long> cells) {
    long[] given = new long[shape.cells()];
    Arrays.fill(given, NOT_GIVEN);
    cells.forEach(
        (codes, count) -> {
          int cell = shape.cell(codes);
          if (count < 0) {
            throw negative(codes, count);
          }
          given[cell] = count;
        });
    return given;
  }

  private static InvalidTable negative(List<String> codes, long count) {
    return new InvalidTable(
        "", "negative", "%s has the count %d, expected 0 or more".formatted(codes, count));
  }

  /** Returns the dimensions. */
  public List<Dimension> dimensions() {
    return shape.dimensions();
  }

  /** Returns the true count of a cell, a total or a parent, by the code in each dimension. */
  public long count(String... codes) {
    return sums[shape.cell(Arrays.asList(codes))];
  }

  /** Returns the number of persons in the table. */
  public long total() {
    return sums[0];
  }

  /** Returns the frozen set this was counted from; empty for a table that came as it is. */
  public Optional<Cube> cube() {
    return cube;
  }

  /** Returns the conditions under which was counted, by dimension of the frozen set. */
  public SortedMap<String, List<String>> filter() {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    filter.codes().forEach((name, codes) -> copy.put(name, List.copyOf(codes)));
    return copy;
  }

  /** Returns all cells by their codes, totals and parents among them. */
  public List<List<String>> cells() {
    List<List<String>> all = new ArrayList<>();
    for (int cell = 0; cell < shape.cells(); cell++) {
      all.add(shape.codes(cell));
    }
    return all;
  }

  Shape shape() {
    return shape;
  }

  Filter conditions() {
    return filter;
  }

  /** Returns what the cells say of the records of a frozen set; kept for the table's own set. */
  Conditions conditionsIn(Cube set) {
    if (cube.isEmpty() || cube.get() != set) {
      return new Conditions(set, this);
    }
    synchronized (this) {
      if (conditions.isEmpty()) {
        conditions = Optional.of(new Conditions(set, this));
      }
      return conditions.get();
    }
  }

  /** Returns what each code adds to the number of a leaf cell; kept for the table's own set. */
  int[][] sharesIn(Cube set) {
    if (cube.isEmpty() || cube.get() != set) {
      return set.shares(shape, filter);
    }
    synchronized (this) {
      if (shares.length == 0) {
        shares = set.shares(shape, filter);
      }
      return shares;
    }
  }

  long[] leafCounts() {
    return leafCounts;
  }

  long[] sums() {
    return sums;
  }

  /**
   * What makes two tables the same table: conditions, dimensions and counts. Not the frozen set: a
   * set that is frozen again without changes has the same tables.
   */
  String identity() {
    return "|%s|%s|%s".formatted(filter, shape.dimensions(), Arrays.toString(leafCounts));
  }

  /** Returns by cell how many persons more another table with the same cells has. */
  long[] missingFrom(CountTable whole) {
    if (!shape.isLike(whole.shape)) {
      throw new IllegalArgumentException(
          "%s and %s do not have the same cells".formatted(this, whole));
    }
    long[] missing = new long[sums.length];
    for (int cell = 0; cell < missing.length; cell++) {
      missing[cell] = whole.sums[cell] - sums[cell];
      if (missing[cell] < 0) {
        throw new IllegalArgumentException(
            "%s has more persons than %s".formatted(shape.codes(cell), whole));
      }
    }
    return missing;
  }

  /** Never shows a count. */
  @Override
  public String toString() {
    return "CountTable" + shape.dimensions();
  }
}
