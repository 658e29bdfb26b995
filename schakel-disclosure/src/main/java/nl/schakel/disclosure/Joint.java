// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The audit of a table together with the earlier releases over the same records, by witnesses: true
 * tables that give the same figures and that the rule about differences would have let pass too, so
 * that who knows the rule knows no more.
 */
final class Joint {
  private final Release mine;
  private final List<Release> releases;
  private final int fewest;
  private final List<Witnesses.Sheet> sheets = new ArrayList<>();

  /**
   * @param fewest the smallest difference that the rule allows; 0 when there is no rule
   */
  Joint(Release mine, List<Release> releases, int fewest) {
    this.mine = mine;
    this.releases = releases;
    this.fewest = fewest;
    mine.table()
        .cube()
        .ifPresent(
            cube -> {
              sheets.add(new Witnesses.Sheet(cube, mine));
              releases.forEach(release -> sheets.add(new Witnesses.Sheet(cube, release)));
            });
  }

  /**
   * Returns the cells of this table and of earlier ones of which too much would be known.
   *
   * @param stopsEarly whether one of them is enough, once it is proven that nothing opens it
   */
  List<List<String>> closed(int small, long seed, boolean stopsEarly) {
    Cube cube = mine.table().cube().orElseThrow();
    List<Gaps.Gap> gaps = Gaps.ofAll(cube, tables(), fewest);
    return but(
        Set.of(),
        witnesses(cube, sheets, gaps, fewest, small, seed)
            .search(closed -> stopsEarly && isOneProven(cube, closed, small)));
  }

  private boolean isOneProven(Cube cube, List<List<Integer>> closed, int small) {
    Bounds bounds = new Bounds(cube, tables());
    for (int table = 0; table < closed.size(); table++) {
      for (int cell : closed.get(table)) {
        if (bounds.isClosed(table, cell, small)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the closed cells, but for those that earlier releases close without this table. */
  List<List<String>> newlyClosed(int small, long seed) {
    Cube cube = mine.table().cube().orElseThrow();
    List<Gaps.Gap> gaps = Gaps.ofFirst(cube, tables(), fewest, true);
    List<List<Integer>> found = witnesses(cube, sheets, gaps, fewest, small, seed).search();
    return found.stream().allMatch(List::isEmpty)
        ? List.of()
        : but(closedBefore(cube, small, seed), found);
  }

  private List<Release> tables() {
    List<Release> tables = new ArrayList<>(List.of(mine));
    tables.addAll(releases);
    return tables;
  }

  private Set<List<BitSet>> closedBefore(Cube cube, int small, long seed) {
    List<Witnesses.Sheet> earlier =
        releases.stream().map(release -> new Witnesses.Sheet(cube, release)).toList();
    List<List<Integer>> found = witnesses(cube, earlier, List.of(), 0, small, seed).search();
    Set<List<BitSet>> before = new HashSet<>();
    for (int at = 0; at < found.size(); at++) {
      Conditions conditions = releases.get(at).table().conditionsIn(cube);
      found.get(at).forEach(cell -> before.add(conditions.of(cell)));
    }
    return before;
  }

  private List<List<String>> but(Set<List<BitSet>> before, List<List<Integer>> found) {
    Cube cube = mine.table().cube().orElseThrow();
    List<List<String>> cells = new ArrayList<>();
    for (int sheet = 0; sheet < found.size(); sheet++) {
      CountTable table = sheet == 0 ? mine.table() : releases.get(sheet - 1).table();
      Conditions conditions = table.conditionsIn(cube);
      for (int cell : found.get(sheet)) {
        if (!before.contains(conditions.of(cell))) {
          cells.add(table.shape().codes(cell));
        }
      }
    }
    return cells;
  }

  private static Witnesses witnesses(
      Cube cube,
      List<Witnesses.Sheet> sheets,
      List<Gaps.Gap> gaps,
      int fewest,
      int small,
      long seed) {
    return new Witnesses(cube, sheets, gaps, fewest, small, new SplittableRandom(seed));
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
