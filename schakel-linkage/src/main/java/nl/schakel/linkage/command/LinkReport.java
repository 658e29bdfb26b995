// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import static nl.schakel.linkage.WaterfallPicture.escape;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import nl.schakel.linkage.Clusters;
import nl.schakel.linkage.Dependence;
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
import nl.schakel.linkage.Weights;

/** One HTML file about a run, with charts as SVG and a table beside each; it loads nothing. */
final class LinkReport {
  private static final double[] THRESHOLDS = {-5, -2, 0, 2, 4, 6, 8, 10, 15, 20};
  private static final int[] SAMPLES = {30, 15, 10, 6, 3, 1, 0, -1, -3, -6};

  private final Records records;
  private final Model model;
  private final Linker.Result result;
  private final Clusters clusters;
  private final ReportHtml html;
  private final ReportCharts charts;

  LinkReport(
      Records records, Model model, Linker.Result result, Clusters clusters, Language language) {
    this.records = records;
    this.model = model;
    this.result = result;
    this.clusters = clusters;
    this.html = new ReportHtml(language);
    this.charts = new ReportCharts(html);
  }

  String write() {
    html.begin(html.say("Verslag van het koppelen", "Linkage report"));
    summary();
    completeness();
    rules();
    weights();
    dependence();
    histogram();
    thresholds();
    unlinkables();
    persons();
    weakest();
    refused();
    samples();
    return html.end();
  }

  private void summary() {
    html.paragraph(
        html.say(
                "%s records uit %s, %s paren vergeleken, %s personen.",
                "%s records from %s, %s pairs compared, %s persons.")
            .formatted(
                html.count(records.size()),
                String.join(", ", records.sources()),
                html.count(result.compared()),
                html.count(clusters.persons())));
    html.paragraph(
        html.say(
                "Kans dat twee willekeurige records dezelfde persoon zijn: %s (95%%-interval %s tot %s).",
                "Chance that two records at random are the same person: %s (95 %% interval %s to %s).")
            .formatted(
                html.probability(model.prior()),
                html.probability(model.priorLow()),
                html.probability(model.priorHigh())));
    model
        .notes()
        .forEach(
            note ->
                html.paragraph(
                    html.say("Let op: ", "Note: ") + TrainingNote.words(note, html.language())));
  }

  private void completeness() {
    html.heading("Hoe volledig zijn de velden", "How complete the fields are");
    html.open(
        html.say("Ingevulde waarden", "Values filled in"),
        html.say("Veld", "Field"),
        html.say("ingevuld", "filled"),
        html.say("aandeel", "share"),
        html.say("verschillend", "distinct"));
    for (String column : records.columns()) {
      int present = records.present(column);
      html.row(
          column,
          html.count(present),
          html.share((double) present / records.size()),
          html.count(records.distinct(column)));
    }
    html.close();
  }

  private void rules() {
    html.heading("Welke paren zijn bekeken", "Which pairs were looked at");
    html.open(
        html.say("Vergelijkingen per regel", "Comparisons per rule"),
        html.say("Regel", "Rule"),
        html.say("nieuwe paren", "new pairs"),
        html.say("blokken", "blocks"),
        html.say("grootste blok", "largest block"),
        html.say("sleutel daarvan", "its key"),
        html.say("overgeslagen blokken", "blocks left out"),
        html.say("overgeslagen paren", "pairs left out"));
    for (Linker.RuleReport rule : result.rules()) {
      html.row(
          rule.keys(),
          html.count(rule.pairs()),
          html.count(rule.blocks()),
          html.count(rule.largest()),
          rule.largestKey(),
          html.count(rule.capped()),
          html.count(rule.cappedPairs()));
    }
    html.close();
  }

