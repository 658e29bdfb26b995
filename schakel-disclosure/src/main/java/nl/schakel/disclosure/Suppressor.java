// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Secondary suppression by hypercubes (S. Giessing and D. Repsilber, Tools and strategies to
 * protect multiple tables with the GHQUAR cell suppression engine, 2002).
 *
 * <p>A small cell is hidden together with the other corners of a box of leaf cells. Adding persons
 * to every second corner and taking as many from the others changes no shown figure, so the box
 * itself is the proof: with up to {@code up} more and {@code down} fewer, all hidden cells of the
 * box can be anything in a range of {@code up + down}. For each small cell the box is taken that
 * hides the fewest persons more.
 */
final class Suppressor {
  /** More boxes than this are not tried for one cell. */
  private static final long MOST_BOXES = 400_000;

  private final Shape shape;
  private final long[] truth;
  private final long[] leaves;
  private final Method.Suppression method;
  private final boolean[] hidden;
  private final long[] least;
  private final long[] most;

  Suppressor(CountTable table, Method.Suppression method) {
    shape = table.shape();
    truth = table.sums();
    leaves = table.leafCounts();
    this.method = method;
    hidden = new boolean[truth.length];
    least = truth.clone();
    most = truth.clone();
  }

  /** A box of leaf cells, and what it does to cells when one person moves round it. */
  private record Box(int[] corners, int[] signs, long up, long down) {}

  /** Hides what must be hidden; returns the small cells for which no box was found. */
  List<List<String>> run() {
    List<List<String>> open = new ArrayList<>();
    for (int cell = 0; cell < truth.length; cell++) {
      if (truth[cell] > 0
          && truth[cell] < method.smallest()
          && most[cell] - least[cell] < method.width()) {
        Optional<Box> box = box(cell);
        if (box.isEmpty()) {
          open.add(shape.codes(cell));
        } else {
          hide(box.get());
        }
      }
    }
    return open;
  }

  private Optional<Box> box(int cell) {
    int[] nodes = shape.nodes(cell);
    List<Integer> moved = new ArrayList<>();
    for (int d = 0; d < nodes.length; d++) {
      if (nodes[d] != 0) {
        moved.add(d);
      }
    }
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    Optional<Box> best = Optional.empty();
    long bestCost = Long.MAX_VALUE;
    long tried = 0;
    for (int from = 0; from < leaves.length && tried < MOST_BOXES; from++) {
      int[] a = leafOf(from);
      if (!isUnder(a, nodes)) {
        continue;
      }
      for (int to = 0; to < leaves.length && tried < MOST_BOXES; to++) {
        int[] b = leafOf(to);
        if (isOpposite(a, b, nodes)) {
          tried++;
          Box box = box(a, b, moved);
          if (box.up() + box.down() >= method.width()) {
            long cost = cost(box);
            if (cost < bestCost) {
              bestCost = cost;
              best = Optional.of(box);
            }
          }
        }
      }
    }
    return best;
  }

  private int[] leafOf(int leafCell) {
    int[] of = new int[shape.dimensions().size()];
    int rest = leafCell;
    for (int d = of.length - 1; d >= 0; d--) {
      int width = shape.dimensions().get(d).leafCount();
      of[d] = rest % width;
      rest /= width;
    }
    return of;
  }

  private boolean isUnder(int[] leaf, int[] nodes) {
    for (int d = 0; d < nodes.length; d++) {
      if (!holds(d, nodes[d], leaf[d])) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(int d, int node, int leaf) {
    return Arrays.stream(shape.dimensions().get(d).leavesUnder(node)).anyMatch(l -> l == leaf);
  }

  /** Outside the cell in each dimension it has a category of, the same leaf in the others. */
  private boolean isOpposite(int[] a, int[] b, int[] nodes) {
    for (int d = 0; d < nodes.length; d++) {
      boolean fits = nodes[d] == 0 ? a[d] == b[d] : !holds(d, nodes[d], b[d]);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private Box box(int[] a, int[] b, List<Integer> moved) {
    int count = 1 << moved.size();
    int[] corners = new int[count];
    int[] signs = new int[count];
    long up = Long.MAX_VALUE;
    long down = Long.MAX_VALUE;
    for (int corner = 0; corner < count; corner++) {
      int[] leaf = a.clone();
      for (int k = 0; k < moved.size(); k++) {
        if ((corner >> k & 1) == 1) {
          leaf[moved.get(k)] = b[moved.get(k)];
        }
      }
      int number = 0;
      for (int d = 0; d < leaf.length; d++) {
        number = number * shape.dimensions().get(d).leafCount() + leaf[d];
      }
      corners[corner] = number;
      signs[corner] = Integer.bitCount(corner) % 2 == 0 ? 1 : -1;
      if (signs[corner] > 0) {
        down = Math.min(down, leaves[number]);
      } else {
        up = Math.min(up, leaves[number]);
      }
    }
    return new Box(corners, signs, up, down);
  }

  private long cost(Box box) {
    long cost = 0;
    for (int[] changed : changed(box)) {
      cost += hidden[changed[0]] ? 0 : truth[changed[0]] + 1;
    }
    return cost;
  }

  /** Cells that change when a person is added to the even corners, and by how much. */
  private List<int[]> changed(Box box) {
    Map<Integer, Integer> net = new TreeMap<>();
    for (int i = 0; i < box.corners().length; i++) {
      for (int cell : shape.cellsOver(box.corners()[i])) {
        net.merge(cell, box.signs()[i], Integer::sum);
      }
    }
    List<int[]> changed = new ArrayList<>();
    net.forEach(
        (cell, by) -> {
          if (by != 0) {
            changed.add(new int[] {cell, by});
          }
        });
    return changed;
  }

  private void hide(Box box) {
    for (int[] changed : changed(box)) {
      int cell = changed[0];
      long up = changed[1] > 0 ? box.up() : box.down();
      long down = changed[1] > 0 ? box.down() : box.up();
      hidden[cell] = true;
      least[cell] = Math.min(least[cell], truth[cell] - down);
      most[cell] = Math.max(most[cell], truth[cell] + up);
    }
  }

  /** Returns the figures to publish. */
  long[] shown() {
    long[] shown = truth.clone();
    for (int cell = 0; cell < shown.length; cell++) {
      if (hidden[cell]) {
        shown[cell] = Release.NOT_SHOWN;
      }
    }
    return shown;
  }

  /** Returns the audit: for each hidden cell counts that a box has shown to be possible. */
  Audit audit() {
    return new Audit(shape, least, most, List.of());
  }
}
