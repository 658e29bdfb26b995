// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import static nl.schakel.linkage.WaterfallPicture.escape;

import java.util.Locale;
import java.util.TreeMap;
import nl.schakel.linkage.Clusters;
import nl.schakel.linkage.ErrorEstimate;
import nl.schakel.linkage.FieldModel;
import nl.schakel.linkage.Language;
import nl.schakel.linkage.Linker;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.Records;
import nl.schakel.linkage.ScoredPairs;
import nl.schakel.linkage.TrainingNote;
import nl.schakel.linkage.Unlinkable;
import nl.schakel.linkage.Waterfall;
import nl.schakel.linkage.WaterfallPicture;

/** One HTML file about a run, with charts as SVG and a table beside each; it loads nothing. */
final class LinkReport {
  private static final double[] THRESHOLDS = {-5, -2, 0, 2, 4, 6, 8, 10, 15, 20};
  private static final int[] SAMPLES = {30, 15, 10, 6, 3, 1, 0, -1, -3, -6};

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1c1b19;--paper:#fbfaf6;--line:#b9b4a8;--for:#0b6b6b;--against:#b3541e}
      @media(prefers-color-scheme:dark){:root{--ink:#f1efe9;--paper:#1b1d1e;--line:#5b5f60;--for:#5cc4c0;--against:#f0a270}}
      body{font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:0 auto;padding:1.5rem}
      table{border-collapse:collapse;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
      th,td{border-bottom:1px solid var(--line);padding:.25rem .7rem;text-align:left;vertical-align:top}
      .n{text-align:right;font-variant-numeric:tabular-nums}.scroll{overflow-x:auto}
      svg{max-width:100%;height:auto;font-size:13px}svg text{fill:currentColor}
      .for{fill:var(--for)}.against{fill:var(--against)}.axis{stroke:var(--line)}
      summary{cursor:pointer;padding:.3rem 0}
      """;

  private final Records records;
  private final Model model;
  private final Linker.Result result;
  private final Clusters clusters;
  private final Language language;
  private final StringBuilder out = new StringBuilder();

  LinkReport(
      Records records, Model model, Linker.Result result, Clusters clusters, Language language) {
    this.records = records;
    this.model = model;
    this.result = result;
    this.clusters = clusters;
    this.language = language;
  }

  String write() {
    String title = say("Verslag van het koppelen", "Linkage report");
    out.append("<!DOCTYPE html>\n<html lang=\"").append(language.code());
    out.append("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    out.append(title).append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n");
    out.append("<body>\n<main>\n<h1>").append(title).append("</h1>\n");
    summary();
    completeness();
    rules();
    weights();
    histogram();
    thresholds();
    unlinkables();
    persons();
    samples();
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private String say(String dutch, String english) {
    return language == Language.DUTCH ? dutch : english;
  }

  private void heading(String dutch, String english) {
    out.append("<h2>").append(say(dutch, english)).append("</h2>\n");
  }

  private void paragraph(String text) {
    out.append("<p>").append(escape(text)).append("</p>\n");
  }

  private void open(String caption, String... heads) {
    out.append("<div class=\"scroll\"><table>\n<caption>").append(escape(caption));
    out.append("</caption>\n<thead><tr>");
    for (int i = 0; i < heads.length; i++) {
      out.append("<th scope=\"col\"").append(i == 0 ? ">" : " class=\"n\">");
      out.append(escape(heads[i])).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
  }

  private void row(String head, String... cells) {
    out.append("<tr><th scope=\"row\">").append(escape(head)).append("</th>");
    for (String cell : cells) {
      out.append("<td class=\"n\">").append(escape(cell)).append("</td>");
    }
    out.append("</tr>\n");
  }

  private void close() {
    out.append("</tbody></table></div>\n");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String probability(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  private static String bits(double value) {
    return String.format(Locale.ROOT, "%+.2f", value).replace('-', '\u2212');
  }

  private void summary() {
    paragraph(
        say(
                "%s records uit %s, %s paren vergeleken, %s personen.",
                "%s records from %s, %s pairs compared, %s persons.")
            .formatted(
                count(records.size()),
                String.join(", ", records.sources()),
                count(result.compared()),
                count(clusters.persons())));
    paragraph(
        say(
                "Kans dat twee willekeurige records dezelfde persoon zijn: %s (95%%-interval %s tot %s).",
                "Chance that two records at random are the same person: %s (95 %% interval %s to %s).")
            .formatted(
                probability(model.prior()),
                probability(model.priorLow()),
                probability(model.priorHigh())));
    model
        .notes()
        .forEach(note -> paragraph(say("Let op: ", "Note: ") + TrainingNote.words(note, language)));
  }

  private void completeness() {
    heading("Hoe volledig zijn de velden", "How complete the fields are");
    open(
        say("Ingevulde waarden", "Values filled in"),
        say("Veld", "Field"),
        say("ingevuld", "filled"),
        say("aandeel", "share"),
        say("verschillend", "distinct"));
    for (String column : records.columns()) {
      int present = records.present(column);
      row(
          column,
          count(present),
          share((double) present / records.size()),
          count(records.distinct(column)));
    }
    close();
  }

  private void rules() {
    heading("Welke paren zijn bekeken", "Which pairs were looked at");
    open(
        say("Vergelijkingen per regel", "Comparisons per rule"),
        say("Regel", "Rule"),
        say("nieuwe paren", "new pairs"),
        say("blokken", "blocks"),
        say("grootste blok", "largest block"),
        say("sleutel daarvan", "its key"),
        say("overgeslagen blokken", "blocks left out"),
        say("overgeslagen paren", "pairs left out"));
    for (Linker.RuleReport rule : result.rules()) {
      row(
          rule.keys(),
          count(rule.pairs()),
          count(rule.blocks()),
          count(rule.largest()),
          rule.largestKey(),
          count(rule.capped()),
          count(rule.cappedPairs()));
    }
    close();
  }

  private void weights() {
    heading("Wat overeenkomst waard is", "What agreement is worth");
    int rows = model.fields().stream().mapToInt(f -> f.m().length + 1).sum();
    bars(rows);
    open(
        say("Kansen en gewichten per niveau", "Probabilities and weights per level"),
        say("Veld en niveau", "Field and level"),
        "m",
        "u",
        "bits");
    for (FieldModel field : model.fields()) {
      for (int level = field.m().length - 1; level >= 0; level--) {
        row(
            field.settings().name() + ": " + field.settings().label(level, language),
            probability(field.m()[level]),
            probability(field.u()[level]),
            bits(field.bits(level)));
      }
    }
    close();
  }

  private void bars(int rows) {
    out.append(
        "<svg role=\"img\" viewBox=\"0 0 900 %d\" aria-labelledby=\"mw-t\"><title id=\"mw-t\">%s</title>\n"
            .formatted(
                rows * 22 + 10,
                say(
                    "Gewicht in bits per veld en niveau; de tabel hieronder geeft dezelfde getallen",
                    "Weight in bits for each field and level; the table below gives the same numbers")));
    out.append("<line class=\"axis\" x1=\"600\" y1=\"0\" x2=\"600\" y2=\"")
        .append(rows * 22)
        .append("\"/>\n");
    int y = 0;
    for (FieldModel field : model.fields()) {
      y += 22;
      out.append(
          "<text x=\"8\" y=\"%d\" font-weight=\"600\">%s</text>\n"
              .formatted(y - 6, escape(field.settings().name())));
      for (int level = field.m().length - 1; level >= 0; level--) {
        y += 22;
        double value = field.bits(level);
        double width = Math.min(190, Math.abs(value) * 9);
        out.append(
            "<text x=\"392\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
                .formatted(y - 6, escape(field.settings().label(level, language))));
        out.append(
            String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"14\"/><text x=\"%.1f\" y=\"%d\">%s</text>\n",
                value >= 0 ? "for" : "against",
                value >= 0 ? 600 : 600 - width,
                y - 18,
                Math.max(1, width),
                value >= 0 ? 606 + width : 604,
                y - 6,
                bits(value)));
      }
    }
    out.append("</svg>\n");
  }

  private void histogram() {
    heading("Hoe de gewichten verdeeld zijn", "How the weights are spread");
    long[] counts = result.histogram().counts();
    int low = 0;
    int high = counts.length - 1;
    while (low < high && counts[low] == 0) {
      low++;
    }
    while (high > low && counts[high] == 0) {
      high--;
    }
    double most = 1;
    for (long value : counts) {
      most = Math.max(most, Math.log1p(value));
    }
    double width = 840.0 / (high - low + 1);
    out.append(
        "<svg role=\"img\" viewBox=\"0 0 900 230\" aria-labelledby=\"hi-t\"><title id=\"hi-t\">");
    out.append(
        say(
            "Aantal paren per bit, op logaritmische schaal; de tabel hieronder geeft de getallen",
            "Pairs per bit on a logarithmic scale; the table below gives the numbers"));
    out.append("</title>\n");
    for (int i = low; i <= high; i++) {
      int weight = result.histogram().first() + i;
      double height = 180 * Math.log1p(counts[i]) / most;
      double x = 40 + (i - low) * width;
      out.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
              weight >= 0 ? "for" : "against",
              x,
              190 - height,
              Math.max(0.5, width - 1),
              height));
      if (weight % 10 == 0) {
        out.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"210\">%d</text>\n", x, weight));
      }
    }
    out.append("</svg>\n<details><summary>");
    out.append(say("De getallen", "The numbers")).append("</summary>\n");
    open(say("Paren per gewicht", "Pairs by weight"), "bits", say("paren", "pairs"));
    for (int i = low; i <= high; i++) {
      row(String.valueOf(result.histogram().first() + i), count(counts[i]));
    }
    close();
    out.append("</details>\n");
  }

  private void thresholds() {
    heading("Waar de grens ligt", "Where to put the threshold");
    paragraph(
        say(
            "Geschat uit de kansen van het model, zonder bekende uitkomsten: zo goed als het model.",
            "Estimated from the probabilities of the model, without known outcomes: as good as the model."));
    open(
        say("Verwachte fouten per grens", "Expected errors per threshold"),
        "bits",
        say("koppelingen", "links"),
        say("vals gekoppeld", "false discovery rate"),
        say("gemist", "false negative rate"));
    double expected = ErrorEstimate.expectedMatches(records, model);
    for (ErrorEstimate e : ErrorEstimate.at(result.pairs(), expected, THRESHOLDS)) {
      row(
          bits(e.thresholdBits()),
          count(e.links()),
          share(e.falseDiscoveryRate()),
          share(e.falseNegativeRate()));
    }
    close();
  }

  private void unlinkables() {
    heading("Records met te weinig gegevens", "Records with too little information");
    open(
        say(
            "Records die zelfs met zichzelf onder de grens blijven",
            "Records that stay below the threshold even against themselves"),
        "bits",
        say("records", "records"),
        say("aandeel", "share"));
    int[] counts = Unlinkable.below(records, model, THRESHOLDS);
    for (int i = 0; i < counts.length; i++) {
      row(bits(THRESHOLDS[i]), count(counts[i]), share((double) counts[i] / records.size()));
    }
    close();
  }

  private void persons() {
    heading("Personen", "Persons");
    int[] sizes = new int[records.size()];
    for (int person : clusters.person()) {
      sizes[person]++;
    }
    TreeMap<Integer, Integer> bySize = new TreeMap<>();
    for (int size : sizes) {
      if (size > 0) {
        bySize.merge(size, 1, Integer::sum);
      }
    }
    open(
        say("Personen naar aantal records", "Persons by number of records"),
        say("records", "records"),
        say("personen", "persons"));
    bySize.forEach((size, number) -> row(String.valueOf(size), count(number)));
    close();
    if (clusters.refused().isEmpty()) {
      return;
    }
    open(
        say(
            "Koppelingen die een bewaker tegenhield (hooguit 50)",
            "Links that a guard refused (at most 50)"),
        say("Paar", "Pair"),
        "bits",
        say("bewaker", "guard"),
        say("gemiddeld gewicht", "mean weight"));
    for (Clusters.Refused refused :
        clusters.refused().subList(0, Math.min(50, clusters.refused().size()))) {
      row(
          records.id(refused.left()) + " – " + records.id(refused.right()),
          bits(refused.weight()),
          guard(refused.guard()),
          bits(refused.meanWeight()));
    }
    close();
  }

  private String guard(Clusters.Guard guard) {
    return switch (guard) {
      case SIZE -> say("te veel records", "too many records");
      case ONE_PER_SOURCE -> say("bron zonder dubbelen", "source without duplicates");
      case NEVER_SAME -> say("nooit dezelfde", "never the same");
      case BRIDGE -> say("brug tussen groepen", "bridge between groups");
    };
  }

  private void samples() {
    ScoredPairs pairs = result.pairs();
    if (pairs.size() == 0) {
      return;
    }
    heading("Voorbeelden met uitleg", "Examples explained");
    Waterfall.Explainer explainer = new Waterfall.Explainer(records, model);
    int last = -1;
    int number = 0;
    for (int weight : SAMPLES) {
      int at = Math.min(pairs.size() - 1, pairs.atLeast(weight));
      if (at == last) {
        continue;
      }
      last = at;
      String rule = result.rules().get(pairs.rule(at)).keys();
      Waterfall waterfall = explainer.explain(pairs.left(at), pairs.right(at), rule);
      out.append("<details").append(number == 0 ? " open" : "").append("><summary>");
      out.append(escape(waterfall.left() + " – " + waterfall.right() + ": "));
      out.append(bits(waterfall.weight())).append(" bits</summary>\n");
      out.append(WaterfallPicture.svg(waterfall, language, number++));
      out.append("<div class=\"scroll\">").append(WaterfallPicture.table(waterfall, language));
      out.append("</div>\n<p>").append(escape(origin(waterfall))).append("</p></details>\n");
    }
  }

  private String origin(Waterfall waterfall) {
    return say(
            "Gevonden met %s. Model %s; versies van de records %s en %s.",
            "Found by %s. Model %s; versions of the records %s and %s.")
        .formatted(
            waterfall.rule(), waterfall.model(), waterfall.leftVersion(), waterfall.rightVersion());
  }
}
