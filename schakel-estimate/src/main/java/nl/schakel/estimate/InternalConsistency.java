// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * Two checks that need no outside truth (Binette and Steorts 2021; Sharifi Far and others 2020).
 *
 * @param known each list in turn taken as the population, its known size estimated from the other
 *     lists
 * @param without the estimate with each list left out in turn
 */
public record InternalConsistency(List<Known> known, List<Without> without) {
  /**
   * One list as population.
   *
   * @param list its name
   * @param size its true size
   * @param estimate the size estimated from the other lists; NaN when they do not allow an estimate
   * @param reason why there is no estimate, empty when there is one
   * @param dutch the same in Dutch
   */
  public record Known(String list, long size, double estimate, String reason, String dutch) {}

  /**
   * One list left out.
   *
   * @param list its name
   * @param estimate population estimated without it; NaN when no usable fit exists
   * @param model model chosen without it, in list names; empty without a fit
   */
  public record Without(String list, double estimate, String model) {}

  /** Runs both checks with stepwise choice; needs at least three lists. */
  public static InternalConsistency of(CaptureTable table) {
    List<Known> known = new ArrayList<>();
    List<Without> without = new ArrayList<>();
    if (table.size() >= 3) {
      for (String list : table.lists()) {
        known.add(known(table, list));
        CaptureTable fewer = table.omit(List.of(list));
        Stepwise stepwise = new Stepwise(fewer.size(), Stepwise.USUAL_THRESHOLD);
        double estimate = stepwise.population(Cells.of(fewer));
        without.add(
            new Without(
                list,
                estimate,
                Double.isFinite(estimate) ? stepwise.model().named(fewer.lists()) : ""));
      }
    }
    return new InternalConsistency(known, without);
  }

  private static Known known(CaptureTable table, String list) {
    int bit = table.maskOf(List.of(list));
    CaptureTable others = table.omit(List.of(list));
    long[] counts = new long[1 << others.size()];
    for (int history = 1; history < 1 << table.size(); history++) {
      if ((history & bit) != 0) {
        int low = history & (bit - 1);
        int high = (history & ~(2 * bit - 1)) >> 1;
        counts[low | high] += table.count(history);
      }
    }
    counts[0] = 0;
    CaptureTable inside = CaptureTable.of(others.lists(), counts);
    if (!inside.overlaps()) {
      return new Known(
          list,
          table.onAll(bit),
          Double.NaN,
          "the other lists do not overlap inside it",
          "de andere lijsten overlappen daarbinnen niet");
    }
    double estimate =
        new Stepwise(inside.size(), Stepwise.USUAL_THRESHOLD).population(Cells.of(inside));
    return new Known(
        list,
        table.onAll(bit),
        estimate,
        Double.isFinite(estimate) ? "" : "no model has a finite fit inside it",
        Double.isFinite(estimate) ? "" : "geen model geeft daarbinnen een eindig getal");
  }
}
