// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The audit of a table together with the earlier releases over the same records, by witnesses. */
final class Joint {
  private final Release mine;
  private final List<Release> releases;
  private final List<Witnesses.Sheet> sheets = new ArrayList<>();

  Joint(Release mine, List<Release> releases) {
    this.mine = mine;
    this.releases = releases;
    mine.table()
        .cube()
        .ifPresent(
            cube -> {
              sheets.add(new Witnesses.Sheet(cube, mine));
              releases.forEach(release -> sheets.add(new Witnesses.Sheet(cube, release)));
            });
  }

  /** Returns the cells of this table and of earlier ones of which too much would be known. */
  List<List<String>> closed(int small, long seed) {
    Cube cube = mine.table().cube().orElseThrow();
    return but(Set.of(), search(cube, sheets, small, seed));
  }

  /** Returns the closed cells, but for those that earlier releases close without this table. */
  List<List<String>> newlyClosed(int small, long seed) {
    Cube cube = mine.table().cube().orElseThrow();
    List<List<Integer>> found = search(cube, sheets, small, seed);
    return found.stream().allMatch(List::isEmpty)
        ? List.of()
        : but(closedBefore(cube, small, seed), found);
  }

  private Set<List<BitSet>> closedBefore(Cube cube, int small, long seed) {
    List<Witnesses.Sheet> earlier =
        releases.stream().map(release -> new Witnesses.Sheet(cube, release)).toList();
    List<List<Integer>> found = search(cube, earlier, small, seed);
    Set<List<BitSet>> before = new HashSet<>();
    for (int at = 0; at < found.size(); at++) {
      Conditions conditions = new Conditions(cube, releases.get(at).table());
      found.get(at).forEach(cell -> before.add(conditions.of(cell)));
    }
    return before;
  }

  private List<List<String>> but(Set<List<BitSet>> before, List<List<Integer>> found) {
    Cube cube = mine.table().cube().orElseThrow();
    List<List<String>> cells = new ArrayList<>();
    for (int sheet = 0; sheet < found.size(); sheet++) {
      CountTable table = sheet == 0 ? mine.table() : releases.get(sheet - 1).table();
      Conditions conditions = new Conditions(cube, table);
      for (int cell : found.get(sheet)) {
        if (!before.contains(conditions.of(cell))) {
          cells.add(table.shape().codes(cell));
        }
      }
    }
    return cells;
  }

  private static List<List<Integer>> search(
      Cube cube, List<Witnesses.Sheet> sheets, int small, long seed) {
    return new Witnesses(cube, sheets, small, new SplittableRandom(seed)).search();
  }

  Audit audit() {
    Witnesses.Sheet own = sheets.getFirst();
    return new Audit(
        mine.table().shape(),
        own.smallest(),
        own.largest(),
        releases.stream().map(Release::name).toList());
  }
}
