// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything published so far.
 *
 * <p>Tables over one frozen set are compared cell by cell. Tables over other frozen sets are not
 * looked at here: the persons in them differ. They are judged by the persons in common, as a {@link
 * Cohort}.
 */
public final class Ledger {
  /** Nothing was published yet. */
  public static final Ledger EMPTY = new Ledger(List.of());

  private final List<Release> releases;

  private Ledger(List<Release> releases) {
    this.releases = List.copyOf(releases);
  }

  /** Returns this ledger with one release more. */
  public Ledger with(Release release) {
    List<Release> more = new ArrayList<>(releases);
    more.add(release);
    return new Ledger(more);
  }

  /** Returns the ledger of these releases. */
  public static Ledger of(List<Release> releases) {
    return new Ledger(releases);
  }

  /** Returns the releases in order. */
  public List<Release> releases() {
    return releases;
  }

  /** Returns the releases over the frozen set of the table. */
  List<Release> sharing(CountTable table) {
    Optional<String> set = table.cube().map(Cube::hash);
    return releases.stream()
        .filter(release -> set.isPresent() && set.equals(release.table().cube().map(Cube::hash)))
        .toList();
  }

  /**
   * Returns the cells that differ from a cell of an earlier release by some persons, but fewer than
   * allowed. A difference between two cells that stand in one table is that table's own affair.
   */
  Optional<Refused.Reason> differences(CountTable table, int fewest) {
    return differences(table, sharing(table), fewest, false);
  }

  /**
   * Returns the cells that differ in the same way from a cell over another frozen set, for the
   * common persons. There years come and go: what lies between two cells is no secret when it
   * stands in the table itself.
   */
  static Optional<Refused.Reason> differences(Cohort cohort, int fewest) {
    return differences(cohort.table(), cohort.releases(), fewest, true);
  }

  private static Optional<Refused.Reason> differences(
      CountTable table, List<Release> releases, int fewest, boolean unlessShown) {
    if (fewest == 0 || table.cube().isEmpty()) {
      return Optional.empty();
    }
    Cube cube = table.cube().get();
    Map<List<BitSet>, Integer> mine = conditions(cube, table, Optional.empty());
    Set<Integer> found = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Release release : releases) {
      Map<List<BitSet>, Integer> theirs = conditions(cube, release);
      Map<List<BitSet>, Integer> onlyTheirs = new HashMap<>(theirs);
      mine.keySet().forEach(onlyTheirs::remove);
      if (onlyTheirs.isEmpty()) {
        continue;
      }
      for (Map.Entry<List<BitSet>, Integer> cell : mine.entrySet()) {
        if (!theirs.containsKey(cell.getKey())
            && isClose(
                table,
                cell,
                release.table(),
                onlyTheirs,
                fewest,
                unlessShown ? mine.keySet() : Set.of())) {
          found.add(cell.getValue());
          names.add(release.name());
        }
      }
    }
    List<List<String>> cells = found.stream().sorted().map(table.shape()::codes).toList();
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refused.Reason(Refused.Code.DIFFERENCE, cells, fewest, List.copyOf(names)));
  }

  /** Returns for each cell of the table the figure it was published with before. */
  long[] published(CountTable table) {
    long[] figures = new long[table.shape().cells()];
    Arrays.fill(figures, Release.NOT_SHOWN);
    for (Release release : sharing(table)) {
      Cube cube = table.cube().orElseThrow();
      Map<List<BitSet>, Integer> theirs = conditions(cube, release);
      Conditions mine = table.conditionsIn(cube);
      for (int cell = 0; cell < figures.length; cell++) {
        Integer same = theirs.get(mine.of(cell));
        if (same != null) {
          figures[cell] = release.shown(same);
        }
      }
    }
    return figures;
  }

  private static boolean isClose(
      CountTable table,
      Map.Entry<List<BitSet>, Integer> cell,
      CountTable earlier,
      Map<List<BitSet>, Integer> theirs,
      int fewest,
      Set<List<BitSet>> shown) {
    long count = table.sums()[cell.getValue()];
    for (Map.Entry<List<BitSet>, Integer> other : theirs.entrySet()) {
      long difference = Math.abs(earlier.sums()[other.getValue()] - count);
      if (difference > 0
          && difference < fewest
          && (isSecret(other.getKey(), cell.getKey(), shown::contains)
              || isSecret(cell.getKey(), other.getKey(), shown::contains))) {
        return true;
      }
    }
    return false;
  }

  /** Whether one cell lies within the other, and no cells that are shown make up the rest. */
  static boolean isSecret(List<BitSet> outer, List<BitSet> inner, Predicate<List<BitSet>> shown) {
    return Conditions.within(inner, outer) && !isMadeUp(outer, inner, shown);
  }

  /** Whether cells that are shown make up exactly what lies between two cells. */
  private static boolean isMadeUp(
      List<BitSet> outer, List<BitSet> inner, Predicate<List<BitSet>> shown) {
    int apart = -1;
    for (int d = 0; d < outer.size(); d++) {
      if (!outer.get(d).equals(inner.get(d))) {
        if (apart >= 0) {
          return false;
        }
        apart = d;
      }
    }
    BitSet left = (BitSet) outer.get(apart).clone();
    left.andNot(inner.get(apart));
    for (int code = left.nextSetBit(0); code >= 0; code = left.nextSetBit(code + 1)) {
      List<BitSet> part = new ArrayList<>(outer);
      BitSet one = new BitSet();
      one.set(code);
      part.set(apart, one);
      if (!shown.test(part)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the cells of a release that were shown, by what they say of the records. */
  static Map<List<BitSet>, Integer> conditions(Cube cube, Release release) {
    return release.table().cube().filter(own -> own == cube).isPresent()
        ? release.shownCells()
        : conditions(cube, release.table(), Optional.of(release));
  }

  static Map<List<BitSet>, Integer> conditions(
      Cube cube, CountTable table, Optional<Release> release) {
    Conditions conditions = table.conditionsIn(cube);
    Map<List<BitSet>, Integer> cells = new HashMap<>();
    for (int cell = 0; cell < table.shape().cells(); cell++) {
      if (release.isEmpty() || release.get().isShown(cell)) {
        cells.putIfAbsent(conditions.of(cell), cell);
      }
    }
    return cells;
  }
}
