// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds the noise of the cell key method to a table. */
final class CellKeys {
  /** A table without a frozen set gets invented persons; more than this is not a small table. */
  private static final long MOST_INVENTED = 1_000_000;

  private CellKeys() {}

  /** Returns every cell with its noise. */
  static long[] shown(CountTable table, Method.CellKey method) {
    Shape shape = table.shape();
    PTable noise = new PTable(method.maxNoise(), method.variance(), method.hidden());
    double[] uniform = RecordKeys.uniform(shape, keys(table, method.key()));
    long[] shown = table.sums().clone();
    for (int cell = 0; cell < shown.length; cell++) {
      shown[cell] += noise.noise(shown[cell], uniform[cell]);
    }
    return shown;
  }

  private static long[][] keys(CountTable table, NoiseKey key) {
    Cube cube = table.cube().orElseThrow();
    return cube.recordKeys(key)
        .leaves(cube.leafCells(table.shape(), table.conditions()), table.shape().leaves());
  }

  /**
   * Gives a table that came without records persons of its own, numbered within each leaf cell: the
   * same table gets the same noise again, another table of the same persons does not.
   */
  static Optional<CountTable> withPersons(CountTable table) {
    if (table.total() > MOST_INVENTED) {
      return Optional.empty();
    }
    Shape shape = table.shape();
    List<Dimension> flat = new ArrayList<>();
    for (Dimension dimension : shape.dimensions()) {
      flat.add(Dimension.of(dimension.name(), dimension.leaves()));
    }
    List<Cube.Row> rows = new ArrayList<>();
    for (int leaf = 0; leaf < shape.leaves(); leaf++) {
      List<String> codes = shape.codes(shape.cellOfLeaf(leaf));
      for (long i = 0; i < table.leafCounts()[leaf]; i++) {
        rows.add(new Cube.Row(codes + "#" + i, codes));
      }
    }
    Cube cube = Cube.of("table", flat, rows);
    return Optional.of(new CountTable(shape, table.leafCounts(), Optional.of(cube), Filter.NONE));
  }
}
