// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import static nl.schakel.estimate.command.ResultText.number;
import static nl.schakel.estimate.command.Svg.escape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import nl.schakel.estimate.Estimate;
import nl.schakel.estimate.InternalConsistency;
import nl.schakel.estimate.Interval;
import nl.schakel.estimate.ModelCloud;
import nl.schakel.estimate.Ranked;
import nl.schakel.estimate.SafeTable;
import nl.schakel.estimate.Sensitivity;
import nl.schakel.estimate.Study;

/**
 * One self-contained page: verdict first, then pictures, each with the same facts as a table.
 *
 * <p>Counts by history appear only in their safe form, so the page may leave the house.
 */
final class HtmlReport {
  private static final String STYLE =
      """
      :root { color-scheme: light; }
      body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem; }
      h1, h2 { line-height: 1.2; }
      table { border-collapse: collapse; margin: .5rem 0; }
      th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #767676; vertical-align: top; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
      .verdict { border-left: .5rem solid #154273; padding: .5rem 1rem; background: #eef3f9; }
      .wide { overflow-x: auto; }
      svg { width: 100%; height: auto; max-width: 56rem; }
      svg text { font: 13px system-ui, sans-serif; fill: #1a1a1a; }
      .axis { stroke: #595959; stroke-width: 1; }
      .range { stroke: #154273; stroke-width: 3; }
      .dot, .bar { fill: #154273; }
      .off { fill: #c6c6c6; }
      .seen { stroke: #a90061; stroke-width: 2; stroke-dasharray: 5 4; }
      .c0, .c1, .c2, .c3, .c4, .c5, .c6, .c7 { fill: none; stroke-width: 1.5; }
      .c0 { stroke: #154273; } .c1 { stroke: #a90061; } .c2 { stroke: #39870c; } .c3 { stroke: #b36500; }
      .c4 { stroke: #01689b; stroke-dasharray: 6 3; } .c5 { stroke: #673327; stroke-dasharray: 6 3; } .c6 { stroke: #42145f; stroke-dasharray: 2 2; } .c7 { stroke: #275937; stroke-dasharray: 2 2; }
      @media print { details { display: block; } }
      """;

  private final Study.Result result;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(Study.Result result) {
    this.result = result;
  }

  static String of(Study.Result result, String source) {
    HtmlReport report = new HtmlReport(result);
    report.write(source);
    return report.out.toString();
  }

