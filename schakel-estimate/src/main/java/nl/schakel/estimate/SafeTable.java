// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The overlap of lists in a form that may leave the house: no count below 5.
 *
 * <p>Histories with fewer than 5 persons are put together as "other combinations". If those
 * together are still fewer than 5, or so many that each of them must be large, the smallest shown
 * history joins them. All counts but the total are rounded to multiples of 5; a total of a list or
 * pair from which with the shown histories a hidden one could no longer be each of 0 to 4 is
 * withheld.
 *
 * @param histories counts by history name, rounded to 5, all 5 or more
 * @param other persons on all other histories, 0 or at least 5
 * @param observed number of persons observed, exact: round it before it leaves the house
 * @param listTotals persons by list, rounded to 5; 0 when fewer than 5, -1 when withheld
 * @param overlaps overlaps by pair as text: rounded to 5, {@code <5}, which may be 0, or withheld
 */
public record SafeTable(
    Map<String, Long> histories,
    long other,
    long observed,
    Map<String, Long> listTotals,
    Map<String, String> overlaps) {
  /** Stands for an overlap that would tell a count below 5. */
  public static final String WITHHELD = "–";

  /** Counts below this stay inside. */
  public static final int SMALLEST = 5;

  public SafeTable {
    histories = Collections.unmodifiableMap(new LinkedHashMap<>(histories));
    listTotals = Collections.unmodifiableMap(new LinkedHashMap<>(listTotals));
    overlaps = Collections.unmodifiableMap(new LinkedHashMap<>(overlaps));
  }

  /** Makes the safe form of a table. */
  public static SafeTable of(CaptureTable table) {
    Map<String, Long> shown = new LinkedHashMap<>();
    long other = 0;
    for (Map.Entry<String, Long> entry : table.positive().entrySet()) {
      if (entry.getValue() >= SMALLEST) {
        shown.put(entry.getKey(), entry.getValue());
      } else {
        other += entry.getValue();
      }
    }
    int hidden = (1 << table.size()) - 1 - shown.size();
    boolean full = other >= SMALLEST && low(other) > (SMALLEST - 1L) * (hidden - 1);
    while ((full || other > 0 && other < SMALLEST) && !shown.isEmpty()) {
      full = false;
      String least =
          Collections.min(
                  shown.entrySet(),
                  Map.Entry.<String, Long>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey()))
              .getKey();
      Long count = shown.remove(least);
      other += count == null ? 0 : count;
    }
    Map<String, Long> exact = Map.copyOf(shown);
    shown.replaceAll((history, count) -> rounded(count));
    Map<String, Long> totals = new LinkedHashMap<>();
    Map<String, String> overlaps = new LinkedHashMap<>();
    for (int i = 0; i < table.size(); i++) {
      long on = table.onAll(1 << i);
      totals.put(table.lists().get(i), listTotal(table, 1 << i, on, exact));
      for (int j = i + 1; j < table.size(); j++) {
        long both = table.onAll(1 << i | 1 << j);
        overlaps.put(table.nameOf(1 << i | 1 << j), overlap(table, 1 << i | 1 << j, both, exact));
      }
    }
    return new SafeTable(
        shown, other < SMALLEST ? 0 : rounded(other), table.observed(), totals, overlaps);
  }

  private static String overlap(CaptureTable table, int pair, long both, Map<String, Long> shown) {
    if (both < SMALLEST) {
      return "<" + SMALLEST;
    }
    return open(table, pair, both, shown) ? String.valueOf(rounded(both)) : WITHHELD;
  }

  private static long listTotal(CaptureTable table, int list, long on, Map<String, Long> shown) {
    if (on < SMALLEST) {
      return 0;
    }
    return open(table, list, on, shown) ? rounded(on) : -1;
  }

  /**
   * Whether each history of these lists that is not shown can still be each of 0 to 4 for one who
   * knows the rounded sum of them all and the rounded ones that are shown.
   */
  private static boolean open(CaptureTable table, int lists, long sum, Map<String, Long> shown) {
    long least = 0;
    long most = 0;
    int hidden = 0;
    for (int history = 1; history < 1 << table.size(); history++) {
      if ((history & lists) == lists) {
        @Nullable Long count = shown.get(table.nameOf(history));
        if (count == null) {
          hidden++;
        } else {
          least += low(count);
          most += rounded(count) + 2;
        }
      }
    }
    return hidden == 0
        || low(sum) <= most + (SMALLEST - 1L) * (hidden - 1)
            && rounded(sum) + 2 >= least + SMALLEST - 1;
  }

  /** The smallest number that may stand behind this one when it is rounded. */
  private static long low(long count) {
    return Math.max(SMALLEST, rounded(count) - 2);
  }

  /** Rounds to the nearest multiple of 5. */
  public static long rounded(long count) {
    return (count + 2) / 5 * 5;
  }

  /** Returns the histories with the largest first. */
  public List<Map.Entry<String, Long>> largestFirst() {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(histories.entrySet());
    sorted.sort(Comparator.comparingLong(e -> -e.getValue()));
    return sorted;
  }
}
