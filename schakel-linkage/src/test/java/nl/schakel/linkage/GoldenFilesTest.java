// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters, levels and weights of Splink 5.0.0.dev4; see the README of the folder data. */
class GoldenFilesTest {
  private static final List<String> NAME_LEVELS =
      List.of("exact", "jaro-winkler 0.92", "jaro-winkler 0.88", "jaro-winkler 0.7");

  private static ComparisonSettings comparison(
      String column, List<String> levels, boolean frequency) {
    return ComparisonSettings.of(column, "as-is", frequency, levels.toArray(new String[0]));
  }

  private static List<ComparisonSettings> febrl3() {
    return List.of(
        comparison("given_name", NAME_LEVELS, true),
        comparison("surname", NAME_LEVELS, true),
        ComparisonSettings.of(
            "date_of_birth",
            "date",
            false,
            "exact",
            "damerau-levenshtein 1",
            "months 1",
            "years 1",
            "years 10"),
        comparison("soc_sec_id", List.of("exact", "damerau-levenshtein 2"), false),
        comparison("street_number", List.of("exact"), true),
        comparison("postcode", List.of("exact"), true));
  }

  private static List<ComparisonSettings> febrl4() {
    List<ComparisonSettings> comparisons = new ArrayList<>(febrl3());
    List<String> edits = List.of("exact", "damerau-levenshtein 1", "damerau-levenshtein 2");
    comparisons.set(3, comparison("soc_sec_id", edits, false));
    comparisons.set(5, comparison("postcode", edits, true));
    return comparisons;
  }

  private static double prior(String dataset) {
    return TestData.table("reference_parameters.csv").stream()
        .filter(r -> r.get("dataset").equals(dataset) && r.get("comparison").startsWith("_prior"))
        .mapToDouble(r -> Double.parseDouble(r.get("m_probability")))
        .findFirst()
        .orElseThrow();
  }

  private static FieldModel field(String dataset, ComparisonSettings comparison) {
    double[] m = new double[comparison.levelCount()];
    double[] u = new double[comparison.levelCount()];
    for (Map<String, String> row : TestData.table("reference_parameters.csv")) {
      if (row.get("dataset").equals(dataset) && row.get("comparison").equals(comparison.name())) {
        int level = Integer.parseInt(row.get("level_value"));
        m[level] = Double.parseDouble(row.get("m_probability"));
        u[level] = Double.parseDouble(row.get("u_probability"));
      }
    }
    return new FieldModel(comparison, m, u, Map.of(), 1);
  }

  @ParameterizedTest
  @CsvSource({"febrl3, 7008", "febrl4, 5155"})
  void weights_follow_from_stored_parameters_and_levels(String dataset, int pairs) {
    List<FieldModel> fields = new ArrayList<>();
    for (ComparisonSettings c : dataset.equals("febrl3") ? febrl3() : febrl4()) {
      fields.add(field(dataset, c));
    }
    double priorBits = Weights.bits(prior(dataset));

    List<Map<String, String>> rows = TestData.table("reference_" + dataset + "_pairs.csv");

    assertThat(rows).hasSize(pairs);
    for (Map<String, String> row : rows) {
      double weight = priorBits;
      for (FieldModel field : fields) {
        String name = field.settings().name();
        weight += field.bits(Integer.parseInt(row.get("gamma_" + name)));
        weight += Double.parseDouble(row.getOrDefault("mw_tf_adj_" + name, "0"));
      }
      assertThat(weight).isCloseTo(Double.parseDouble(row.get("match_weight")), within(1e-6));
    }
  }