  private void write(String source) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>Estimate of the hidden population</title>\n<style>\n").append(STYLE);
    out.append("</style>\n</head>\n<body>\n<main>\n<h1>Estimate of the hidden population</h1>\n");
    out.append(
        "<p>Source: %s. %s persons observed on %d lists: %s.</p>\n"
            .formatted(
                escape(source),
                number(result.table().observed()),
                result.table().size(),
                escape(String.join(", ", result.table().lists()))));
    verdict();
    estimates();
    overlap();
    result.cloud().filter(c -> !c.best().isEmpty()).ifPresent(this::cloud);
    result.consistency().filter(c -> !c.known().isEmpty()).ifPresent(this::consistency);
    sensitivity();
    trace();
    settings();
    out.append("</main>\n</body>\n</html>\n");
  }

  private void verdict() {
    out.append(
        "<section class=\"verdict\" aria-labelledby=\"verdict\">\n<h2 id=\"verdict\">Verdict</h2>\n<ul>\n");
    result
        .advice()
        .statements()
        .forEach(s -> out.append("<li>%s</li>\n".formatted(escape(s.english()))));
    out.append("</ul>\n<h3 lang=\"nl\">Oordeel</h3>\n<ul lang=\"nl\">\n");
    result
        .advice()
        .statements()
        .forEach(s -> out.append("<li>%s</li>\n".formatted(escape(s.dutch()))));
    out.append("</ul>\n</section>\n");
  }

  private void estimates() {
    out.append("<section>\n<h2>Estimates side by side</h2>\n");
    List<Estimate> given = result.estimates().stream().filter(Estimate::given).toList();
    if (!given.isEmpty()) {
      out.append(estimatesPicture(given));
    }
    out.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Estimates\">");
    out.append("<table>\n<caption>Estimates</caption>\n");
    head("method", "#population", "#hidden", "interval", "kind", "model", "remarks");
    for (Estimate e : result.estimates()) {
      Interval i = e.interval();
      row(
          e.method(),
          "#" + (e.given() ? number(e.population().getAsDouble()) : "no number"),
          "#" + (e.given() ? number(e.hidden().getAsDouble()) : ""),
          i == null ? "" : number(i.low()) + " to " + number(i.high()),
          i == null ? "" : i.kind(),
          e.model(),
          String.join("; ", e.warnings()));
    }
    out.append("</tbody></table></div>\n</section>\n");
  }

  private String estimatesPicture(List<Estimate> given) {
    double seen = result.table().observed();
    Axis axis =
        Axis.of(
            140,
            860,
            DoubleStream.concat(
                    DoubleStream.of(seen),
                    given.stream()
                        .flatMapToDouble(
                            e -> {
                              Interval i = e.interval();
                              double n = e.population().getAsDouble();
                              return i == null
                                  ? DoubleStream.of(n)
                                  : DoubleStream.of(n, i.low(), i.high());
                            }))
                .toArray());
    int height = 60 + 34 * given.size();
    Svg svg =
        new Svg(
            "estimates",
            900,
            height,
            "Estimates with intervals",
            "One line for each method on a logarithmic scale; the dashed line is the number observed.");
    axis.draw(svg, height - 34);
    svg.line(axis.at(seen), 10, axis.at(seen), height - 34, "seen");
    int y = 28;
    for (Estimate e : given) {
      Interval i = e.interval();
      svg.text(10, y + 4, "start", e.method());
      if (i != null) {
        svg.line(axis.at(i.low()), y, axis.at(i.high()), y, "range");
      }
      svg.dot(axis.at(e.population().getAsDouble()), y, 6, "dot");
      y += 34;
    }
    return svg.done();
  }

  private void overlap() {
    SafeTable safe = SafeTable.of(result.table());
    out.append("<section>\n<h2>Overlap of the lists</h2>\n");
    out.append(overlapPicture(safe));
    out.append(
        "<p>Counts are rounded to multiples of %d. Combinations with fewer than %d persons are not shown apart; together they hold about %s persons.</p>\n"
            .formatted(SafeTable.SMALLEST, SafeTable.SMALLEST, number(safe.other())));
    out.append(
        "<details><summary>Table of overlaps</summary><table>\n<caption>Persons by combination</caption>\n");
    head("lists", "#persons");
    safe.largestFirst().forEach(e -> row(e.getKey(), "#" + number(e.getValue())));
    out.append("</tbody></table>\n<table>\n<caption>Overlap of two lists</caption>\n");
    head("lists", "#persons");
    safe.overlaps().forEach((pair, text) -> row(pair, "#" + text));
    out.append("</tbody></table></details>\n</section>\n");
  }

  private String overlapPicture(SafeTable safe) {
    List<Map.Entry<String, Long>> shown = safe.largestFirst().stream().limit(24).toList();
    List<String> lists = result.table().lists();
    int height = 190 + 24 * lists.size();
    Svg svg =
        new Svg(
            "overlap",
            900,
            height,
            "Overlap of the lists",
            "Bars: persons on exactly one combination of lists, logarithmic height; dots below show which lists.");
    double most = shown.isEmpty() ? 1 : shown.getFirst().getValue();
    for (int k = 0; k < shown.size(); k++) {
      double x = 190 + 29 * k;
      double size = 130 * Math.log1p(shown.get(k).getValue()) / Math.log1p(most);
      svg.bar(x - 9, 160 - size, 18, size, "bar");
      svg.text(x, 155 - size, "middle", number(shown.get(k).getValue()).replace(",", ""));
      List<String> on = List.of(shown.get(k).getKey().split(":"));
      for (int j = 0; j < lists.size(); j++) {
        svg.dot(x, 182 + 24 * j, 7, on.contains(lists.get(j)) ? "dot" : "off");
      }
    }
    for (int j = 0; j < lists.size(); j++) {
      String total = number(safe.listTotals().getOrDefault(lists.get(j), 0L));
      svg.text(10, 186 + 24 * j, "start", lists.get(j) + " (" + total + ")");
    }
    return svg.done();
  }

  private void cloud(ModelCloud cloud) {
    out.append("<section>\n<h2>Model cloud</h2>\n");
    out.append(
        "<p>%d of %d models fit about as well as the best (BIC within %.0f). They give %s to %s; the weighted mean is %s.</p>\n"
            .formatted(
                cloud.best().size(),
                cloud.searched(),
                cloud.reach(),
                number(cloud.lowest(cloud.reach())),
                number(cloud.highest(cloud.reach())),
                number(cloud.average())));
    out.append(cloudPicture(cloud));
    out.append(
        "<details><summary>Table of models</summary><div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Models\"><table>\n<caption>Models near the best</caption>\n");
    head("model", "#population", "#BIC", "#weight");
    for (int i = 0; i < Math.min(50, cloud.best().size()); i++) {
      Ranked r = cloud.best().get(i);
      row(
          r.model().named(result.table().lists()),
          "#" + number(r.population()),
          "#" + String.format(Locale.ROOT, "%.2f", r.bic()),
          "#" + String.format(Locale.ROOT, "%.3f", cloud.weights()[i]));
    }
    out.append("</tbody></table></div></details>\n</section>\n");
  }

  private String cloudPicture(ModelCloud cloud) {
    Axis axis = Axis.of(60, 860, cloud.best().stream().mapToDouble(Ranked::population).toArray());
    Svg svg =
        new Svg(
            "cloud",
            900,
            260,
            "Model cloud",
            "Each dot is a model: its estimate from left to right, its distance in BIC from the best downwards, its weight as size.");
    axis.draw(svg, 226);
    double best = cloud.best().getFirst().bic();
    for (int i = 0; i < cloud.best().size(); i++) {
      Ranked r = cloud.best().get(i);
      double y = 20 + 190 * (r.bic() - best) / cloud.reach();
      svg.dot(axis.at(r.population()), y, 3 + 12 * Math.sqrt(cloud.weights()[i]), "dot");
    }
    svg.text(10, 24, "start", "best");
    svg.text(10, 212, "start", "+" + (int) cloud.reach());
    return svg.done();
  }

  private void consistency(InternalConsistency checks) {
    out.append(
        "<section>\n<h2>Internal consistency</h2>\n<table>\n<caption>Each list taken as a known population</caption>\n");
    head("list", "#known size", "#estimated from the others", "remark");
    checks
        .known()
        .forEach(
            k ->
                row(
                    k.list(),
                    "#"
                        + (k.size() < SafeTable.SMALLEST
                            ? "<5"
                            : number(SafeTable.rounded(k.size()))),
                    "#" + number(k.estimate()),
                    k.reason()));
    out.append("</tbody></table>\n<table>\n<caption>Estimate with one list left out</caption>\n");
    head("list left out", "#population", "model");
    checks.without().forEach(w -> row(w.list(), "#" + number(w.estimate()), w.model()));
    out.append("</tbody></table>\n</section>\n");
  }

  private void sensitivity() {
    if (result.curves().isEmpty()) {
      return;
    }
    out.append("<section>\n<h2>What would change the number</h2>\n");
    curves(
        "highest-term",
        "Odds ratio of the term of all lists together",
        "odds ratio (no data can show it)");
    curves("dependence", "Dependence between two lists, given", "odds ratio between the two lists");
    curves(
        "referral",
        "Referral from one list to another, undone",
        "share of the overlap that is referral");
    out.append("</section>\n");
  }

  private void curves(String kind, String title, String axisName) {
    List<Sensitivity.Curve> chosen =
        result.curves().stream()
            .filter(c -> c.kind().equals(kind))
            .sorted(Comparator.comparingDouble(c -> -c.spread()))
            .limit(8)
            .toList();
    if (chosen.isEmpty()) {
      return;
    }
    out.append("<h3>%s</h3>\n".formatted(escape(title)));
    out.append(curvesPicture(kind, title, axisName, chosen));
    out.append(
        "<details><summary>Table: %s</summary><div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>\n<caption>%s, the curves that move most</caption>\n"
            .formatted(escape(title), escape(title), escape(title)));
    List<String> names = new ArrayList<>(List.of("lists"));
    chosen
        .getFirst()
        .points()
        .forEach(p -> names.add("#" + String.format(Locale.ROOT, "%.2f", p.value())));
    head(names.toArray(new String[0]));
    for (Sensitivity.Curve curve : chosen) {
      List<String> cells = new ArrayList<>(List.of(label(curve)));
      curve.points().forEach(p -> cells.add("#" + number(p.population())));
      row(cells.toArray(new String[0]));
    }
    out.append("</tbody></table></div></details>\n");
  }

  private static String label(Sensitivity.Curve curve) {
    return switch (curve.kind()) {
      case "highest-term" -> "all lists";
      case "referral" -> curve.lists().get(0) + " to " + curve.lists().get(1);
      default -> String.join(" and ", curve.lists());
    };
  }

  private static String curvesPicture(
      String kind, String title, String axisName, List<Sensitivity.Curve> curves) {
    Svg svg =
        new Svg(
            "curves-" + kind,
            900,
            320,
            title,
            "One curve for each choice of lists: the estimate against the assumption.");
    double[] all =
        curves.stream()
            .flatMap(c -> c.points().stream())
            .mapToDouble(Sensitivity.Point::population)
            .filter(Double::isFinite)
            .toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    boolean logs = !kind.equals("referral");
    for (int k = 0; k < curves.size(); k++) {
      List<Sensitivity.Point> points = curves.get(k).points();
      double[] xs = new double[points.size()];
      double[] ys = new double[points.size()];
      double first = value(points.getFirst().value(), logs);
      double last = value(points.getLast().value(), logs);
      for (int i = 0; i < xs.length; i++) {
        xs[i] = 90 + 600 * (value(points.get(i).value(), logs) - first) / (last - first);
        ys[i] = 260 - 230 * (points.get(i).population() - low) / Math.max(1e-9, high - low);
        if (k == 0) {
          svg.text(xs[i], 282, "middle", String.format(Locale.ROOT, "%.2f", points.get(i).value()));
        }
      }
      svg.path(xs, ys, "c" + k % 8);
      svg.line(710, 30 + 24 * k, 740, 30 + 24 * k, "c" + k % 8);
      svg.text(748, 34 + 24 * k, "start", label(curves.get(k)));
    }
    svg.line(90, 262, 690, 262, "axis");
    svg.line(90, 28, 90, 262, "axis");
    svg.text(84, 264, "end", number(low));
    svg.text(84, 36, "end", number(high));
    svg.text(390, 308, "middle", axisName);
    return svg.done();
  }

  private static double value(double x, boolean logs) {
    return logs ? Math.log(x) : x;
  }

  private void trace() {
    double[][] trace = result.trace();
    if (trace.length == 0) {
      return;
    }
    out.append("<section>\n<h2>Chains of the latent class model</h2>\n");
    Svg svg =
        new Svg(
            "trace",
            900,
            260,
            "Trace of the chains",
            "The population along each chain; where chains stay apart no single number is given.");
    double[] all = Arrays.stream(trace).flatMapToDouble(Arrays::stream).map(Math::log).toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    for (int k = 0; k < trace.length; k++) {
      int step = Math.max(1, trace[k].length / 250);
      int points = trace[k].length / step;
      double[] xs = new double[points];
      double[] ys = new double[points];
      for (int i = 0; i < points; i++) {
        xs[i] = 90 + 780.0 * i / points;
        ys[i] = 230 - 210 * (Math.log(trace[k][i * step]) - low) / Math.max(1e-9, high - low);
      }
      svg.path(xs, ys, "c" + k % 8);
    }
    svg.line(90, 232, 870, 232, "axis");
    svg.text(84, 234, "end", number(Math.exp(low)));
    svg.text(84, 28, "end", number(Math.exp(high)));
    svg.text(480, 252, "middle", "value kept");
    out.append(svg.done()).append("\n</section>\n");
  }

  private void settings() {
    out.append("<section>\n<h2>How this was made</h2>\n<dl>\n");
    out.append(
        "<dt>Seed</dt><dd>%d</dd>\n<dt>Replicates</dt><dd>%d</dd>\n<dt>Level of intervals</dt><dd>%.2f</dd>\n"
            .formatted(
                result.settings().seed(),
                result.settings().bootstrap(),
                result.settings().level()));
    out.append("</dl>\n");
    result
        .merges()
        .forEach(
            m ->
                out.append(
                    "<p>Consider merging %s and %s: %s. Stepwise then gives %s.</p>\n"
                        .formatted(
                            escape(m.first()),
                            escape(m.second()),
                            escape(m.reason()),
                            number(m.population()))));
    out.append("</section>\n");
  }

  private void head(String... names) {
    out.append("<thead><tr>");
    for (String name : names) {
      boolean numeric = name.startsWith("#");
      out.append(
          "<th scope=\"col\"%s>%s</th>"
              .formatted(
                  numeric ? " class=\"n\"" : "", escape(numeric ? name.substring(1) : name)));
    }
    out.append("</tr></thead><tbody>\n");
  }

  private void row(String... cells) {
    out.append("<tr>");
    for (int i = 0; i < cells.length; i++) {
      boolean numeric = cells[i].startsWith("#");
      String text = escape(numeric ? cells[i].substring(1) : cells[i]);
      out.append(
          i == 0
              ? "<th scope=\"row\">%s</th>".formatted(text)
              : "<td%s>%s</td>".formatted(numeric ? " class=\"n\"" : "", text));
    }
    out.append("</tr>\n");
  }

  /** A logarithmic axis for numbers of persons. */
  private record Axis(double left, double right, double low, double high) {
    static Axis of(double left, double right, double[] values) {
      double low = Arrays.stream(values).min().orElse(1);
      double high = Arrays.stream(values).max().orElse(10);
      return new Axis(left, right, Math.log(low) - 0.05, Math.log(high) + 0.05);
    }

    double at(double value) {
      return left + (right - left) * (Math.log(value) - low) / (high - low);
    }

    void draw(Svg svg, double y) {
      svg.line(left, y, right, y, "axis");
      for (double power = 1; power < 1e16; power *= 10) {
        for (double mark : new double[] {power, 2 * power, 5 * power}) {
          double log = Math.log(mark);
          if (log >= low && log <= high) {
            svg.line(at(mark), y, at(mark), y + 5, "axis");
            svg.text(at(mark), y + 20, "middle", number(mark));
          }
        }
      }
    }
  }
}
