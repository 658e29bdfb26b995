// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import static nl.schakel.estimate.command.Svg.escape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import nl.schakel.estimate.Advice;
import nl.schakel.estimate.Coverage;
import nl.schakel.estimate.Estimate;
import nl.schakel.estimate.Heterogeneity;
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
      * { box-sizing: border-box; }
      body { font: 1.0625rem/1.55 system-ui, "Segoe UI", sans-serif; color: #1b1f24; background: #fff; max-width: 58rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
      h1 { font-size: 2.1rem; line-height: 1.15; margin: 0 0 .5rem; letter-spacing: -.01em; }
      h2 { font-size: 1.45rem; line-height: 1.25; margin: 3rem 0 .5rem; }
      h3 { font-size: 1.1rem; margin: 2rem 0 .25rem; }
      p, li { max-width: 42rem; }
      .lead { font-size: 1.2rem; color: #41474e; margin: 0 0 1.5rem; }
      .verdict { border-left: .5rem solid #154273; padding: 1.25rem 1.5rem; background: #eef3f9; }
      .verdict.no { border-color: #a1260d; background: #fcefec; }
      .verdict h2 { margin: 0 0 .25rem; }
      .first { font-size: 1.3rem; line-height: 1.35; font-weight: 650; margin: .25rem 0 1rem; }
      .verdict details { margin-top: 1rem; }
      summary { cursor: pointer; color: #154273; font-weight: 600; padding: .6rem 0; min-height: 2.75rem; }
      summary:focus-visible, .wide:focus-visible { outline: 3px solid #154273; outline-offset: 2px; }
      table { border-collapse: collapse; margin: .5rem 0 1rem; font-size: .97rem; }
      caption { text-align: left; color: #41474e; padding-bottom: .35rem; }
      th, td { text-align: left; padding: .4rem 1.1rem .4rem 0; border-bottom: 1px solid #c4c9cf; vertical-align: top; }
      thead th { border-bottom: 2px solid #1b1f24; font-size: .88rem; vertical-align: bottom; }
      td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .wide { overflow-x: auto; }
      .quiet { color: #41474e; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
      dt { font-weight: 600; }
      dd { margin: 0; overflow-wrap: anywhere; }
      svg { display: block; width: 100%; height: auto; margin: .75rem 0; }
      svg text { font: 13px system-ui, sans-serif; fill: #1b1f24; }
      .axis { stroke: #59616a; stroke-width: 1; }
      .grid { stroke: #dfe3e7; stroke-width: 1; }
      .range { stroke: #154273; stroke-width: 4; stroke-linecap: round; }
      .dot, .bar { fill: #154273; }
      .off { fill: #d5d9dd; }
      .tie { stroke: #154273; stroke-width: 3; }
      .seen { stroke: #a90061; stroke-width: 2; stroke-dasharray: 5 4; }
      .c0, .c1, .c2, .c3, .c4, .c5, .c6, .c7 { fill: none; stroke-width: 2; }
      .c0 { stroke: #154273; } .c1 { stroke: #a90061; } .c2 { stroke: #39870c; } .c3 { stroke: #b36500; }
      .c4 { stroke: #01689b; stroke-dasharray: 6 3; } .c5 { stroke: #673327; stroke-dasharray: 6 3; } .c6 { stroke: #42145f; stroke-dasharray: 2 3; } .c7 { stroke: #275937; stroke-dasharray: 2 3; }
      .thin .c0, .thin .c1, .thin .c2, .thin .c3, .thin .c4, .thin .c5, .thin .c6, .thin .c7 { stroke-width: 1; stroke-dasharray: none; }
      @media print { body { padding: 0; } h2 { break-after: avoid; } svg, .verdict { break-inside: avoid; } }
      """;

  private final Study.Result result;
  private final Words words;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(Study.Result result, Words words) {
    this.result = result;
    this.words = words;
  }

  static String of(Study.Result result, String source, Language language, boolean rounded) {
    HtmlReport report = new HtmlReport(result, new Words(language, rounded));
    report.write(source);
    return report.out.toString();
  }

  private String t(String english, String dutch) {
    return words.of(english, dutch);
  }

  private String number(double number) {
    return words.number(number);
  }

  private void write(String source) {
    String title = t("How many persons does nobody see?", "Hoeveel mensen ziet niemand?");
    out.append("<!DOCTYPE html>\n<html lang=\"%s\">\n".formatted(words.code()));
    out.append("<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>%s</title>\n<style>\n".formatted(escape(title))).append(STYLE);
    out.append("</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n".formatted(escape(title)));
    out.append(
        "<p class=\"lead\">%s</p>\n"
            .formatted(
                escape(
                    t(
                            "%s persons seen on %d lists (%s). Source: %s.",
                            "%s personen gezien op %d lijsten (%s). Bron: %s.")
                        .formatted(
                            words.seen(result.table().observed()),
                            result.table().size(),
                            String.join(", ", result.table().lists()),
                            source))));
    verdict();
    estimates();
    overlap();
    result.cloud().filter(c -> !c.best().isEmpty()).ifPresent(this::cloud);
    sensitivity();
    result.consistency().filter(c -> !c.known().isEmpty()).ifPresent(this::consistency);
    result.heterogeneity().ifPresent(this::heterogeneity);
    result.coverage().ifPresent(this::coverage);
    trace();
    settings();
    out.append("</main>\n</body>\n</html>\n");
  }

  private void verdict() {
    boolean no = result.advice().publish() == Advice.Publish.NO;
    out.append(
        "<section class=\"verdict%s\" aria-labelledby=\"verdict\">\n<h2 id=\"verdict\">%s</h2>\n"
            .formatted(no ? " no" : "", t("Verdict", "Oordeel")));
    statements(words.dutch());
    out.append(
        "<details lang=\"%s\"><summary>%s</summary>\n"
            .formatted(
                words.dutch() ? "en" : "nl",
                words.dutch() ? "Verdict in English" : "Oordeel in het Nederlands"));
    statements(!words.dutch());
    out.append("</details>\n</section>\n");
  }

  private void statements(boolean dutch) {
    List<Advice.Statement> all = result.advice().statements();
    Advice.Statement first = all.getFirst();
    out.append(
        "<p class=\"first\">%s</p>\n<ul>\n"
            .formatted(escape(dutch ? first.dutch() : first.english())));
    all.stream()
        .skip(1)
        .forEach(
            s -> out.append("<li>%s</li>\n".formatted(escape(dutch ? s.dutch() : s.english()))));
    out.append("</ul>\n");
  }

  private void estimates() {
    heading("Estimates side by side", "Schattingen naast elkaar");
    List<Estimate> given = result.estimates().stream().filter(Estimate::given).toList();
    if (!given.isEmpty()) {
      out.append(estimatesPicture(given));
    }
    wide(t("Estimates", "Schattingen"));
    head(
        t("method", "methode"),
        "#" + t("population", "totaal"),
        "#" + t("hidden", "ongezien"),
        "#" + t("95 % interval", "interval 95 %"),
        t("kind", "soort"),
        t("model", "model"),
        t("remarks", "opmerkingen"));
    for (Estimate e : result.estimates()) {
      Interval i = e.interval();
      row(
          words.method(e.method()),
          "#" + (e.given() ? number(e.population().getAsDouble()) : words.none()),
          "#" + (e.given() ? number(e.hidden().getAsDouble()) : ""),
          "#" + (i == null ? "" : number(i.low()) + " – " + number(i.high())),
          i == null ? "" : words.kind(i.kind()),
          e.model(),
          words.remarks(e));
    }
    out.append("</tbody></table></div>\n</section>\n");
  }

  private String estimatesPicture(List<Estimate> given) {
    double seen = words.drawn(result.table().observed());
    Axis axis =
        Axis.of(
            170,
            850,
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
                            })
                        .map(words::drawn))
                .toArray());
    int height = 76 + 34 * given.size();
    Svg svg =
        new Svg(
            "estimates",
            900,
            height,
            t("Estimates with intervals", "Schattingen met intervallen"),
            t(
                "One line for each method on a logarithmic scale; the dashed line is the number seen.",
                "Een lijn voor elke methode op een logaritmische schaal; de streepjeslijn is het aantal geziene personen."));
    axis.draw(svg, 26, height - 34, this::number);
    svg.line(axis.at(seen), 18, axis.at(seen), height - 34, "seen");
    svg.text(
        axis.at(seen), 12, "middle", t("seen ", "gezien ") + words.seen(result.table().observed()));
    int y = 44;
    for (Estimate e : given) {
      Interval i = e.interval();
      svg.text(10, y + 4, "start", words.method(e.method()));
      if (i != null) {
        svg.line(axis.at(words.drawn(i.low())), y, axis.at(words.drawn(i.high())), y, "range");
      }
      svg.dot(axis.at(words.drawn(e.population().getAsDouble())), y, 6, "dot");
      y += 34;
    }
    return svg.done();
  }

  private void overlap() {
    SafeTable safe = SafeTable.of(result.table());
    heading("Overlap of the lists", "Overlap van de lijsten");
    out.append(overlapPicture(safe));
    out.append(
        "<p class=\"quiet\">%s</p>\n"
            .formatted(
                t(
                        "Counts are rounded to multiples of %d. Combinations with fewer than %d persons are not shown apart; together they hold %s persons.",
                        "Aantallen zijn afgerond op veelvouden van %d. Combinaties met minder dan %d personen staan er niet apart in; samen zijn dat %s personen.")
                    .formatted(
                        SafeTable.SMALLEST,
                        SafeTable.SMALLEST,
                        safe.other() == 0
                            ? t("fewer than 5", "minder dan 5")
                            : t("about ", "ongeveer ") + number(safe.other()))));
    out.append(
        "<details><summary>%s</summary><table>\n<caption>%s</caption>\n"
            .formatted(
                t("Table of overlaps", "Tabel van de overlap"),
                t("Persons on exactly this combination", "Personen op precies deze combinatie")));
    head(t("lists", "lijsten"), "#" + t("persons", "personen"));
    safe.largestFirst().forEach(e -> row(e.getKey(), "#" + number(e.getValue())));
    out.append(
        "</tbody></table>\n<table>\n<caption>%s</caption>\n"
            .formatted(
                t(
                    "Persons on both lists, whatever else",
                    "Personen op beide lijsten, wat er verder ook is")));
    head(t("lists", "lijsten"), "#" + t("persons", "personen"));
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
            t("Overlap of the lists", "Overlap van de lijsten"),
            t(
                "Bars: persons on exactly one combination of lists, logarithmic height; dots below show which lists.",
                "Staven: personen op precies één combinatie van lijsten, logaritmische hoogte; de stippen eronder tonen welke lijsten."));
    double most = shown.isEmpty() ? 1 : shown.getFirst().getValue();
    for (int k = 0; k < shown.size(); k++) {
      double x = 190 + 29 * k;
      double size = 130 * Math.log1p(shown.get(k).getValue()) / Math.log1p(most);
      svg.bar(x - 9, 160 - size, 18, size, "bar");
      svg.text(x, 155 - size, "middle", number(shown.get(k).getValue()).replaceAll("[.,]", ""));
      List<String> on = List.of(shown.get(k).getKey().split(":"));
      int top = lists.indexOf(on.getFirst());
      int low = lists.indexOf(on.getLast());
      svg.line(x, 182 + 24 * top, x, 182 + 24 * low, "tie");
      for (int j = 0; j < lists.size(); j++) {
        svg.dot(x, 182 + 24 * j, 7, on.contains(lists.get(j)) ? "dot" : "off");
      }
    }
    for (int j = 0; j < lists.size(); j++) {
      long total = safe.listTotals().getOrDefault(lists.get(j), 0L);
      svg.text(10, 186 + 24 * j, "start", lists.get(j) + " (" + listTotal(total) + ")");
    }
    return svg.done();
  }

  private String listTotal(long total) {
    if (total == 0) {
      return "<" + SafeTable.SMALLEST;
    }
    return total < 0 ? SafeTable.WITHHELD : number(total);
  }

  private void cloud(ModelCloud cloud) {
    heading("Model cloud", "Modelwolk");
    out.append(
        "<p>%s</p>\n"
            .formatted(
                t(
                    "%d of %d models fit about as well as the best (BIC within %.0f). They give %s to %s; the weighted mean is %s.",
                    "%d van de %d modellen passen ongeveer even goed als het beste (BIC binnen %.0f). Zij geven %s tot %s; het gewogen gemiddelde is %s."))
            .formatted(
                cloud.best().size(),
                cloud.searched(),
                cloud.reach(),
                number(cloud.lowest(cloud.reach())),
                number(cloud.highest(cloud.reach())),
                number(cloud.average())));
    out.append(cloudPicture(cloud));
    out.append(
        "<details><summary>%s</summary>".formatted(t("Table of models", "Tabel van modellen")));
    wide(t("Models near the best", "Modellen dicht bij het beste"));
    head(
        t("model", "model"),
        "#" + t("population", "totaal"),
        "#" + t("BIC above the best", "BIC boven het beste"),
        "#" + t("weight", "gewicht"));
    for (int i = 0; i < Math.min(50, cloud.best().size()); i++) {
      Ranked r = cloud.best().get(i);
      row(
          r.model().named(result.table().lists()),
          "#" + number(r.population()),
          "#" + words.distance(r.bic() - cloud.best().getFirst().bic(), 2),
          "#" + words.weight(cloud.weights()[i]));
    }
    out.append("</tbody></table></div></details>\n</section>\n");
  }

  private String cloudPicture(ModelCloud cloud) {
    Axis axis =
        Axis.of(
            60,
            860,
            cloud.best().stream().mapToDouble(Ranked::population).map(words::drawn).toArray());
    Svg svg =
        new Svg(
            "cloud",
            900,
            260,
            t("Model cloud", "Modelwolk"),
            t(
                "Each dot is a model: its estimate from left to right, its distance in BIC from the best downwards, its weight as size.",
                "Elke stip is een model: de schatting van links naar rechts, de afstand in BIC tot het beste naar beneden, het gewicht als grootte."));
    axis.draw(svg, 4, 226, this::number);
    double best = cloud.best().getFirst().bic();
    for (int i = 0; i < cloud.best().size(); i++) {
      Ranked r = cloud.best().get(i);
      double y = 20 + 190 * words.coarse(r.bic() - best, 1) / cloud.reach();
      double weight = words.coarse(cloud.weights()[i], 0.1);
      svg.dot(axis.at(words.drawn(r.population())), y, 3 + 12 * Math.sqrt(weight), "dot");
    }
    svg.text(10, 24, "start", t("best", "beste"));
    svg.text(10, 212, "start", "+" + (int) cloud.reach());
    return svg.done();
  }

  private void consistency(InternalConsistency checks) {
    out.append(
        "<section>\n<h2>%s</h2>\n<table>\n<caption>%s</caption>\n"
            .formatted(
                t("Internal consistency", "Klopt het met zichzelf?"),
                t(
                    "Each list taken as a known population",
                    "Elke lijst eens als bekende groep genomen")));
    head(
        t("list", "lijst"),
        "#" + t("known size", "bekende omvang"),
        "#" + t("estimated from the others", "geschat uit de andere"),
        t("remark", "opmerking"));
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
                    t(k.reason(), k.dutch())));
    out.append(
        "</tbody></table>\n<table>\n<caption>%s</caption>\n"
            .formatted(
                t("Estimate with one list left out", "Schatting zonder één van de lijsten")));
    head(
        t("list left out", "weggelaten lijst"),
        "#" + t("population", "totaal"),
        t("model", "model"));
    checks.without().forEach(w -> row(w.list(), "#" + number(w.estimate()), w.model()));
    out.append("</tbody></table>\n</section>\n");
  }

  private void sensitivity() {
    if (result.curves().isEmpty()) {
      return;
    }
    heading("What would change the number?", "Wat zou het getal veranderen?");
    curves(
        "referral",
        t(
            "Referral from one list to another, undone",
            "Doorverwijzing van de ene naar de andere lijst, teruggedraaid"),
        t("share of the overlap that is referral", "deel van de overlap dat doorverwijzing is"));
    curves(
        "dependence",
        t("Dependence between two lists, given", "Samenhang tussen twee lijsten, opgegeven"),
        t("odds ratio between the two lists", "kansverhouding tussen de twee lijsten"));
    curves(
        "highest-term",
        t(
            "Odds ratio of the term of all lists together",
            "Kansverhouding van de term van alle lijsten samen"),
        t("odds ratio (no data can show it)", "kansverhouding (geen gegevens kunnen haar tonen)"));
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
    out.append("<details><summary>%s %s</summary>".formatted(t("Table:", "Tabel:"), escape(title)));
    wide(title + t(", the curves that move most", ", de lijnen die het meest bewegen"));
    List<String> names = new ArrayList<>(List.of(t("lists", "lijsten")));
    chosen.getFirst().points().forEach(p -> names.add("#" + words.decimals(p.value(), 2)));
    head(names.toArray(new String[0]));
    for (Sensitivity.Curve curve : chosen) {
      List<String> cells = new ArrayList<>(List.of(label(curve)));
      curve.points().forEach(p -> cells.add("#" + number(p.population())));
      row(cells.toArray(new String[0]));
    }
    out.append("</tbody></table></div></details>\n");
  }

  private String label(Sensitivity.Curve curve) {
    return switch (curve.kind()) {
      case "highest-term" -> t("all lists", "alle lijsten");
      case "referral" -> curve.lists().get(0) + t(" to ", " naar ") + curve.lists().get(1);
      default -> String.join(t(" and ", " en "), curve.lists());
    };
  }

  private String curvesPicture(
      String kind, String title, String axisName, List<Sensitivity.Curve> curves) {
    Svg svg =
        new Svg(
            "curves-" + kind,
            900,
            320,
            title,
            t(
                "One curve for each choice of lists: the estimate against the assumption.",
                "Een lijn voor elke keuze van lijsten: de schatting tegen de aanname."));
    double[] all =
        curves.stream()
            .flatMap(c -> c.points().stream())
            .mapToDouble(Sensitivity.Point::population)
            .filter(Double::isFinite)
            .map(words::drawn)
            .toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    boolean logs = !kind.equals("referral");
    Scale scale = Scale.of(low, high);
    scale.draw(svg, this::number);
    for (int k = 0; k < curves.size(); k++) {
      List<Sensitivity.Point> points = curves.get(k).points();
      double[] xs = new double[points.size()];
      double[] ys = new double[points.size()];
      double first = value(points.getFirst().value(), logs);
      double last = value(points.getLast().value(), logs);
      for (int i = 0; i < xs.length; i++) {
        xs[i] = 90 + 600 * (value(points.get(i).value(), logs) - first) / (last - first);
        ys[i] = scale.at(words.drawn(points.get(i).population()));
        if (k == 0) {
          svg.text(xs[i], 282, "middle", words.decimals(points.get(i).value(), 2));
        }
      }
      svg.path(xs, ys, "c" + k % 8);
      svg.line(710, 30 + 24 * k, 740, 30 + 24 * k, "c" + k % 8);
      svg.text(748, 34 + 24 * k, "start", label(curves.get(k)));
    }
    svg.line(90, 262, 690, 262, "axis");
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
    heading("Chains of the latent class model", "Ketens van het latente-klassenmodel");
    Svg svg =
        new Svg(
            "trace",
            900,
            260,
            t("Trace of the chains", "Verloop van de ketens"),
            t(
                "The population along each chain; where chains stay apart no single number is given.",
                "Het totaal langs elke keten; waar ketens uit elkaar blijven, volgt geen getal."));
    double[] all =
        Arrays.stream(trace)
            .flatMapToDouble(Arrays::stream)
            .map(words::drawn)
            .map(Math::log)
            .toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    for (int k = 0; k < trace.length; k++) {
      int step = Math.max(1, trace[k].length / 250);
      int points = trace[k].length / step;
      double[] xs = new double[points];
      double[] ys = new double[points];
      for (int i = 0; i < points; i++) {
        xs[i] = 90 + 780.0 * i / points;
        ys[i] =
            230
                - 210
                    * (Math.log(words.drawn(trace[k][i * step])) - low)
                    / Math.max(1e-9, high - low);
      }
      svg.path(xs, ys, "c" + k % 8);
    }
    svg.line(90, 232, 870, 232, "axis");
    svg.text(84, 234, "end", number(Math.exp(low)));
    svg.text(84, 28, "end", number(Math.exp(high)));
    svg.text(480, 252, "middle", t("value kept", "bewaarde waarde"));
    out.append("<div class=\"thin\">").append(svg.done()).append("</div>\n</section>\n");
  }

  private void heterogeneity(Heterogeneity heterogeneity) {
    heading("When persons differ in visibility", "Als de een beter zichtbaar is dan de ander");
    out.append(
        "<p>%s</p>\n"
            .formatted(
                t(
                    "These models take the lists as independent for each person, but let persons differ. The first is a lower bound.",
                    "Deze modellen nemen aan dat lijsten per persoon los van elkaar staan, maar dat personen verschillen. De eerste is een ondergrens.")));
    wide(t("Models with unequal visibility", "Modellen met ongelijke zichtbaarheid"));
    head(
        t("variation", "verschil"),
        "#" + t("population", "totaal"),
        "#" + t("standard error", "standaardfout"),
        "#" + t("AIC above the best", "AIC boven het beste"));
    double best = heterogeneity.fits().stream().mapToDouble(Heterogeneity.One::aic).min().orElse(0);
    for (Heterogeneity.One one : heterogeneity.fits()) {
      row(
          words.form(one.form()),
          "#" + number(one.population()),
          "#" + number(one.standardError()),
          "#" + words.distance(one.aic() - best, 1));
    }
    out.append("</tbody></table></div>\n</section>\n");
  }

  private void coverage(Coverage coverage) {
    heading("Does the interval hold?", "Houdt het interval stand?");
    out.append(
        "<p>%s</p>\n</section>\n"
            .formatted(
                escape(
                    t(
                            "The fitted model, in which %s persons exist, gave %d tables. Of their %d intervals at level %s %%, %s %% held that number (standard error %s) and %s %% lay wholly below it. The mean estimate was %s.",
                            "Het passende model, waarin %s personen bestaan, gaf %d tabellen. Van hun %d intervallen op niveau %s %% bevatte %s %% dat aantal (standaardfout %s) en lag %s %% er helemaal onder. De gemiddelde schatting was %s.")
                        .formatted(
                            number(coverage.truth()),
                            coverage.tables(),
                            coverage.usable(),
                            words.decimals(100 * coverage.level(), 0),
                            words.decimals(100 * coverage.share(), 1),
                            words.decimals(100 * coverage.error(), 1),
                            words.decimals(
                                100.0 * coverage.below() / Math.max(1, coverage.usable()), 1),
                            number(coverage.meanEstimate())))));
  }

  private void settings() {
    heading("How this was made", "Hoe dit is gemaakt");
    out.append("<dl>\n");
    item(t("Seed", "Beginwaarde"), String.valueOf(result.settings().seed()));
    item(t("Replicates", "Herhalingen"), String.valueOf(result.settings().bootstrap()));
    item(
        t("Level of intervals", "Niveau van intervallen"),
        words.decimals(100 * result.settings().level(), 0) + " %");
    item(t("Version", "Versie"), Report.VERSION);
    out.append("</dl>\n");
    result
        .merges()
        .forEach(
            m ->
                out.append(
                    "<p>%s</p>\n"
                        .formatted(
                            escape(
                                t(
                                        "Consider merging %s and %s: %s. Stepwise then gives %s.",
                                        "Overweeg %s en %s samen te voegen: %s. Stapsgewijs komt dan uit op %s.")
                                    .formatted(
                                        m.first(),
                                        m.second(),
                                        t(m.reason(), m.dutch()),
                                        number(m.population()))))));
    out.append("</section>\n");
  }

  private void item(String name, String value) {
    out.append("<dt>%s</dt><dd>%s</dd>\n".formatted(escape(name), escape(value)));
  }

  private void heading(String english, String dutch) {
    out.append("<section>\n<h2>%s</h2>\n".formatted(escape(t(english, dutch))));
  }

  private void wide(String caption) {
    out.append(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table>\n<caption>%s</caption>\n"
            .formatted(escape(caption), escape(caption)));
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

    void draw(Svg svg, double top, double y, DoubleFunction<String> written) {
      double free = Double.NEGATIVE_INFINITY;
      for (double power = 1; power < 1e16; power *= 10) {
        for (double mark :
            new double[] {power, 1.5 * power, 2 * power, 3 * power, 5 * power, 7 * power}) {
          double log = Math.log(mark);
          if (mark == Math.rint(mark) && log >= low && log <= high) {
            svg.line(at(mark), top, at(mark), y, "grid");
            String text = written.apply(mark);
            double half = 4 * text.length();
            if (at(mark) - half > free) {
              svg.text(at(mark), y + 20, "middle", text);
              free = at(mark) + half + 6;
            }
          }
        }
      }
      svg.line(left, y, right, y, "axis");
    }
  }

  /** An upright axis with round numbers. */
  private record Scale(double low, double high, double step) {
    static Scale of(double low, double high) {
      double raw = Math.max(1e-9, high - low) / 4;
      double power = Math.pow(10, Math.floor(Math.log10(raw)));
      double step = power * (raw / power > 5 ? 10 : raw / power > 2 ? 5 : raw / power > 1 ? 2 : 1);
      return new Scale(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
    }

    double at(double value) {
      return 262 - 240 * (value - low) / Math.max(1e-9, high - low);
    }

    void draw(Svg svg, DoubleFunction<String> written) {
      for (double mark = low; mark <= high + step / 2; mark += step) {
        svg.line(90, at(mark), 690, at(mark), "grid");
        svg.text(84, at(mark) + 4, "end", written.apply(mark));
      }
    }
  }
}