  private void weights() {
    html.heading("Wat overeenkomst waard is", "What agreement is worth");
    charts.weights(model);
    html.open(
        html.say("Kansen en gewichten per niveau", "Probabilities and weights per level"),
        html.say("Veld en niveau", "Field and level"),
        "m",
        "u",
        "bits");
    for (FieldModel field : model.fields()) {
      for (int level = field.m().length - 1; level >= 0; level--) {
        html.row(
            field.settings().name() + ": " + field.settings().label(level, html.language()),
            html.probability(field.m()[level]),
            html.probability(field.u()[level]),
            html.bits(field.bits(level)));
      }
    }
    html.close();
  }

  /** Fields that agree together by more than chance make the weight too high. */
  private void dependence() {
    html.heading("Velden die van elkaar afhangen", "Fields that depend on each other");
    html.paragraph(
        html.say(
            "Het model telt de bits van de velden op alsof die los van elkaar staan. Komen twee velden bij verschillende personen vaker samen overeen dan bij toeval, dan telt het model die bits te veel bij een paar dat op beide overeenkomt. Gemeten op willekeurige paren; twee velden met te weinig zulke paren staan hier niet.",
            "The model adds up the bits of the fields as if they did not depend on each other. Where two fields of different persons agree together more often than by chance, the model counts those bits too much for a pair that agrees on both. Measured on pairs drawn at random; two fields with too few such pairs are not here."));
    List<Dependence> all = Dependence.of(records, model);
    if (all.isEmpty()) {
      html.paragraph(
          html.say(
              "Er zijn geen twee velden waarover genoeg te zeggen is.",
              "There are no two fields about which enough can be said."));
      return;
    }
    html.open(
        html.say("Samen overeenkomen (hooguit 20)", "Agreeing together (at most 20)"),
        html.say("Velden", "Fields"),
        html.say("maal zo vaak als bij toeval", "times as often as by chance"),
        html.say("bits te veel geteld", "bits counted too much"));
    for (Dependence found : all.subList(0, Math.min(20, all.size()))) {
      html.row(
          found.field() + " + " + found.other(),
          html.times(Math.pow(2, found.bits())),
          html.bits(found.bits()));
    }
    html.close();
  }

  private void histogram() {
    html.heading("Hoe de gewichten verdeeld zijn", "How the weights are spread");
    long[] counts = result.histogram().counts();
    ReportCharts.Bins bins = ReportCharts.Bins.of(counts);
    charts.histogram(result.histogram(), bins);
    html.add("<details><summary>");
    html.add(html.say("De getallen", "The numbers")).add("</summary>\n");
    html.open(html.say("Paren per gewicht", "Pairs by weight"), "bits", html.say("paren", "pairs"));
    for (int i = bins.low(); i <= bins.high(); i++) {
      html.row(String.valueOf(result.histogram().first() + i), html.count(counts[i]));
    }
    html.close();
    html.add("</details>\n");
  }

  private void thresholds() {
    html.heading("Waar de grens ligt", "Where to put the threshold");
    html.paragraph(
        html.say(
            "Geschat uit de kansen van het model, zonder bekende uitkomsten: zo goed als het model.",
            "Estimated from the probabilities of the model, without known outcomes: as good as the model."));
    html.open(
        html.say("Verwachte fouten per grens", "Expected errors per threshold"),
        "bits",
        html.say("koppelingen", "links"),
        html.say("vals gekoppeld", "false discovery rate"),
        html.say("gemist", "false negative rate"));
    double expected = ErrorEstimate.expectedMatches(records, model);
    for (ErrorEstimate e : ErrorEstimate.at(result.pairs(), expected, THRESHOLDS)) {
      html.row(
          html.bits(e.thresholdBits()),
          html.count(e.links()),
          html.share(e.falseDiscoveryRate()),
          html.share(e.falseNegativeRate()));
    }
    html.close();
  }

