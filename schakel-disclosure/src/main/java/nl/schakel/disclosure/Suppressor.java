// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Secondary suppression by hypercubes (S. Giessing and D. Repsilber, Tools and strategies to
 * protect multiple tables with the GHQUAR cell suppression engine, 2002).
 *
 * <p>A sensitive cell is hidden together with the other cells that change when persons move round a
 * box of leaf cells. That changes no shown figure, so the box itself is the proof: with up to
 * {@code up} more and {@code down} fewer, each of its cells can be anything in a range of {@code up
 * + down}.
 *
 * <p>Cell after cell takes the cheapest box; then boxes that are not needed any more go. This is
 * done in several orders and with two measures of cost, and the pattern that hides the fewest cells
 * is kept.
 */
final class Suppressor {
  /** Where one pattern takes more boxes than this, no other is tried. */
  private static final long MANY_BOXES = 3_000_000;

  private final Shape shape;
  private final long[] truth;
  private final BitSet sensitive;
  private final int width;
  private final Boxes boxes;
  private Pattern best;

  /**
   * A choice of boxes.
   *
   * @param open sensitive cells for which there is no box
   */
  private record Pattern(List<Boxes.Box> boxes, List<Integer> open, BitSet hidden, long persons) {
    boolean isBetterThan(Pattern other) {
      if (open.size() != other.open.size()) {
        return open.size() < other.open.size();
      }
      int cells = hidden.cardinality();
      int others = other.hidden.cardinality();
      return cells < others || (cells == others && persons < other.persons);
    }
  }

  /** Hides small counts. */
  Suppressor(CountTable table, Method.Suppression method) {
    this(table, small(table, method.smallest()), method.width());
  }

  /**
   * Hides these cells and what it takes to keep them from being worked out.
   *
   * @param width every hidden cell can be anything in a range at least this wide
   */
  Suppressor(CountTable table, BitSet sensitive, int width) {
    shape = table.shape();
    truth = table.sums();
    this.sensitive = sensitive;
    this.width = width;
    boxes = new Boxes(shape, table.leafCounts());
    best = pattern(List.of(), List.of());
  }

  private static BitSet small(CountTable table, int smallest) {
    BitSet small = new BitSet();
    for (int cell = 0; cell < table.sums().length; cell++) {
      small.set(cell, table.sums()[cell] > 0 && table.sums()[cell] < smallest);
    }
    return small;
  }

  /** Hides what must be hidden; returns the sensitive cells for which no box was found. */
  List<List<String>> run() {
    List<Comparator<Integer>> orders = orders();
    best = greedy(inOrder(orders.getFirst()), true);
    for (boolean fewestCells : new boolean[] {true, false}) {
      for (Comparator<Integer> order : orders.subList(fewestCells ? 1 : 0, orders.size())) {
        if (boxes.tried() < MANY_BOXES) {
          Pattern next = greedy(inOrder(order), fewestCells);
          best = next.isBetterThan(best) ? next : best;
        }
      }
    }
    return best.open().stream().map(shape::codes).toList();
  }

  private List<Comparator<Integer>> orders() {
    Comparator<Integer> byNumber = Comparator.naturalOrder();
    Comparator<Integer> byCount = Comparator.comparingLong(cell -> truth[cell]);
    Comparator<Integer> leavesFirst = Comparator.comparingInt(this::totals);
    return List.of(byNumber, byCount, byCount.reversed(), leavesFirst, leavesFirst.reversed());
  }

  /** In how many dimensions the cell is a total or a parent. */
  private int totals(int cell) {
    int[] nodes = shape.nodes(cell);
    int totals = 0;
    for (int d = 0; d < nodes.length; d++) {
      totals += shape.dimensions().get(d).isLeaf(nodes[d]) ? 0 : 1;
    }
    return totals;
  }

  private List<Integer> inOrder(Comparator<Integer> order) {
    return sensitive.stream()
        .boxed()
        .sorted(order.thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private Pattern greedy(List<Integer> order, boolean fewestCells) {
    long[] costs = new long[truth.length];
    for (int cell = 0; cell < costs.length; cell++) {
      costs[cell] = truth[cell] + 1 + (fewestCells ? CountTable.MOST_PERSONS : 0);
    }
    List<Boxes.Box> taken = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    long[] range = new long[truth.length * 2];
    for (int cell : order) {
      if (range[2 * cell] + range[2 * cell + 1] < width) {
        Optional<Boxes.Box> box = boxes.cheapest(cell, width, costs);
        box.ifPresentOrElse(taken::add, () -> open.add(cell));
        if (box.isPresent()) {
          widen(range, box.get());
          for (int hidden : box.get().cells()) {
            costs[hidden] = 0;
          }
        }
      }
    }
    return pattern(needed(taken, open), open);
  }

  /** Widens by cell how many fewer and how many more are possible. */
  private static void widen(long[] range, Boxes.Box box) {
    for (int i = 0; i < box.cells().length; i++) {
      boolean same = box.signs()[i] > 0;
      int at = 2 * box.cells()[i];
      range[at] = Math.max(range[at], same ? box.down() : box.up());
      range[at + 1] = Math.max(range[at + 1], same ? box.up() : box.down());
    }
  }

  private long[] ranges(List<Boxes.Box> taken) {
    long[] range = new long[truth.length * 2];
    taken.forEach(box -> widen(range, box));
    return range;
  }

  /** Leaves out boxes one by one where the others protect all that is sensitive. */
  private List<Boxes.Box> needed(List<Boxes.Box> taken, List<Integer> open) {
    List<Boxes.Box> needed = new ArrayList<>(taken);
    for (Boxes.Box box : taken) {
      List<Boxes.Box> others = new ArrayList<>(needed);
      others.remove(box);
      long[] range = ranges(others);
      boolean enough =
          sensitive.stream()
              .filter(cell -> !open.contains(cell))
              .allMatch(cell -> range[2 * cell] + range[2 * cell + 1] >= width);
      if (enough) {
        needed = others;
      }
    }
    return needed;
  }

  private Pattern pattern(List<Boxes.Box> taken, List<Integer> open) {
    BitSet hidden = new BitSet();
    for (Boxes.Box box : taken) {
      for (int cell : box.cells()) {
        hidden.set(cell);
      }
    }
    long persons = hidden.stream().mapToLong(cell -> truth[cell]).sum();
    return new Pattern(taken, open, hidden, persons);
  }

  /** Returns the figures to publish. */
  long[] shown() {
    long[] shown = truth.clone();
    best.hidden().stream().forEach(cell -> shown[cell] = Release.NOT_SHOWN);
    return shown;
  }

  /** Returns the audit: for each hidden cell counts that a box has shown to be possible. */
  Audit audit() {
    long[] range = ranges(best.boxes());
    long[] least = truth.clone();
    long[] most = truth.clone();
    for (int cell = 0; cell < truth.length; cell++) {
      least[cell] -= range[2 * cell];
      most[cell] += range[2 * cell + 1];
    }
    return new Audit(shape, least, most, List.of());
  }
}
