// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.OptionalLong;

/** Draws what is seen as a bar and what is estimated as a point with its interval, on one scale. */
final class IntervalBars {
  private static final double BELOW = 32;
  private static final double ROOM = 98;

  private IntervalBars() {}

  /**
   * One estimate, with or without a number seen.
   *
   * @param words what the numbers say, written under the name
   */
  record Item(
      String name,
      String words,
      OptionalLong seen,
      long estimate,
      OptionalLong low,
      OptionalLong high) {}

  /** A share of a hundred under its name. */
  record Share(String name, String written, int percent) {}

  /** Where a name and what is written do not fit beside each other, they stand under each other. */
  static Chart shares(String id, String title, String description, List<Share> shares) {
    Chart.Pen pen = Chart.pen();
    boolean apart =
        shares.stream()
            .anyMatch(share -> share.name().length() + share.written().length() + 2 > Chart.LINE);
    double down = 0;
    for (Share share : shares) {
      if (apart) {
        double under =
            pen.lines("schakel-chart__name", down, Chart.lines(share.name(), Chart.LINE));
        down = pen.lines("schakel-chart__words", under, Chart.lines(share.written(), Chart.LINE));
      } else {
        pen.text("schakel-chart__value", 100, down + 16, "end", share.written());
        down = pen.lines("schakel-chart__name", down, List.of(share.name()));
      }
      pen.rect("schakel-chart__ground", 0, down + 4, 100, 14)
          .rect("schakel-chart__bar", 0, down + 4, share.percent(), 14);
      down += 36;
    }
    return pen.chart(id, title, description, (int) down);
  }

  static Chart chart(String id, String title, String description, List<Item> items) {
    Chart.Pen pen = Chart.pen();
    double scale =
        ROOM / items.stream().mapToLong(i -> i.high().orElse(i.estimate())).max().orElse(1);
    double down = 0;
    for (Item item : items) {
      double under = pen.lines("schakel-chart__name", down, Chart.lines(item.name(), Chart.LINE));
      under = pen.lines("schakel-chart__words", under, Chart.lines(item.words(), Chart.LINE));
      double middle = under + 20;
      pen.line("schakel-chart__track", 0, middle, 100, middle);
      item.seen()
          .ifPresent(
              seen ->
                  pen.rect("schakel-chart__bar", 0, middle - 8, Math.max(0.6, seen * scale), 16));
      item.low().ifPresent(low -> interval(pen, low * scale, item.high(), scale, middle));
      pen.dot("schakel-chart__estimate", item.estimate() * scale, middle, 6);
      down = middle + BELOW;
    }
    return pen.chart(id, title, description, (int) down);
  }

  private static void interval(
      Chart.Pen pen, double low, OptionalLong high, double scale, double middle) {
    double end = high.orElse(0) * scale;
    pen.line("schakel-chart__range", low, middle, end, middle)
        .line("schakel-chart__range", low, middle - 7, low, middle + 7)
        .line("schakel-chart__range", end, middle - 7, end, middle + 7);
  }
}
