// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;

/**
 * Draws reports per month, the judged twelve months apart from those before, each with its mean.
 */
final class MonthColumns {
  private static final double TOP = 26;
  private static final double PLOT = 84;
  private static final int NOW = 12;

  private MonthColumns() {}

  static Chart chart(
      String id,
      String title,
      String description,
      List<Long> months,
      String before,
      String now,
      String firstMonth,
      String lastMonth) {
    Chart.Pen pen = Chart.pen();
    double band = 100.0 / months.size();
    long most = Math.max(1, months.stream().mapToLong(m -> m).max().orElse(1));
    int turn = months.size() - NOW;
    for (int at = 0; at < months.size(); at++) {
      double height = PLOT * months.get(at) / most;
      pen.rect(
          at < turn ? "schakel-chart__bar schakel-chart__bar--before" : "schakel-chart__bar",
          at * band + band * 0.12,
          TOP + PLOT - height,
          band * 0.76,
          height);
    }
    level(pen, months.subList(0, turn), 0, turn * band, most);
    level(pen, months.subList(turn, months.size()), turn * band, 100, most);
    pen.line("schakel-chart__axis", 0, TOP + PLOT, 100, TOP + PLOT)
        .text("schakel-chart__tick", 0, 14, "start", before)
        .text("schakel-chart__value", 100, 14, "end", now)
        .text("schakel-chart__tick", 0, TOP + PLOT + 18, "start", firstMonth)
        .text("schakel-chart__tick", 100, TOP + PLOT + 18, "end", lastMonth);
    return pen.chart(id, title, description, (int) (TOP + PLOT + 26));
  }

  private static void level(Chart.Pen pen, List<Long> months, double from, double to, long most) {
    double mean = months.stream().mapToLong(m -> m).average().orElse(0);
    double down = TOP + PLOT - PLOT * mean / most;
    pen.line("schakel-chart__level", from, down, to, down);
  }
}
