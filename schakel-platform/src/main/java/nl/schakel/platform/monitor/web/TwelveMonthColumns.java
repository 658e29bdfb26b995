// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.OptionalLong;

/** Draws totals of twelve months as standing columns, the last one apart from those before. */
final class TwelveMonthColumns {
  private static final double TOP = 24;
  private static final double PLOT = 96;
  private static final double LOW = 4;

  private TwelveMonthColumns() {}

  /**
   * One column.
   *
   * @param value empty when there are too few to tell
   * @param written the number as it is written
   * @param until the last month
   */
  record Column(OptionalLong value, String written, String until) {}

  static Chart chart(String id, String title, String description, List<Column> columns) {
    Chart.Pen pen = Chart.pen();
    double band = 100.0 / columns.size();
    long most =
        Math.max(1, columns.stream().mapToLong(column -> column.value().orElse(0)).max().orElse(1));
    for (int at = 0; at < columns.size(); at++) {
      Column column = columns.get(at);
      double left = at * band;
      double height = column.value().isPresent() ? PLOT * column.value().getAsLong() / most : LOW;
      boolean last = at == columns.size() - 1;
      pen.rect(style(column, last), left + band * 0.14, TOP + PLOT - height, band * 0.72, height)
          .text(
              last ? "schakel-chart__value" : "schakel-chart__tick",
              left + band / 2,
              TOP + PLOT - height - 7,
              "middle",
              column.written())
          .text("schakel-chart__tick", left + band / 2, TOP + PLOT + 20, "middle", column.until());
    }
    pen.line("schakel-chart__axis", 0, TOP + PLOT, 100, TOP + PLOT);
    return pen.chart(id, title, description, (int) (TOP + PLOT + 28));
  }

  private static String style(Column column, boolean last) {
    if (column.value().isEmpty()) {
      return "schakel-chart__hidden";
    }
    return last ? "schakel-chart__bar" : "schakel-chart__bar schakel-chart__bar--before";
  }
}
