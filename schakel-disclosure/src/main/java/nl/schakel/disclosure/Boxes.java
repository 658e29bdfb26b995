// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds boxes of leaf cells round which persons can move without changing any other figure.
 *
 * <p>A box has two leaves in some dimensions and one in the others. A person more in every second
 * corner and one fewer in the others changes the cells that hold one of the two leaves in each of
 * those dimensions, and no other cell.
 */
final class Boxes {
  /** More boxes than this are not tried for one cell and one choice of dimensions. */
  private static final long MOST_BOXES = 400_000;

  private final Shape shape;
  private final List<Dimension> dimensions;
  private final long[] leaves;
  private final boolean[][][] holds;
  private long tried;

  /**
   * One box.
   *
   * @param cells the cells that change, by their numbers
   * @param signs by cell: 1 where a person more in the first corner is one more, -1 for one fewer
   * @param up persons that can be added to the first corner
   * @param down persons that can be taken from it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Box(int[] cells, int[] signs, long up, long down) {}

  Boxes(Shape shape, long[] leaves) {
    this.shape = shape;
    this.leaves = leaves;
    dimensions = shape.dimensions();
    holds = new boolean[dimensions.size()][][];
    for (int d = 0; d < holds.length; d++) {
      Dimension dimension = dimensions.get(d);
      holds[d] = new boolean[dimension.size()][dimension.leafCount()];
      for (int node = 0; node < dimension.size(); node++) {
        for (int leaf : dimension.leavesUnder(node)) {
          holds[d][node][leaf] = true;
        }
      }
    }
  }

  /** Returns how many boxes were looked at so far. */
  long tried() {
    return tried;
  }

  /**
   * Returns the box that changes the cell for the smallest cost; empty when there is none.
   *
   * @param width how many persons must be able to move, up and down together
   * @param costs of hiding, by cell
   */
  Optional<Box> cheapest(int cell, int width, long[] costs) {
    int[] nodes = shape.nodes(cell);
    int free = 0;
    for (int d = 0; d < nodes.length; d++) {
      free |= nodes[d] == 0 ? 0 : 1 << d;
    }
    Search search = new Search(nodes, width, costs);
    // From all dimensions down to one: fewer dimensions hide totals too.
    for (int count = Integer.bitCount(free); count > 0; count--) {
      for (int moved = free; moved > 0; moved = (moved - 1) & free) {
        if (Integer.bitCount(moved) == count) {
          search.over(moved);
        }
      }
    }
    tried += search.looked;
    return search.best;
  }

  /** One search for one cell. */
  private final class Search {
    private final int[] nodes;
    private final int width;
    private final long[] costs;
    private final int[] from = new int[dimensions.size()];
    private final int[] to = new int[dimensions.size()];
    private Optional<Box> best = Optional.empty();
    private long bestCost = Long.MAX_VALUE;
    private long looked;
    private long left;
    private int moved;

    Search(int[] nodes, int width, long[] costs) {
      this.nodes = nodes;
      this.width = width;
      this.costs = costs;
    }

    void over(int dimensionsMoved) {
      moved = dimensionsMoved;
      left = MOST_BOXES;
      choose(0);
    }

    private void choose(int d) {
      if (d == nodes.length) {
        left--;
        looked++;
        weigh();
        return;
      }
      boolean isMoved = (moved >> d & 1) == 1;
      boolean[] inside = holds[d][nodes[d]];
      for (int a = 0; a < inside.length && left > 0; a++) {
        from[d] = a;
        to[d] = a;
        if (inside[a] && !isMoved) {
          choose(d + 1);
        }
        for (int b = 0; inside[a] && isMoved && b < inside.length && left > 0; b++) {
          to[d] = b;
          if (!inside[b]) {
            choose(d + 1);
          }
        }
      }
    }

    private void weigh() {
      long[] reach = {Long.MAX_VALUE, Long.MAX_VALUE};
      corners(0, 0, 0, reach);
      if (reach[0] + reach[1] < width) {
        return;
      }
      List<int[]> changed = changed();
      long cost = 0;
      for (int[] each : changed) {
        cost += costs[each[0]];
      }
      if (cost < bestCost) {
        bestCost = cost;
        int[] cells = changed.stream().mapToInt(each -> each[0]).toArray();
        int[] signs = changed.stream().mapToInt(each -> each[1]).toArray();
        best = Optional.of(new Box(cells, signs, reach[1], reach[0]));
      }
    }

    /** Finds the fewest persons in the even corners, and in the odd ones. */
    private void corners(int d, int leaf, int parity, long[] reach) {
      if (d == nodes.length) {
        reach[parity] = Math.min(reach[parity], leaves[leaf]);
        return;
      }
      int first = leaf * dimensions.get(d).leafCount();
      corners(d + 1, first + from[d], parity, reach);
      if ((moved >> d & 1) == 1) {
        corners(d + 1, first + to[d], 1 - parity, reach);
      }
    }

    /** Cells with their signs: in each moved dimension they hold one of the two leaves. */
    private List<int[]> changed() {
      List<int[]> changed = List.of(new int[] {0, 1});
      for (int d = 0; d < nodes.length; d++) {
        List<int[]> next = new ArrayList<>();
        for (int node = 0; node < holds[d].length; node++) {
          boolean first = holds[d][node][from[d]];
          boolean second = (moved >> d & 1) == 1 && holds[d][node][to[d]];
          if (first != second) {
            for (int[] each : changed) {
              next.add(new int[] {each[0] * holds[d].length + node, first ? each[1] : -each[1]});
            }
          }
        }
        changed = next;
      }
      return changed;
    }
  }
}
