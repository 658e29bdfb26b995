// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What each cell of a table says about the records of a frozen set: for each dimension of the set
 * the codes that count. Two cells with the same conditions are the same cell, in whatever table.
 */
final class Conditions {
  private static final int MOST_KEPT = 20_000;

  private final Shape shape;

  /** By dimension of the set, by node of the dimension of the table: the codes that count. */
  private final List<List<BitSet>> codes = new ArrayList<>();

  /** By dimension of the set: the place of that dimension in the table, or -1. */
  private final int[] places;

  /** By cell, once asked for; for larger tables nothing is kept. */
  private final AtomicReferenceArray<@Nullable Cell> cells;

  /** The conditions of a cell, whose hash is worked out once. */
  private static final class Cell extends AbstractList<BitSet> implements RandomAccess {
    private final BitSet[] codes;
    private final int hash;

    Cell(BitSet[] codes) {
      this.codes = codes;
      hash = Arrays.asList(codes).hashCode();
    }

    @Override
    public BitSet get(int dimension) {
      return codes[dimension];
    }

    @Override
    public int size() {
      return codes.length;
    }

    @Override
    public boolean equals(Object other) {
      return other == this
          || (other instanceof Cell that
              ? hash == that.hash && Arrays.equals(codes, that.codes)
              : super.equals(other));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  Conditions(Cube cube, CountTable table) {
    shape = table.shape();
    places = new int[cube.dimensions().size()];
    for (int d = 0; d < places.length; d++) {
      Dimension own = cube.dimensions().get(d);
      places[d] = place(own.name());
      List<BitSet> byNode = new ArrayList<>();
      int nodes = places[d] < 0 ? 1 : shape.dimensions().get(places[d]).size();
      for (int node = 0; node < nodes; node++) {
        byNode.add(codes(own, table.conditions(), node, places[d]));
      }
      codes.add(byNode);
    }
    cells = new AtomicReferenceArray<>(shape.cells() > MOST_KEPT ? 0 : shape.cells());
  }

  private BitSet codes(Dimension own, Filter filter, int node, int place) {
    BitSet set = new BitSet();
    List<String> leaves = own.leaves();
    for (int code = 0; code < leaves.size(); code++) {
      String base = leaves.get(code);
      boolean inNode = place < 0;
      if (place >= 0) {
        Dimension used = shape.dimensions().get(place);
        for (int leaf : used.leavesUnder(node)) {
          inNode |= used.basesOfLeaf(leaf).contains(base);
        }
      }
      set.set(code, inNode && filter.holds(own.name(), base));
    }
    return set;
  }

  private int place(String name) {
    for (int d = 0; d < shape.dimensions().size(); d++) {
      if (shape.dimensions().get(d).name().equals(name)) {
        return d;
      }
    }
    return -1;
  }

  /** Returns the conditions of a cell, one set of codes for each dimension of the frozen set. */
  List<BitSet> of(int cell) {
    Cell known = cell < cells.length() ? cells.get(cell) : null;
    if (known != null) {
      return known;
    }
    int[] nodes = shape.nodes(cell);
    BitSet[] of = new BitSet[places.length];
    for (int d = 0; d < of.length; d++) {
      of[d] = codes.get(d).get(places[d] < 0 ? 0 : nodes[places[d]]);
    }
    Cell made = new Cell(of);
    if (cell < cells.length()) {
      cells.set(cell, made);
    }
    return made;
  }

  /** Whether whoever meets the inner conditions meets the outer ones too. */
  static boolean within(List<BitSet> inner, List<BitSet> outer) {
    for (int d = 0; d < inner.size(); d++) {
      BitSet outside = (BitSet) inner.get(d).clone();
      outside.andNot(outer.get(d));
      if (!outside.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