  @Test
  void levels_weights_and_frequencies_follow_from_the_raw_text_of_febrl3() {
    Records records = TestData.records("febrl3.csv");
    List<FieldModel> fields = new ArrayList<>();
    for (ComparisonSettings c : febrl3()) {
      View view = records.view(c.column(), Transform.of(c.clean()));
      FieldModel stored = field("febrl3", c);
      long present = records.present(c.column());
      fields.add(new FieldModel(c, stored.m(), stored.u(), Trainer.frequencies(view), present));
    }
    LinkageSettings settings =
        new LinkageSettings(
            InputSettings.defaults(),
            LinkMode.DEDUPE,
            febrl3(),
            new BlockingSettings(List.of(), 1, 1000),
            TrainingSettings.defaults(),
            ClusterSettings.defaults(),
            -10);
    double prior = prior("febrl3");
    Scorer scorer =
        new Scorer(records, new Model(settings, prior, prior, prior, fields, List.of()));
    PairComparer.Memory memory = scorer.comparer().memory();

    Map<String, String> different = new LinkedHashMap<>();
    for (Map<String, String> row : TestData.table("reference_febrl3_pairs.csv")) {
      int left = records.find(row.get("rec_id_l"));
      int right = records.find(row.get("rec_id_r"));
      long pattern = scorer.comparer().pattern(memory, left, right);
      for (int f = 0; f < fields.size(); f++) {
        String name = fields.get(f).settings().name();
        int expected = Integer.parseInt(row.get("gamma_" + name));
        if (PairComparer.level(pattern, f) != expected) {
          different.put(
              row.get("rec_id_l") + " " + row.get("rec_id_r") + " " + name, row.toString());
        }
        double bits = scorer.frequencyBits(memory, f, PairComparer.level(pattern, f));
        assertThat(bits)
            .isCloseTo(
                Double.parseDouble(row.getOrDefault("mw_tf_adj_" + name, "0")), within(1e-6));
      }
      assertThat(scorer.weight(memory, left, right))
          .isCloseTo(Double.parseDouble(row.get("match_weight")), within(1e-6));
    }
    assertThat(different).isEmpty();
  }

  /**
   * The reference run learned in two sessions, blocked on date of birth and on postcode (its
   * documented script), each without its own field, and took the median.
   */
  @Test
  void m_learned_from_the_same_pairs_with_the_same_u_equals_the_reference() {
    Records records = TestData.records("febrl3.csv");
    List<FieldModel> fields = febrl3().stream().map(c -> field("febrl3", c)).toList();
    double[][] u = fields.stream().map(FieldModel::u).toArray(double[][]::new);
    double[][] first = session(records, u, "date_of_birth");
    double[][] second = session(records, u, "postcode");

    int compared = 0;
    for (int f = 0; f < u.length; f++) {
      String name = fields.get(f).settings().name();
      for (int level = 0; level < u[f].length; level++) {
        double both = (first[f][level] + second[f][level]) / 2;
        double m =
            switch (name) {
              case "date_of_birth" -> second[f][level];
              case "postcode" -> first[f][level];
              default -> both;
            };
        double reference = fields.get(f).m()[level];
        if (reference * 6538 > 50) {
          assertThat(m).as(name + " " + level).isCloseTo(reference, within(1e-3));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(15);
  }

  private static double[][] session(Records records, double[][] u, String column) {
    LinkageSettings settings =
        SettingsFile.of(
                "test",
                "{\"blocking\": {\"compareAllUpTo\": 0, \"rules\": [[\"as-is(%s)\"]]}}"
                    .formatted(column))
            .settings(records);
    PairComparer comparer = new PairComparer(records, febrl3());
    PairComparer.Memory memory = comparer.memory();
    Blocks blocks = Blocks.of(records, settings);
    PatternCounts patterns = new PatternCounts();
    for (int unit = 0; unit < blocks.units(); unit++) {
      blocks.visit(
          unit, (left, right, rule) -> patterns.add(comparer.pattern(memory, left, right), 1, 1));
    }
    double[][] start = new double[u.length][];
    boolean[] trained = new boolean[u.length];
    for (int f = 0; f < u.length; f++) {
      start[f] = new double[u[f].length];
      java.util.Arrays.fill(start[f], 0.1 / (u[f].length - 1));
      start[f][u[f].length - 1] = 0.9;
      trained[f] = !febrl3().get(f).column().equals(column);
    }
    PatternCounts.Table table = patterns.table(0, u.length);
    return new ExpectationMaximisation(table, u, start, trained, 0, 0).run(0.2, 1000).m();
  }
}
