// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a reader works out by adding up: between which counts each cell of several tables over one
 * frozen set must lie.
 *
 * <p>Only sums within a table are used, so there can be more to work out than this. What is found
 * here holds for every possible true table: no search for another one can get round it.
 */
final class Bounds {
  private final List<Release> tables;

  /** By table and cell its number; cells of the same conditions have the same. */
  private final List<int[]> numbers = new ArrayList<>();

  private final long[] least;
  private final long[] most;

  Bounds(Cube cube, List<Release> tables) {
    this.tables = tables;
    Map<List<BitSet>, Integer> known = new HashMap<>();
    for (Release release : tables) {
      Conditions conditions = release.table().conditionsIn(cube);
      int[] of = new int[release.table().shape().cells()];
      for (int cell = 0; cell < of.length; cell++) {
        of[cell] = known.computeIfAbsent(conditions.of(cell), codes -> known.size());
      }
      numbers.add(of);
    }
    least = new long[known.size()];
    most = new long[known.size()];
    Arrays.fill(most, Sums.MANY);
    Sums sums = new Sums(least, most);
    for (int at = 0; at < tables.size(); at++) {
      int[] of = numbers.get(at);
      sums.add(tables.get(at).table().shape(), of);
      for (int cell = 0; cell < of.length; cell++) {
        least[of[cell]] = Math.max(least[of[cell]], tables.get(at).least(cell));
        most[of[cell]] = Math.min(most[of[cell]], tables.get(at).most(cell));
      }
    }
    sums.narrow();
  }

  /**
   * Whether a cell is known exactly or to hold somebody but fewer than this, whatever the truth is.
   *
   * @param table number of the table, of those that were given
   */
  boolean isClosed(int table, int cell, int small) {
    int number = numbers.get(table)[cell];
    boolean isNobody = tables.get(table).known()[cell] > 0 && most[number] == 0;
    return !isNobody
        && (least[number] >= most[number] || least[number] > 0 && most[number] < small);
  }
}
