// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The overlap of lists in a form that may leave the house: no count below 5.
 *
 * <p>Histories with fewer than 5 persons are put together as "other combinations". If those
 * together are still fewer than 5, the smallest shown history joins them. All counts but the total
 * are rounded to multiples of 5, so that no small number follows by subtraction.
 *
 * @param histories counts by history name, rounded to 5, all 5 or more
 * @param other persons on all other histories, 0 or at least 5
 * @param observed number of persons observed, exact: round it before it leaves the house
 * @param listTotals persons by list, rounded to 5; 0 when fewer than 5
 * @param overlaps overlaps by pair as text, rounded to 5 or {@code <5}, which may be 0
 */
public record SafeTable(
    Map<String, Long> histories,
    long other,
    long observed,
    Map<String, Long> listTotals,
    Map<String, String> overlaps) {
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
    while (other > 0 && other < SMALLEST && !shown.isEmpty()) {
      String least =
          Collections.min(
                  shown.entrySet(),
                  Map.Entry.<String, Long>comparingByValue()
                      .thenComparing(Map.Entry.comparingByKey()))
              .getKey();
      Long count = shown.remove(least);
      other += count == null ? 0 : count;
    }
    shown.replaceAll((history, count) -> rounded(count));
    Map<String, Long> totals = new LinkedHashMap<>();
    Map<String, String> overlaps = new LinkedHashMap<>();
    for (int i = 0; i < table.size(); i++) {
      long on = table.onAll(1 << i);
      totals.put(table.lists().get(i), on < SMALLEST ? 0 : rounded(on));
      for (int j = i + 1; j < table.size(); j++) {
        long both = table.onAll(1 << i | 1 << j);
        overlaps.put(
            table.nameOf(1 << i | 1 << j),
            both >= SMALLEST ? String.valueOf(rounded(both)) : "<" + SMALLEST);
      }
    }
    return new SafeTable(
        shown, other < SMALLEST ? 0 : rounded(other), table.observed(), totals, overlaps);
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
