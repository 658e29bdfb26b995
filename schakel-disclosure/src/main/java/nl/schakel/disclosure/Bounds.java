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
  private static final int PASSES = 30;

  /** More than anybody counts, and sums of it stay within range. */
  private static final long MANY = Long.MAX_VALUE / (1L << 24);

  private final List<Release> tables;

  /** By table and cell its number; cells of the same conditions have the same. */
  private final List<int[]> numbers = new ArrayList<>();

  /** A total and the parts it is the sum of, the total first. */
  private final List<int[]> sums = new ArrayList<>();

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
      addSums(release.table().shape(), of);
    }
    least = new long[known.size()];
    most = new long[known.size()];
    Arrays.fill(most, MANY);
    for (int at = 0; at < tables.size(); at++) {
      int[] of = numbers.get(at);
      for (int cell = 0; cell < of.length; cell++) {
        least[of[cell]] = Math.max(least[of[cell]], tables.get(at).least(cell));
        most[of[cell]] = Math.min(most[of[cell]], tables.get(at).most(cell));
      }
    }
    boolean changed = true;
    for (int pass = 0; changed && pass < PASSES; pass++) {
      changed = false;
      for (int[] sum : sums) {
        changed |= narrow(sum);
      }
    }
  }

  private void addSums(Shape shape, int[] of) {
    int stride = 1;
    for (int d = shape.dimensions().size() - 1; d >= 0; d--) {
      Dimension dimension = shape.dimensions().get(d);
      List<int[]> families = families(dimension);
      for (int cell = 0; cell < of.length; cell++) {
        int node = cell / stride % dimension.size();
        int[] parts = families.get(node);
        if (parts.length > 0) {
          int[] sum = new int[parts.length + 1];
          sum[0] = of[cell];
          for (int i = 0; i < parts.length; i++) {
            sum[i + 1] = of[cell + (parts[i] - node) * stride];
          }
          sums.add(sum);
        }
      }
      stride *= dimension.size();
    }
  }

  /** By node those right under it. */
  private static List<int[]> families(Dimension dimension) {
    List<List<Integer>> under = new ArrayList<>();
    for (int node = 0; node < dimension.size(); node++) {
      under.add(new ArrayList<>());
      if (node > 0) {
        under.get(dimension.parent(node)).add(node);
      }
    }
    return under.stream().map(of -> of.stream().mapToInt(Integer::intValue).toArray()).toList();
  }

  private boolean narrow(int[] sum) {
    long low = 0;
    long high = 0;
    for (int i = 1; i < sum.length; i++) {
      low += least[sum[i]];
      high += most[sum[i]];
    }
    boolean changed = narrow(sum[0], low, high);
    for (int i = 1; i < sum.length; i++) {
      int part = sum[i];
      changed |=
          narrow(part, least[sum[0]] - (high - most[part]), most[sum[0]] - (low - least[part]));
    }
    return changed;
  }

  private boolean narrow(int cell, long low, long high) {
    boolean changed = low > least[cell] || high < most[cell];
    least[cell] = Math.max(least[cell], low);
    most[cell] = Math.min(most[cell], high);
    return changed;
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
