// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What somebody outside does: takes the published figures and narrows down every cell. */
final class Attack {
  final long[] least;
  final long[] most;
  private final Shape shape;
  private final List<int[]> sums = new ArrayList<>();

  /**
   * @param least smallest count each cell can have by its own figure
   * @param most largest count each cell can have by its own figure
   */
  Attack(Shape shape, long[] least, long[] most) {
    this.shape = shape;
    this.least = least.clone();
    this.most = most.clone();
    for (int cell = 0; cell < shape.cells(); cell++) {
      int[] nodes = shape.nodes(cell);
      for (int d = 0; d < nodes.length; d++) {
        children(cell, nodes, d);
      }
    }
  }

  /** A cell is the sum of those one step down in one dimension. */
  private void children(int cell, int[] nodes, int d) {
    Dimension dimension = shape.dimensions().get(d);
    List<Integer> parts = new ArrayList<>(List.of(cell));
    for (int node = 1; node < dimension.size(); node++) {
      if (dimension.parent(node) == nodes[d]) {
        int[] child = nodes.clone();
        child[d] = node;
        parts.add(shape.cell(child));
      }
    }
    if (parts.size() > 1) {
      sums.add(parts.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** Narrows by all sums until nothing changes: a sound attack, though not always the sharpest. */
  Attack propagate() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] sum : sums) {
        changed |= narrow(sum);
      }
    }
    return this;
  }

  private boolean narrow(int[] sum) {
    long low = 0;
    long high = 0;
    for (int i = 1; i < sum.length; i++) {
      low += least[sum[i]];
      high += most[sum[i]];
    }
    boolean changed = raise(sum[0], low) | lower(sum[0], high);
    for (int i = 1; i < sum.length; i++) {
      int part = sum[i];
      changed |= raise(part, least[sum[0]] - (high - most[part]));
      changed |= lower(part, most[sum[0]] - (low - least[part]));
    }
    return changed;
  }

  private boolean raise(int cell, long to) {
    boolean changed = to > least[cell];
    least[cell] = Math.max(least[cell], to);
    return changed;
  }

  private boolean lower(int cell, long to) {
    boolean changed = to < most[cell];
    most[cell] = Math.min(most[cell], to);
    return changed;
  }

  /** The sharpest attack there is: tries every true table. For small tables only. */
  Attack enumerate() {
    propagate();
    long[] low = new long[least.length];
    long[] high = new long[least.length];
    Arrays.fill(low, Long.MAX_VALUE);
    Arrays.fill(high, Long.MIN_VALUE);
    every(new long[shape.leaves()], 0, low, high);
    System.arraycopy(low, 0, least, 0, low.length);
    System.arraycopy(high, 0, most, 0, high.length);
    return this;
  }

  private void every(long[] leaves, int from, long[] low, long[] high) {
    if (from == leaves.length) {
      long[] cells = shape.sums(leaves);
      for (int cell = 0; cell < cells.length; cell++) {
        if (cells[cell] < least[cell] || cells[cell] > most[cell]) {
          return;
        }
      }
      for (int cell = 0; cell < cells.length; cell++) {
        low[cell] = Math.min(low[cell], cells[cell]);
        high[cell] = Math.max(high[cell], cells[cell]);
      }
      return;
    }
    int cell = shape.cellOfLeaf(from);
    for (long count = least[cell]; count <= most[cell]; count++) {
      leaves[from] = count;
      every(leaves, from + 1, low, high);
    }
  }

  /** Cells with 1 to 4 persons that are proven to have 1 to 4, and cells known exactly. */
  long[] harvest(long[] truth) {
    long small = 0;
    long proven = 0;
    long exact = 0;
    for (int cell = 0; cell < truth.length; cell++) {
      if (truth[cell] < least[cell] || truth[cell] > most[cell]) {
        throw new AssertionError("the attack is not sound");
      }
      if (truth[cell] >= 1 && truth[cell] <= 4) {
        small++;
        proven += least[cell] >= 1 && most[cell] <= 4 ? 1 : 0;
      }
      exact += least[cell] == most[cell] ? 1 : 0;
    }
    return new long[] {small, proven, exact};
  }

  static Attack onRounded(Shape shape, long[] shown, int reach) {
    long[] least = Arrays.stream(shown).map(v -> Math.max(0, v - reach)).toArray();
    long[] most = Arrays.stream(shown).map(v -> v + reach).toArray();
    return new Attack(shape, least, most);
  }
}
