// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What adding up alone proves of the cells of tables: each total is the sum of the parts right
 * under it, in every dimension.
 *
 * <p>Only sums within a table are used, so there can be more to prove. What is proven here holds
 * for every way to fill the cells.
 */
final class Sums {
  /** More than anybody counts, and sums of it stay within range. */
  static final long MANY = Long.MAX_VALUE / (1L << 24);

  private static final int PASSES = 30;

  private final long[] least;
  private final long[] most;
  private final List<Along> all = new ArrayList<>();
  private boolean changed;

  /**
   * The sums of a table along one of its dimensions.
   *
   * @param numbers by cell of the table: its place in the limits
   * @param stride how far apart two cells are whose nodes are one apart
   * @param parts by node those right under it
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Along(int[] numbers, int stride, int[][] parts) {
    int node(int cell) {
      return cell / stride % parts.length;
    }

    int part(int cell, int node, int at) {
      return numbers[cell + (parts[node][at] - node) * stride];
    }
  }

  /**
   * @param least smallest value of each cell; is narrowed
   * @param most largest value of each cell; is narrowed
   */
  Sums(long[] least, long[] most) {
    this.least = least;
    this.most = most;
  }

  /** Adds the sums of a table whose cells have these places in the limits. */
  void add(Shape shape, int[] numbers) {
    int stride = 1;
    for (int d = shape.dimensions().size() - 1; d >= 0; d--) {
      Dimension dimension = shape.dimensions().get(d);
      all.add(new Along(numbers, stride, parts(dimension)));
      stride *= dimension.size();
    }
  }

  private static int[][] parts(Dimension dimension) {
    List<List<Integer>> under = new ArrayList<>();
    for (int node = 0; node < dimension.size(); node++) {
      under.add(new ArrayList<>());
      if (node > 0) {
        under.get(dimension.parent(node)).add(node);
      }
    }
    return under.stream()
        .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** Narrows the limits; false when it is proven that nothing fits within them. */
  boolean narrow() {
    changed = true;
    boolean fits = true;
    for (int pass = 0; changed && fits && pass < PASSES; pass++) {
      changed = false;
      for (Along sums : all) {
        fits = fits && narrow(sums);
      }
    }
    return fits;
  }

  private boolean narrow(Along sums) {
    for (int cell = 0; cell < sums.numbers.length; cell++) {
      int node = sums.node(cell);
      if (sums.parts[node].length > 0 && !narrow(sums, cell, node)) {
        return false;
      }
    }
    return true;
  }

  private boolean narrow(Along sums, int cell, int node) {
    int total = sums.numbers[cell];
    int count = sums.parts[node].length;
    long low = 0;
    long high = 0;
    for (int at = 0; at < count; at++) {
      int part = sums.part(cell, node, at);
      low += least[part];
      high += most[part];
    }
    boolean fits = narrow(total, low, high);
    for (int at = 0; at < count; at++) {
      int part = sums.part(cell, node, at);
      fits &= narrow(part, least[total] - (high - most[part]), most[total] - (low - least[part]));
    }
    return fits;
  }

  private boolean narrow(int cell, long low, long high) {
    changed |= low > least[cell] || high < most[cell];
    least[cell] = Math.max(least[cell], low);
    most[cell] = Math.min(most[cell], high);
    return least[cell] <= most[cell];
  }

  /** The places of the cells of a table that has limits of its own. */
  static int[] inOrder(Shape shape) {
    int[] numbers = new int[shape.cells()];
    Arrays.setAll(numbers, cell -> cell);
    return numbers;
  }
}
