// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.Set;

/** Draws exact sets of lists: a point for each list that is in the set, and a bar for how many. */
final class SetRows {
  private static final double ROW = 30;
  private static final double TOP = 26;
  private static final double POINTS = 34;
  private static final double BARS = 40;
  private static final double ROOM = 42;

  private SetRows() {}

  /** One exact set and how many are in it. */
  record Row(Set<String> lists, long count, String written) {}

  static Chart chart(
      String id, String title, String description, List<String> letters, List<Row> rows) {
    Chart.Pen pen = Chart.pen();
    double step = POINTS / Math.max(1, letters.size());
    long most = rows.stream().mapToLong(Row::count).max().orElse(1);
    for (int at = 0; at < letters.size(); at++) {
      pen.text("schakel-chart__name", step * (at + 0.5), TOP - 8, "middle", letters.get(at));
    }
    double down = TOP;
    for (Row row : rows) {
      double middle = down + ROW / 2;
      points(pen, letters, row, step, middle);
      double width = Math.max(0.4, ROOM * row.count() / most);
      pen.rect("schakel-chart__bar", BARS, middle - 8, width, 16);
      pen.text("schakel-chart__value", BARS + width + 1.5, middle + 5, "start", row.written());
      down += ROW;
    }
    return pen.chart(id, title, description, (int) (down + 6));
  }

  private static void points(
      Chart.Pen pen, List<String> letters, Row row, double step, double middle) {
    int first = -1;
    int last = -1;
    for (int at = 0; at < letters.size(); at++) {
      if (row.lists().contains(letters.get(at))) {
        first = first < 0 ? at : first;
        last = at;
      }
    }
    if (last > first) {
      pen.line("schakel-chart__tie", step * (first + 0.5), middle, step * (last + 0.5), middle);
    }
    for (int at = 0; at < letters.size(); at++) {
      boolean in = row.lists().contains(letters.get(at));
      pen.dot(
          in ? "schakel-chart__in" : "schakel-chart__out", step * (at + 0.5), middle, in ? 6 : 3);
    }
  }
}
