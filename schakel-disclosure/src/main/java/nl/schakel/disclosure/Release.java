// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

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

  Release(String name, CountTable table, long[] shown, int reach, int step) {
    this.name = name;
    this.table = table;
    this.shown = shown;
    this.reach = reach;
    this.step = step;
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

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns what was counted. */
  public CountTable table() {
    return table;
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

  /** How far a shown value can be from the true count. */
  int reach() {
    return reach;
  }

  /** All shown values are multiples of this. */
  int step() {
    return step;
  }
}
