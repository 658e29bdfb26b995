// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The audit of a table together with the earlier releases over its frozen set, by witnesses. */
final class Joint {
  private final CountTable table;
  private final List<Release> releases;
  private final List<Witnesses.Sheet> sheets = new ArrayList<>();

  Joint(CountTable table, long[] shown, int reach, List<Release> releases) {
    this.table = table;
    this.releases = releases;
    if (table.cube().isPresent()) {
      Cube cube = table.cube().orElseThrow();
      sheets.add(new Witnesses.Sheet(cube, table, shown, reach));
      for (Release release : releases) {
        sheets.add(new Witnesses.Sheet(cube, release.table(), release.shown(), release.reach()));
      }
    }
  }

  /** Returns the cells of this table, or else of earlier ones, of which too much would be known. */
  List<List<String>> closed(int small, long seed) {
    Cube cube = table.cube().orElseThrow();
    List<List<Integer>> found =
        new Witnesses(cube, sheets, small, new SplittableRandom(seed)).search();
    List<List<String>> cells = new ArrayList<>();
    for (int sheet = 0; sheet < found.size(); sheet++) {
      Shape shape = sheet == 0 ? table.shape() : releases.get(sheet - 1).table().shape();
      for (int cell : found.get(sheet)) {
        cells.add(shape.codes(cell));
      }
    }
    return cells;
  }

  Audit audit() {
    Witnesses.Sheet mine = sheets.getFirst();
    return new Audit(
        table.shape(),
        mine.smallest(),
        mine.largest(),
        releases.stream().map(Release::name).toList());
  }
}
