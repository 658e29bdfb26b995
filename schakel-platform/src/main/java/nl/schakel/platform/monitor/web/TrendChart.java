// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Draws, year by year, what was seen and what is estimated, with figures that others published. */
final class TrendChart {
  private static final double TOP = 40;
  private static final double PLOT = 260;
  private static final double LEFT = 9;
  private static final double WIDTH = 88;

  /** Names of neighbours stand above each other. */
  private static final double LABEL = 19;

  /** An interval that runs off is cut here, at this many times the largest estimate. */
  private static final double MOST = 1.6;

  private TrendChart() {}

  /** One year. */
  record Year(long seen, Optional<Range> estimate, Optional<Range> smoothed) {}

  /** A published estimate of one or more years. */
  record Reference(
      String name, int from, int to, long value, OptionalLong low, OptionalLong high) {}

  static Chart chart(
      String id,
      String title,
      String description,
      NavigableMap<Integer, Year> years,
      List<Reference> references,
      LongFunction<String> written,
      String seenName) {
    Plane plane = Plane.of(years, references);
    Chart.Pen pen = Chart.pen();
    grid(pen, plane, written);
    years.forEach((year, one) -> year(pen, plane, year, one));
    smoothedLine(pen, plane, years);
    for (int at = 0; at < references.size(); at++) {
      reference(pen, plane, references.get(at), at);
    }
    pen.text(
        "schakel-chart__words",
        plane.across(years.firstKey()) - plane.band() / 2,
        plane.down(years.firstEntry().getValue().seen()) - 6,
        "start",
        seenName);
    return pen.chart(id, title, description, (int) (TOP + PLOT + 34));
  }

  private record Plane(int first, int last, double most) {
    static Plane of(NavigableMap<Integer, Year> years, List<Reference> references) {
      long largest =
          LongStream.concat(
                  years.values().stream()
                      .mapToLong(
                          y -> Math.max(y.seen(), y.estimate().map(Range::value).orElse(0L))),
                  references.stream().mapToLong(Reference::value))
              .max()
              .orElse(1);
      long high =
          LongStream.concat(
                  years.values().stream()
                      .flatMap(y -> y.estimate().stream())
                      .mapToLong(r -> r.high().orElse(r.value())),
                  references.stream().mapToLong(r -> r.high().orElse(r.value())))
              .max()
              .orElse(largest);
      int first = years.firstKey();
      int last = years.lastKey();
      return new Plane(first, last, Math.max(1, Math.min(high, MOST * largest)));
    }

    double band() {
      return WIDTH / (last - first + 1);
    }

    double across(double year) {
      return LEFT + (year - first + 0.5) * band();
    }

    double down(double value) {
      return TOP + PLOT - Math.min(1, value / most) * PLOT;
    }
  }

  private static void grid(Chart.Pen pen, Plane plane, LongFunction<String> written) {
    double raw = plane.most() / 4;
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, raw))));
    double part = raw / power;
    double step = Math.max(1, power * (part > 5 ? 10 : part > 2 ? 5 : part > 1 ? 2 : 1));
    for (double value = 0; value <= plane.most(); value += step) {
      pen.line("schakel-chart__grid", 0, plane.down(value), 100, plane.down(value));
      pen.text(
          "schakel-chart__tick",
          0,
          plane.down(value) - 4,
          "start",
          written.apply(Math.round(value)));
    }
    for (int year = plane.first(); year <= plane.last(); year++) {
      String style =
          (plane.last() - year) % 3 == 0
              ? "schakel-chart__tick"
              : "schakel-chart__tick schakel-chart__roomy";
      pen.text(style, plane.across(year), TOP + PLOT + 22, "middle", "" + year);
    }
  }

  private static void year(Chart.Pen pen, Plane plane, int year, Year one) {
    double middle = plane.across(year);
    double half = plane.band() * 0.22;
    pen.rect(
        "schakel-chart__bar",
        middle - half,
        plane.down(one.seen()),
        2 * half,
        TOP + PLOT - plane.down(one.seen()));
    one.estimate()
        .ifPresent(
            range -> {
              range
                  .low()
                  .ifPresent(
                      low ->
                          pen.line(
                              "schakel-chart__range",
                              middle,
                              plane.down(low),
                              middle,
                              plane.down(range.high().orElse(range.value()))));
              pen.dot("schakel-chart__estimate", middle, plane.down(range.value()), 6);
            });
  }

  private static void smoothedLine(Chart.Pen pen, Plane plane, NavigableMap<Integer, Year> years) {
    years.forEach(
        (year, one) -> {
          Year next = years.get(year + 1);
          if (next != null && one.smoothed().isPresent() && next.smoothed().isPresent()) {
            pen.line(
                "schakel-chart__line schakel-chart__line--own",
                plane.across(year),
                plane.down(one.smoothed().get().value()),
                plane.across(year + 1),
                plane.down(next.smoothed().get().value()));
          }
        });
  }

  /** A level line over its years, with the interval at its end and the name above it. */
  private static void reference(Chart.Pen pen, Plane plane, Reference one, int at) {
    int from = Math.max(one.from(), plane.first());
    int to = Math.min(one.to(), plane.last());
    double left = plane.across(from) - plane.band() * 0.42;
    double right = plane.across(to) + plane.band() * 0.42;
    pen.line(
        "schakel-chart__reference", left, plane.down(one.value()), right, plane.down(one.value()));
    if (one.low().isPresent() && one.high().isPresent()) {
      double end = right - plane.band() * 0.06;
      pen.line(
          "schakel-chart__reference",
          end,
          plane.down(one.low().getAsLong()),
          end,
          plane.down(one.high().getAsLong()));
    }
    boolean late = right > 70;
    pen.text(
        "schakel-chart__break-words",
        late ? right : left,
        plane.down(one.value()) - 7 - LABEL * (at % 3),
        late ? "end" : "start",
        one.name());
  }
}
