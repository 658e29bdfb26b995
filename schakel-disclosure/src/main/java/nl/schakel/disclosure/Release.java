// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that was published: what was counted, and what readers saw of it.
 *
 * <p>What readers saw must be kept by the publisher; the true counts are counted again from the
 * frozen set.
 */
public final class Release {
  static final long NOT_SHOWN = -1;

  private final String name;
  private final CountTable table;
  private final long[] shown;
  private final int reach;
  private final int step;
  private final long[] known;
  private final long unplaced;
  private Optional<Map<List<BitSet>, Integer>> shownCells = Optional.empty();

  Release(String name, CountTable table, long[] shown, int reach, int step) {
    this(name, table, shown, reach, step, new long[shown.length], 0);
  }

  private Release(
      String name,
      CountTable table,
      long[] shown,
      int reach,
      int step,
      long[] known,
      long unplaced) {
    this.name = name;
    this.table = table;
    this.shown = shown;
    this.reach = reach;
    this.step = step;
    this.known = known;
    this.unplaced = unplaced;
  }

  /**
   * A table published by controlled rounding.
   *
   * @param shown published values by codes; cells left out were not shown
   */
  public static Release rounded(
      String name, CountTable table, int base, Map<List<String>, Long> shown) {
    return of(name, table, shown, base - 1, base);
  }

  /**
   * A table published with true counts, suppressed cells left out.
   *
   * @param shown published values by codes; cells left out were not shown
   */
  public static Release exact(String name, CountTable table, Map<List<String>, Long> shown) {
    return of(name, table, shown, 0, 1);
  }

  private static Release of(
      String name, CountTable table, Map<List<String>, Long> shown, int reach, int step) {
    long[] values = new long[table.shape().cells()];
    Arrays.fill(values, NOT_SHOWN);
    shown.forEach(
        (codes, value) -> {
          if (value < 0 || value % step != 0) {
            throw new InvalidTable(
                "",
                "negative",
                "%s was published as %d, expected a multiple of %d, 0 or more"
                    .formatted(codes, value, step));
          }
          values[table.shape().cell(codes)] = value;
        });
    return new Release(name, table, values, reach, step);
  }

  /**
   * Returns this release as it looks to somebody who knows everybody in it but the persons counted
   * here, and so reads its figures as figures about these.
   *
   * @param some some of the persons of the table, with the same cells
   * @param unplaced persons whom the figures count, but of whom it is not known any more in which
   *     cells; they are not in the table
   */
  public Release over(CountTable some, long unplaced) {
    if (unplaced < 0) {
      throw new IllegalArgumentException("unplaced = %d, expected 0 or more".formatted(unplaced));
    }
    return new Release(name, some, shown, reach, step, some.missingFrom(table), unplaced);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns what was counted. */
  public CountTable table() {
    return table;
  }

  /** The cells that were shown, by what they say of the records of the table's frozen set. */
  synchronized Map<List<BitSet>, Integer> shownCells() {
    if (shownCells.isEmpty()) {
      Cube cube = table.cube().orElseThrow();
      shownCells =
          Optional.of(
              Collections.unmodifiableMap(Ledger.conditions(cube, table, Optional.of(this))));
    }
    return shownCells.get();
  }

  /** Whether each figure stands in an earlier release, over the very same persons. */
  boolean isToldBy(Release earlier) {
    if (earlier.unplaced != unplaced) {
      return false;
    }
    Map<List<BitSet>, Integer> before = earlier.shownCells();
    for (Map.Entry<List<BitSet>, Integer> cell : shownCells().entrySet()) {
      Integer same = before.get(cell.getKey());
      if (same == null
          || earlier.shown[same] != shown[cell.getValue()]
          || earlier.known[same] != known[cell.getValue()]) {
        return false;
      }
    }
    return true;
  }

  boolean isShown(int cell) {
    return shown[cell] != NOT_SHOWN;
  }

  long shown(int cell) {
    return shown[cell];
  }

  long[] shown() {
    return shown;
  }

  /** Persons by cell who are known to be in it beside those in the table. */
  long[] known() {
    return known;
  }

  /** The count that the figure of a cell was made from, but for those who cannot be placed. */
  long whole(int cell) {
    return table.sums()[cell] + known[cell];
  }

  /** The smallest count of the table's own persons that the figure of a cell allows. */
  long least(int cell) {
    if (!isShown(cell)) {
      return 0;
    }
    // 0 stays 0 with every method, so what is not shown as 0 holds somebody.
    long fewest = shown[cell] > 0 ? 1 : 0;
    return Math.max(0, Math.max(fewest, shown[cell] - reach) - known[cell] - unplaced);
  }

  /** The largest count of the table's own persons that the figure of a cell allows. */
  long most(int cell) {
    return isShown(cell) ? shown[cell] + reach - known[cell] : Long.MAX_VALUE;
  }

  /** How far a shown value can be from the true count. */
  int reach() {
    return reach;
  }

  /** All shown values are multiples of this. */
  int step() {
    return step;
  }
}
