// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The attacker's arithmetic: which exact numbers can stand behind the figures of a year.
 *
 * <p>Exact, not an approximation. Cuts of one year share nothing but the number of persons, so once
 * that number is fixed each cut can be judged by itself; and sums of whole numbers from intervals
 * take every value between their ends. It reads only what is shown.
 */
final class CellAudit {
  private final SafeCell total;
  private final List<SafeCut.Shown> cuts;

  CellAudit(SafeYear year) {
    this.total = year.total();
    this.cuts = new ArrayList<>();
    for (SafeCut cut : year.cuts().values()) {
      if (cut instanceof SafeCut.Shown shown) {
        cuts.add(shown);
      }
    }
  }

  /** Every hidden number can still be each of 0 to 4, given all that is shown of this year. */
  boolean keepsAllOpen() {
    long[] persons =
        behind(total).filter(n -> cuts.stream().allMatch(cut -> possible(cut, n))).toArray();
    boolean totalOpen = !total.hidden() || persons.length == SafeCell.BASE;
    return totalOpen && cuts.stream().allMatch(cut -> open(cut, persons));
  }

  /**
   * Every hidden number of this cut can still be each of 0 to 4, even for one who knows the number
   * of persons of the year exactly. Nothing that other figures tell about that number helps then.
   */
  boolean keepsOpenForWhoKnowsTheTotal(SafeCut.Shown cut) {
    long[] persons = behind(total).filter(n -> possible(cut, n)).toArray();
    boolean totalOpen = !total.hidden() || persons.length == SafeCell.BASE;
    return totalOpen && LongStream.of(persons).allMatch(n -> open(cut, new long[] {n}));
  }

  private static boolean open(SafeCut.Shown cut, long[] persons) {
    List<SafeCell> cells = List.copyOf(cut.cells().values());
    for (int at = 0; at < cells.size(); at++) {
      if (cells.get(at).hidden() && !open(cut.counting(), cells, at, persons)) {
        return false;
      }
    }
    return true;
  }

  private static boolean open(Counting counting, List<SafeCell> cells, int at, long[] persons) {
    return behind(cells.get(at))
        .allMatch(
            value -> LongStream.of(persons).anyMatch(n -> possible(counting, cells, at, value, n)));
  }

  private static boolean possible(SafeCut.Shown cut, long persons) {
    return possible(cut.counting(), List.copyOf(cut.cells().values()), -1, 0, persons);
  }

  /**
   * Whether {@code persons} can be divided over the cells with this value in the cell at {@code
   * at}.
   */
  private static boolean possible(
      Counting counting, List<SafeCell> cells, int at, long value, long persons) {
    long least = at < 0 ? 0 : value;
    long most = at < 0 ? 0 : value;
    long largestLeast = least;
    for (int i = 0; i < cells.size(); i++) {
      if (i != at) {
        SafeCell cell = cells.get(i);
        least += cell.low();
        most += Math.min(cell.high(), persons);
        largestLeast = Math.max(largestLeast, cell.low());
      }
    }
    return switch (counting) {
      case ONCE -> least <= persons && persons <= most;
      case SEVERAL -> largestLeast <= persons && persons <= most;
    };
  }

  private static LongStream behind(SafeCell cell) {
    return LongStream.rangeClosed(cell.low(), cell.high());
  }
}
