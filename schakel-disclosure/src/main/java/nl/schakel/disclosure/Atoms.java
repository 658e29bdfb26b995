// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The smallest groups that a table and the earlier releases together can tell apart: each shown
 * cell of each table is a union of them.
 *
 * @param counts true number of persons in each
 * @param mine for each the leaf cell of the new table, negative when it is in none
 * @param earlier for each release in order, the leaf cell of it, negative when it is in none
 */
record Atoms(long[] counts, int[] mine, List<int[]> earlier) {

  static Atoms of(CountTable table, List<Release> releases) {
    if (releases.isEmpty() || table.cube().isEmpty()) {
      int[] own = new int[table.shape().leaves()];
      Arrays.setAll(own, leaf -> leaf);
      return new Atoms(table.leafCounts(), own, List.of());
    }
    Cube cube = table.cube().get();
    List<int[]> columns = new ArrayList<>();
    columns.add(cube.leafCells(table.shape(), table.conditions()));
    for (Release release : releases) {
      columns.add(cube.leafCells(release.table().shape(), release.table().conditions()));
    }
    Map<List<Integer>, Integer> seen = new HashMap<>();
    List<int[]> atoms = new ArrayList<>();
    int[] of = new int[cube.size()];
    for (int row = 0; row < cube.size(); row++) {
      Integer[] key = new Integer[columns.size()];
      for (int c = 0; c < key.length; c++) {
        key[c] = Math.max(-1, columns.get(c)[row]);
      }
      of[row] = seen.computeIfAbsent(Arrays.asList(key), k -> add(atoms, k));
    }
    long[] counts = new long[atoms.size()];
    for (int atom : of) {
      counts[atom]++;
    }
    List<int[]> turned = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      int column = c;
      turned.add(atoms.stream().mapToInt(atom -> atom[column]).toArray());
    }
    return new Atoms(counts, turned.getFirst(), turned.subList(1, turned.size()));
  }

  private static int add(List<int[]> atoms, List<Integer> key) {
    atoms.add(key.stream().mapToInt(Integer::intValue).toArray());
    return atoms.size() - 1;
  }
}
