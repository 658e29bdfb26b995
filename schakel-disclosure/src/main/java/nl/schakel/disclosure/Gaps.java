// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the rule about differences tells by itself: that two tables went out means that between a
 * cell of the one and a cell of the other that it lies within stands nobody, or at least the
 * smallest number.
 */
final class Gaps {
  /** Two cells, each shown and each true, are off by the reach at most. */
  private static final int EVERYWHERE = 4;

  private final int fewest;
  private final boolean unlessShown;
  private final List<Cells> tables = new ArrayList<>();
  private final List<List<BitSet>> conditions = new ArrayList<>();
  private final Map<List<BitSet>, Integer> numbers = new HashMap<>();
  private final List<Gap> found = new ArrayList<>();

  /**
   * Two cells of which one lies within the other.
   *
   * @param outer number of the table, of those that were given
   * @param inner number of the table, of those that were given
   */
  record Gap(int outer, int outerCell, int inner, int innerCell) {}

  /** The cells of a table, each by a number that cells of the same conditions share. */
  private static final class Cells {
    private final int reach;
    private final int[] cells;
    private final int[] same;
    private final long[] counts;
    private final boolean[] isShown;
    private final BitSet all = new BitSet();
    private final BitSet shown = new BitSet();

    Cells(
        Cube cube, Release release, Map<List<BitSet>, Integer> numbers, List<List<BitSet>> known) {
      CountTable table = release.table();
      Conditions of = table.conditionsIn(cube);
      reach = release.reach();
      cells =
          IntStream.range(0, table.shape().cells())
              .boxed()
              .sorted(Comparator.comparingLong(cell -> table.sums()[cell]))
              .mapToInt(Integer::intValue)
              .toArray();
      same = new int[cells.length];
      counts = new long[cells.length];
      isShown = new boolean[cells.length];
      for (int at = 0; at < cells.length; at++) {
        List<BitSet> codes = of.of(cells[at]);
        same[at] =
            numbers.computeIfAbsent(
                codes,
                fresh -> {
                  known.add(fresh);
                  return known.size() - 1;
                });
        counts[at] = table.sums()[cells[at]];
        isShown[at] = release.isShown(cells[at]);
        all.set(same[at]);
        if (isShown[at]) {
          shown.set(same[at]);
        }
      }
    }

    /** The first place, in the order of counts, with at least this count. */
    private int from(long count) {
      int low = 0;
      int high = counts.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (counts[middle] < count) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  private Gaps(Cube cube, List<Release> tables, int fewest, boolean unlessShown) {
    this.fewest = fewest;
    this.unlessShown = unlessShown;
    tables.forEach(table -> this.tables.add(new Cells(cube, table, numbers, conditions)));
  }

  /**
   * Returns the gaps between a table and each earlier one. Only those that the figures do not show
   * to be wide: a figure is at most its reach from the truth, on both sides and in both cells.
   *
   * @param tables the later table first
   * @param fewest the smallest difference that the rule allows; 0 when there is no rule
   * @param unlessShown whether the rule let differences pass that stand in the later table itself
   */
  static List<Gap> ofFirst(Cube cube, List<Release> tables, int fewest, boolean unlessShown) {
    if (fewest == 0) {
      return List.of();
    }
    Gaps gaps = new Gaps(cube, tables, fewest, unlessShown);
    for (int earlier = 1; earlier < tables.size(); earlier++) {
      gaps.between(0, earlier);
    }
    return gaps.found;
  }

  /** Returns the gaps between all tables; after the first they stand in the order of judging. */
  static List<Gap> ofAll(Cube cube, List<Release> tables, int fewest) {
    if (fewest == 0) {
      return List.of();
    }
    Gaps gaps = new Gaps(cube, tables, fewest, false);
    for (int later = 0; later < tables.size(); later++) {
      for (int earlier = 1; earlier < (later == 0 ? tables.size() : later); earlier++) {
        gaps.between(later, earlier);
      }
    }
    return gaps.found;
  }

  private void between(int later, int earlier) {
    Cells mine = tables.get(later);
    Cells theirs = tables.get(earlier);
    long widest = fewest + (long) EVERYWHERE * Math.max(mine.reach, theirs.reach);
    for (int at = 0; at < mine.cells.length; at++) {
      if (!theirs.shown.get(mine.same[at])) {
        long count = mine.counts[at];
        // Where nobody is in either, what is known of the one is known of the other, and no more.
        int other = theirs.from(Math.max(count == 0 ? 1 : 0, count - widest));
        for (; other < theirs.cells.length && theirs.counts[other] <= count + widest; other++) {
          if (theirs.isShown[other] && !mine.all.get(theirs.same[other])) {
            compare(later, at, earlier, other);
          }
        }
      }
    }
  }

  private void compare(int later, int at, int earlier, int other) {
    Cells mine = tables.get(later);
    Cells theirs = tables.get(earlier);
    long difference = mine.counts[at] - theirs.counts[other];
    if (difference != 0 && Math.abs(difference) < fewest) {
      return;
    }
    if (difference >= 0 && isSecret(mine, mine.same[at], theirs.same[other])) {
      found.add(new Gap(later, mine.cells[at], earlier, theirs.cells[other]));
    } else if (difference <= 0 && isSecret(mine, theirs.same[other], mine.same[at])) {
      found.add(new Gap(earlier, theirs.cells[other], later, mine.cells[at]));
    }
  }

  private boolean isSecret(Cells mine, int outer, int inner) {
    return Ledger.isSecret(
        conditions.get(outer),
        conditions.get(inner),
        unlessShown
            ? codes -> {
              Integer number = numbers.get(codes);
              return number != null && mine.all.get(number);
            }
            : codes -> false);
  }
}
