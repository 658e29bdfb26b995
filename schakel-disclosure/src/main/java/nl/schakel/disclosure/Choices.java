// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of its two figures each cell of a new table can take, beside what was published before.
 *
 * <p>A figure that the same cell of the same frozen set has stays. Over other sets an earlier
 * figure says between which counts the common persons of the cell lie, and so does the new one; a
 * figure is left out when both together would say that there are a few of them, or exactly how
 * many. By the cell alone one figure always remains: with n = D + b persons, of whom D are common
 * and b known, the lower figure allows D = 0 and the upper one D = 5 (base 5), and so does n itself
 * when it is a multiple. What sums tell beside is for the audit.
 */
final class Choices {
  private final CountTable table;
  private final int base;
  private final boolean isAlone;
  private final long[] fixed;
  private final long[] same;
  private final long[] before;
  private final boolean[] down;
  private final boolean[] up;

  /** What earlier releases say of a cell of the common persons. */
  private static final class Said {
    private long least;
    private long most = Long.MAX_VALUE;
    private long last = Release.NOT_SHOWN;
    private final Map<Long, Long> figures = new HashMap<>();

    void add(Release release, int cell) {
      least = Math.max(least, release.least(cell));
      most = Math.min(most, release.most(cell));
      last = release.shown(cell);
      figures.put(release.whole(cell), last);
    }
  }

  Choices(CountTable table, int base, Ledger ledger, List<Cohort> cohorts) {
    this.table = table;
    this.base = base;
    isAlone = cohorts.isEmpty();
    fixed = ledger.published(table);
    int cells = table.shape().cells();
    same = new long[cells];
    before = new long[cells];
    Arrays.fill(same, Release.NOT_SHOWN);
    Arrays.fill(before, Release.NOT_SHOWN);
    down = new boolean[cells];
    up = new boolean[cells];
    Arrays.fill(down, true);
    Arrays.fill(up, true);
    cohorts.forEach(this::limit);
    for (int cell = 0; cell < cells; cell++) {
      if (!down[cell] && !up[cell]) {
        // Earlier releases contradict each other; whether it matters is for the audit.
        down[cell] = true;
        up[cell] = true;
      }
    }
  }

  private void limit(Cohort cohort) {
    Cube cube = cohort.table().cube().orElseThrow();
    Map<List<BitSet>, Said> said = new HashMap<>();
    for (Release release : cohort.releases()) {
      Ledger.conditions(cube, release)
          .forEach(
              (conditions, cell) ->
                  said.computeIfAbsent(conditions, key -> new Said()).add(release, cell));
    }
    Conditions mine = cohort.table().conditionsIn(cube);
    long[] known = cohort.table().missingFrom(table);
    for (int cell = 0; cell < down.length; cell++) {
      Said earlier = said.get(mine.of(cell));
      if (earlier != null) {
        limit(cell, known[cell], earlier);
      }
    }
  }

  private void limit(int cell, long known, Said earlier) {
    long count = table.sums()[cell];
    long figure = earlier.figures.getOrDefault(count, Release.NOT_SHOWN);
    if (figure == floor(count) || figure == ceiling(count)) {
      same[cell] = figure;
    }
    before[cell] = earlier.last;
    if (isOpen(earlier.least, earlier.most, known)) {
      down[cell] &= isOpen(earlier, floor(count), known);
      up[cell] &= isOpen(earlier, ceiling(count), known);
    }
  }

  private boolean isOpen(Said earlier, long figure, long known) {
    long fewest = Math.max(figure > 0 ? 1 : 0, figure - base + 1);
    return isOpen(
        Math.max(earlier.least, fewest - known),
        Math.min(earlier.most, figure + base - 1 - known),
        known);
  }

  private boolean isOpen(long least, long most, long known) {
    boolean isNobody = known > 0 && most == 0;
    return isNobody || (least < most && (least < 1 || most >= base));
  }

  private long floor(long count) {
    return count / base * base;
  }

  private long ceiling(long count) {
    return (count + base - 1) / base * base;
  }

  /** Whether there is nothing that figures could be kept from. */
  boolean isAlone() {
    return isAlone;
  }

  /** Whether the cell was published from the same frozen set, so that it must be shown again. */
  boolean isFixed(int cell) {
    return fixed[cell] != Release.NOT_SHOWN;
  }

  /**
   * Returns the lowest figure of a cell.
   *
   * @param keep whether a cell with as many persons as before keeps its figure
   */
  long least(int cell, boolean keep) {
    if (isFixed(cell)) {
      return floor(fixed[cell]);
    }
    if (keep && same[cell] != Release.NOT_SHOWN) {
      return same[cell];
    }
    return down[cell] ? floor(table.sums()[cell]) : ceiling(table.sums()[cell]);
  }

  /** Returns the highest figure of a cell. */
  long most(int cell, boolean keep) {
    if (isFixed(cell)) {
      return floor(fixed[cell]);
    }
    if (keep && same[cell] != Release.NOT_SHOWN) {
      return same[cell];
    }
    return up[cell] ? ceiling(table.sums()[cell]) : floor(table.sums()[cell]);
  }

  /** Returns the figure that a cell had over other frozen sets, to start from. */
  long before(int cell) {
    return before[cell];
  }
}