  private void unlinkables() {
    html.heading("Records met te weinig gegevens", "Records with too little information");
    html.open(
        html.say(
            "Records die zelfs met zichzelf onder de grens blijven",
            "Records that stay below the threshold even against themselves"),
        "bits",
        html.say("records", "records"),
        html.say("aandeel", "share"));
    int[] counts = Unlinkable.below(records, model, THRESHOLDS);
    for (int i = 0; i < counts.length; i++) {
      html.row(
          html.bits(THRESHOLDS[i]),
          html.count(counts[i]),
          html.share((double) counts[i] / records.size()));
    }
    html.close();
  }

  private void persons() {
    html.heading("Personen", "Persons");
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
    html.open(
        html.say("Personen naar aantal records", "Persons by number of records"),
        html.say("records", "records"),
        html.say("personen", "persons"));
    bySize.forEach((size, number) -> html.row(String.valueOf(size), html.count(number)));
    html.close();
  }

  /** What a person should look at first: those who hang together by little. */
  private void weakest() {
    List<Integer> least =
        IntStream.range(0, records.size())
            .filter(i -> clusters.person()[i] == i && Double.isFinite(clusters.weakest()[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> clusters.weakest()[i]))
            .limit(20)
            .toList();
    if (least.isEmpty()) {
      return;
    }
    html.open(
        html.say(
            "Personen met de zwakste schakel (hooguit 20)",
            "Persons with the weakest link (at most 20)"),
        html.say("Eerste record", "First record"),
        html.say("records", "records"),
        html.say("zwakste schakel, bits", "weakest link, bits"),
        html.say("kans dat die klopt", "chance that it is right"));
    int[] sizes = new int[records.size()];
    for (int person : clusters.person()) {
      sizes[person]++;
    }
    for (int person : least) {
      double weight = clusters.weakest()[person];
      html.row(
          records.id(person),
          html.count(sizes[person]),
          html.bits(weight),
          html.share(Weights.probability(weight)));
    }
    html.close();
  }

  private void refused() {
    if (clusters.refused().isEmpty()) {
      return;
    }
    html.open(
        html.say(
            "Koppelingen die een bewaker tegenhield (hooguit 50)",
            "Links that a guard refused (at most 50)"),
        html.say("Paar", "Pair"),
        "bits",
        html.say("bewaker", "guard"),
        html.say("gemiddeld gewicht", "mean weight"));
    for (Clusters.Refused refused :
        clusters.refused().subList(0, Math.min(50, clusters.refused().size()))) {
      html.row(
          records.id(refused.left()) + " – " + records.id(refused.right()),
          html.bits(refused.weight()),
          guard(refused.guard()),
          html.bits(refused.meanWeight()));
    }
    html.close();
  }

  private String guard(Clusters.Guard guard) {
    return switch (guard) {
      case SIZE -> html.say("te veel records", "too many records");
      case ONE_PER_SOURCE -> html.say("bron zonder dubbelen", "source without duplicates");
      case NEVER_SAME -> html.say("nooit dezelfde", "never the same");
      case BRIDGE -> html.say("brug tussen groepen", "bridge between groups");
    };
  }

  private void samples() {
    ScoredPairs pairs = result.pairs();
    if (pairs.size() == 0) {
      return;
    }
    html.heading("Voorbeelden met uitleg", "Examples explained");
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
      html.add("<details").add(number == 0 ? " open" : "").add("><summary>");
      html.add(escape(waterfall.left() + " – " + waterfall.right() + ": "));
      html.add(html.bits(waterfall.weight())).add(" bits</summary>\n");
      html.add(WaterfallPicture.svg(waterfall, html.language(), number++));
      html.add("<div class=\"scroll\">").add(WaterfallPicture.table(waterfall, html.language()));
      html.add("</div>\n<p>").add(escape(origin(waterfall))).add("</p></details>\n");
    }
  }

  private String origin(Waterfall waterfall) {
    return html.say(
            "Gevonden met %s. Model %s; versies van de records %s en %s.",
            "Found by %s. Model %s; versions of the records %s and %s.")
        .formatted(
            waterfall.rule(), waterfall.model(), waterfall.leftVersion(), waterfall.rightVersion());
  }
}
