// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.LongFunction;

/** Draws several yearly series as lines with a name at their end; a missing year is a gap. */
final class SeriesLines {
  private static final double TOP = 44;
  private static final double PLOT = 200;
  private static final double LEFT = 4;
  private static final double WIDTH = 90;

  /** How far apart two names are at least. */
  private static final double ROOM = 18;

  /** From a point to the foot of its name: over it, under it, and further away. */
  private static final List<Double> PLACES = List.of(-12.0, 22.0, -30.0, 40.0, -48.0);

  private SeriesLines() {}

  /**
   * One series.
   *
   * @param style one, two or own: line and point differ in more than colour
   */
  record Line(String style, String name, NavigableMap<Integer, Long> values) {}

  static Chart chart(
      String id,
      String title,
      String description,
      List<Line> lines,
      Optional<YearColumns.Break> mark,
      LongFunction<String> written) {
    Chart.Pen pen = Chart.pen();
    int first = lines.stream().mapToInt(line -> line.values().firstKey()).min().orElse(0);
    int last = lines.stream().mapToInt(line -> line.values().lastKey()).max().orElse(0);
    long most =
        lines.stream()
            .flatMap(line -> line.values().values().stream())
            .mapToLong(v -> v)
            .max()
            .orElse(1);
    Plane plane = new Plane(first, Math.max(1, last - first), most);
    for (int part = 0; part <= 2; part++) {
      long value = Math.round(most / 100.0 * part / 2) * 100;
      pen.line("schakel-chart__grid", 0, plane.down(value), 100, plane.down(value));
      pen.text("schakel-chart__tick", 0, plane.down(value) - 5, "start", written.apply(value));
    }
    mark.filter(broken -> broken.from().getYear() >= first && broken.from().getYear() <= last)
        .ifPresent(broken -> marked(pen, plane, broken));
    List<Double> taken = new ArrayList<>();
    for (Line line : lines) {
      drawn(pen, plane, line);
      double down = beside(plane.down(line.values().lastEntry().getValue()), taken);
      taken.add(down);
      double across = plane.across(line.values().lastKey());
      boolean left = across > 40;
      pen.text(
          "schakel-chart__name",
          across + (left ? 2 : -2),
          down,
          left ? "end" : "start",
          line.name());
    }
    for (int year = first; year <= last; year++) {
      String style = (last - year) % 3 == 0 ? "" : " schakel-chart__roomy";
      pen.text(
          "schakel-chart__tick" + style, plane.across(year), TOP + PLOT + 20, "middle", "" + year);
    }
    return pen.chart(id, title, description, (int) (TOP + PLOT + 30));
  }

  /** Where a name stands beside the last point of its line: over it, else where there is room. */
  private static double beside(double point, List<Double> taken) {
    return PLACES.stream()
        .map(place -> point + place)
        .filter(down -> taken.stream().allMatch(other -> Math.abs(other - down) >= ROOM))
        .findFirst()
        .orElse(point + PLACES.getFirst());
  }

  private record Plane(int first, int years, long most) {
    double across(double year) {
      return LEFT + (year - first) / years * WIDTH;
    }

    double down(double value) {
      return TOP + PLOT - value / most * PLOT;
    }
  }

  private static void drawn(Chart.Pen pen, Plane plane, Line line) {
    line.values()
        .forEach(
            (year, value) -> {
              Long next = line.values().get(year + 1);
              if (next != null) {
                pen.line(
                    "schakel-chart__line schakel-chart__line--" + line.style(),
                    plane.across(year),
                    plane.down(value),
                    plane.across(year + 1),
                    plane.down(next));
              }
            });
    line.values()
        .forEach(
            (year, value) ->
                pen.dot(
                    "schakel-chart__point schakel-chart__point--" + line.style(),
                    plane.across(year),
                    plane.down(value),
                    4.5));
  }

  private static void marked(Chart.Pen pen, Plane plane, YearColumns.Break mark) {
    // A yearly number has no day; its point stands for the middle of the year.
    double year =
        mark.from().getYear()
            + (mark.from().getDayOfYear() - 1.0) / mark.from().lengthOfYear()
            - 0.5;
    double across = plane.across(year);
    boolean left = across > 55;
    pen.line("schakel-chart__break", across, 2, across, TOP + PLOT);
    pen.text(
        "schakel-chart__break-words",
        across + (left ? -1 : 1),
        14,
        left ? "end" : "start",
        mark.words());
  }
}
