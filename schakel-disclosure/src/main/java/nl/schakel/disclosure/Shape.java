// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a table: leaf cells numbered over the leaves of all dimensions, and all cells over
 * all nodes, the last dimension running fastest in both.
 */
final class Shape {
  /** More cells than anybody reads; keeps a slip of the pen from filling the memory. */
  private static final int MOST_CELLS = 4_000_000;

  private static final int MOST_KEPT = 20_000;

  private final List<Dimension> dimensions;
  private final int leaves;
  private final int cells;

  /** By leaf cell, once asked for: every table over the same set is judged with many others. */
  private final AtomicReferenceArray<int @Nullable []> over;

  Shape(List<Dimension> dimensions) {
    this.dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty()) {
      throw new InvalidTable("", "empty", "a table without dimensions");
    }
    long all = 1;
    int leafCells = 1;
    Set<String> names = new HashSet<>();
    for (Dimension dimension : dimensions) {
      if (!names.add(dimension.name())) {
        throw new InvalidTable(
            dimension.name(), "name", "the dimension '%s' twice".formatted(dimension.name()));
      }
      all *= dimension.size();
      if (all > MOST_CELLS) {
        throw new InvalidTable(
            dimension.name(), "size", "more than %,d cells".formatted(MOST_CELLS));
      }
      leafCells *= dimension.leafCount();
    }
    leaves = leafCells;
    cells = (int) all;
    over = new AtomicReferenceArray<>(leaves > MOST_KEPT ? 0 : leaves);
  }

  List<Dimension> dimensions() {
    return dimensions;
  }

  /** Whether another has the same cells under the same codes. */
  boolean isLike(Shape other) {
    if (dimensions.size() != other.dimensions.size()) {
      return false;
    }
    for (int d = 0; d < dimensions.size(); d++) {
      Dimension one = dimensions.get(d);
      Dimension two = other.dimensions.get(d);
      if (!one.name().equals(two.name()) || !one.codes().equals(two.codes())) {
        return false;
      }
    }
    return true;
  }

  int leaves() {
    return leaves;
  }

  int cells() {
    return cells;
  }

  /** Adds leaf cells up to all cells, one dimension after the other. */
  long[] sums(long[] leafCounts) {
    long[] from = leafCounts;
    int before = 1;
    int after = leaves;
    for (Dimension dimension : dimensions) {
      int width = dimension.leafCount();
      after /= width;
      long[] to = new long[before * dimension.size() * after];
      for (int block = 0; block < before; block++) {
        for (int node = 0; node < dimension.size(); node++) {
          int target = (block * dimension.size() + node) * after;
          for (int leaf : dimension.leavesUnder(node)) {
            int source = (block * width + leaf) * after;
            for (int i = 0; i < after; i++) {
              to[target + i] += from[source + i];
            }
          }
        }
      }
      from = to;
      before *= dimension.size();
    }
    return from;
  }

  /** Returns all cells that a leaf cell is part of, itself first; never to be written to. */
  int[] cellsOver(int leafCell) {
    int[] known = leafCell < over.length() ? over.get(leafCell) : null;
    if (known != null) {
      return known;
    }
    int[] found = findOver(leafCell);
    if (leafCell < over.length()) {
      over.set(leafCell, found);
    }
    return found;
  }

  private int[] findOver(int leafCell) {
    int[] found = {0};
    int stride = 1;
    int rest = leafCell;
    for (int d = dimensions.size() - 1; d >= 0; d--) {
      Dimension dimension = dimensions.get(d);
      List<Integer> up = new ArrayList<>();
      for (int node = dimension.leafNode(rest % dimension.leafCount());
          node != 0;
          node = dimension.parent(node)) {
        up.add(node);
      }
      up.add(0);
      int[] next = new int[found.length * up.size()];
      int n = 0;
      for (int node : up) {
        for (int cell : found) {
          next[n++] = cell + node * stride;
        }
      }
      found = next;
      stride *= dimension.size();
      rest /= dimension.leafCount();
    }
    return found;
  }

  /** Returns the node of each dimension. */
  int[] nodes(int cell) {
    int[] nodes = new int[dimensions.size()];
    int rest = cell;
    for (int d = nodes.length - 1; d >= 0; d--) {
      nodes[d] = rest % dimensions.get(d).size();
      rest /= dimensions.get(d).size();
    }
    return nodes;
  }

  /** Returns the number of the cell with these nodes. */
  int cell(int[] nodes) {
    int cell = 0;
    for (int d = 0; d < nodes.length; d++) {
      cell = cell * dimensions.get(d).size() + nodes[d];
    }
    return cell;
  }

  int cellOfLeaf(int leafCell) {
    int cell = 0;
    int stride = 1;
    int rest = leafCell;
    for (int d = dimensions.size() - 1; d >= 0; d--) {
      Dimension dimension = dimensions.get(d);
      cell += stride * dimension.leafNode(rest % dimension.leafCount());
      rest /= dimension.leafCount();
      stride *= dimension.size();
    }
    return cell;
  }

  boolean isLeaf(int cell) {
    int[] nodes = nodes(cell);
    for (int d = 0; d < nodes.length; d++) {
      if (!dimensions.get(d).isLeaf(nodes[d])) {
        return false;
      }
    }
    return true;
  }

  /** Returns the code of each dimension. */
  List<String> codes(int cell) {
    int[] nodes = nodes(cell);
    List<String> codes = new ArrayList<>();
    for (int d = 0; d < nodes.length; d++) {
      codes.add(dimensions.get(d).code(nodes[d]));
    }
    return List.copyOf(codes);
  }

  int cell(List<String> codes) {
    if (codes.size() != dimensions.size()) {
      throw new InvalidTable(
          "", "width", "%d codes, expected %d".formatted(codes.size(), dimensions.size()));
    }
    int[] nodes = new int[codes.size()];
    for (int d = 0; d < nodes.length; d++) {
      nodes[d] = dimensions.get(d).node(codes.get(d));
    }
    return cell(nodes);
  }
}
