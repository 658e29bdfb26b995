// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.OptionalLong;

/** Draws what is seen as a bar and what is estimated as a point with its interval, on one scale. */
final class IntervalBars {
  private static final double ROW = 92;
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

  static Chart shares(String id, String title, String description, List<Share> shares) {
    Chart.Pen pen = Chart.pen();
    double down = 0;
    for (Share share : shares) {
      pen.text("schakel-chart__name", 0, down + 16, "start", share.name())
          .text("schakel-chart__value", 100, down + 16, "end", share.written())
          .rect("schakel-chart__ground", 0, down + 24, 100, 14)
          .rect("schakel-chart__bar", 0, down + 24, share.percent(), 14);
      down += 56;
    }
    return pen.chart(id, title, description, (int) down);
  }

  static Chart chart(String id, String title, String description, List<Item> items) {
    Chart.Pen pen = Chart.pen();
    double scale =
        ROOM / items.stream().mapToLong(i -> i.high().orElse(i.estimate())).max().orElse(1);
    double down = 0;
    for (Item item : items) {
      pen.text("schakel-chart__name", 0, down + 16, "start", item.name());
      pen.text("schakel-chart__words", 0, down + 36, "start", item.words());
      double middle = down + 60;
      pen.line("schakel-chart__track", 0, middle, 100, middle);
      item.seen()
          .ifPresent(
              seen ->
                  pen.rect("schakel-chart__bar", 0, middle - 8, Math.max(0.6, seen * scale), 16));
      item.low().ifPresent(low -> interval(pen, low * scale, item.high(), scale, middle));
      pen.dot("schakel-chart__estimate", item.estimate() * scale, middle, 6);
      down += ROW;
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
