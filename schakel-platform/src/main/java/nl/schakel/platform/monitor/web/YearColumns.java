// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Draws numbers per year as standing columns: one large, or one small row for each category. */
final class YearColumns {
  private static final double TOP = 52;
  private static final double PLOT = 170;
  private static final double ROW = 74;
  private static final double ROW_PLOT = 34;

  /** More years than this lose every other label on a narrow screen. */
  private static final int ROOMY = 7;

  /** More years than this lose labels on every screen. */
  private static final int CROWDED = 16;

  private YearColumns() {}

  /**
   * One column.
   *
   * @param value empty when hidden or not shown
   * @param label the number as it is written, {@code <5} when hidden
   * @param shown false when nothing is told about this year
   */
  record Column(int year, OptionalLong value, String label, boolean shown) {}

  /** A row of columns under a name; the label of the last column stands at its end. */
  record Row(String name, List<Column> columns, String last) {}

  /** A break in the series: the day, and the words beside the line. */
  record Break(LocalDate from, String words) {}

  static Chart large(
      String id, String title, String description, List<Column> columns, Optional<Break> mark) {
    Chart.Pen pen = Chart.pen();
    double band = 100.0 / columns.size();
    long most = columns.stream().mapToLong(column -> column.value().orElse(0)).max().orElse(0);
    for (int at = 0; at < columns.size(); at++) {
      Column column = columns.get(at);
      double left = at * band;
      double height = drawn(pen, column, left, band, TOP + PLOT, PLOT, most);
      String style = style("schakel-chart__value", columns.size() - 1 - at, columns.size());
      pen.text(style, left + band / 2, TOP + PLOT - height - 7, "middle", column.label());
      pen.text(
          style("schakel-chart__tick", columns.size() - 1 - at, columns.size()),
          left + band / 2,
          TOP + PLOT + 20,
          "middle",
          Integer.toString(column.year()));
    }
    pen.line("schakel-chart__axis", 0, TOP + PLOT, 100, TOP + PLOT);
    mark.ifPresent(broken -> marked(pen, broken, columns, 14, TOP + PLOT));
    return pen.chart(id, title, description, (int) (TOP + PLOT + 30));
  }

  static Chart rows(
      String id, String title, String description, List<Row> rows, Optional<Break> mark) {
    Chart.Pen pen = Chart.pen();
    double top = mark.isPresent() ? 30 : 8;
    long most =
        rows.stream()
            .flatMap(row -> row.columns().stream())
            .mapToLong(column -> column.value().orElse(0))
            .max()
            .orElse(0);
    double down = top;
    for (Row row : rows) {
      double band = 100.0 / row.columns().size();
      List<String> name = Chart.lines(row.name(), Chart.LINE - row.last().length() - 2);
      pen.lines("schakel-chart__name", down, name);
      pen.text("schakel-chart__value", 100, down + 16, "end", row.last());
      down += (name.size() - 1) * Chart.DOWN;
      double base = down + ROW - 14;
      for (int at = 0; at < row.columns().size(); at++) {
        drawn(pen, row.columns().get(at), at * band, band, base, ROW_PLOT, most);
      }
      pen.line("schakel-chart__axis", 0, base, 100, base);
      down += ROW;
    }
    if (!rows.isEmpty()) {
      List<Column> columns = rows.getFirst().columns();
      ends(pen, columns, down + 4);
      double end = down - 14;
      mark.ifPresent(broken -> marked(pen, broken, columns, 14, end));
    }
    return pen.chart(id, title, description, (int) (down + 14));
  }

  private static double drawn(
      Chart.Pen pen, Column column, double left, double band, double base, double plot, long most) {
    if (!column.shown()) {
      pen.rect("schakel-chart__withheld", left + band * 0.14, base - plot, band * 0.72, plot);
      return plot;
    }
    double height =
        column.value().isPresent() ? Math.max(2, plot * column.value().getAsLong() / most) : 4;
    String style = column.value().isPresent() ? "schakel-chart__bar" : "schakel-chart__hidden";
    pen.rect(style, left + band * 0.14, base - height, band * 0.72, height);
    return height;
  }

  private static void ends(Chart.Pen pen, List<Column> columns, double down) {
    pen.text("schakel-chart__tick", 0, down, "start", Integer.toString(columns.getFirst().year()));
    if (columns.size() > 1) {
      pen.text("schakel-chart__tick", 100, down, "end", Integer.toString(columns.getLast().year()));
    }
  }

  /** A dashed line on the day itself, through the column of its year. */
  private static void marked(
      Chart.Pen pen, Break mark, List<Column> columns, double top, double bottom) {
    int first = columns.getFirst().year();
    if (mark.from().getYear() < first || mark.from().getYear() > columns.getLast().year()) {
      return;
    }
    double years =
        mark.from().getYear()
            - first
            + (mark.from().getDayOfYear() - 1.0) / mark.from().lengthOfYear();
    double across = years * 100 / columns.size();
    boolean left = across > 55;
    pen.line("schakel-chart__break", across, top - 12, across, bottom);
    pen.text(
        "schakel-chart__break-words",
        across + (left ? -1 : 1),
        top,
        left ? "end" : "start",
        mark.words());
  }

  private static String style(String style, int fromLast, int columns) {
    int step = (columns - 1) / CROWDED + 1;
    if (fromLast % step != 0) {
      return style + " schakel-chart__never";
    }
    boolean odd = columns > ROOMY && fromLast / step % 2 == 1;
    return odd ? style + " schakel-chart__roomy" : style;
  }
}
