// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Graph averaging, latent classes and thresholding against reference.json. */
class OtherFamiliesTest {
  static final List<String> WITH_GRAPHS =
      Reference.SETS.stream()
          .filter(set -> Reference.of(set).path("dga").has("msetools_default"))
          .toList();

  @ParameterizedTest
  @FieldSource("WITH_GRAPHS")
  void graph_average_equals_the_reference(String set) {
    CaptureTable table = Reference.table(set);
    JsonNode reference = Reference.of(set).get("dga");
    for (String key : List.of("msetools_default", "delta1_int", "delta_half")) {
      JsonNode run = reference.get(key);
      if (run == null) {
        continue;
      }
      long[] grid =
          DecomposableAverage.evenGrid(
              run.get("grid_first").asLong(),
              run.get("grid_last").asLong(),
              run.get("grid_len").asInt());

      DecomposableAverage.Posterior posterior =
          DecomposableAverage.of(table, run.get("delta").asDouble(), grid, 1, Progress.NONE);

      String label = set + " " + key;
      assertThat(posterior.graphs()).isEqualTo(reference.get("n_graphs").asInt());
      assertThat(posterior.median()).as(label).isEqualTo(run.get("median").asLong());
      assertThat(posterior.interval().low()).as(label).isEqualTo(run.get("q025").asDouble());
      assertThat(posterior.interval().high()).as(label).isEqualTo(run.get("q975").asDouble());
      for (int i = 0; i < run.get("top_graphs").size(); i++) {
        assertThat(posterior.best().get(i).probability())
            .as(label)
            .isCloseTo(run.get("top_graphs").get(i).get("prob").asDouble(), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"6,18154", "7,617675"})
  @Tag("slow")
  void all_chordal_graphs_are_averaged(int lists, int graphs) {
    long[] counts = new long[1 << lists];
    Arrays.setAll(counts, c -> c == 0 ? 0 : 40 / (c % 9 + 1));
    CaptureTable table =
        CaptureTable.of(List.of("A", "B", "C", "D", "E", "F", "G").subList(0, lists), counts);

    // Number of labelled chordal graphs: OEIS A058862.
    assertThat(DecomposableAverage.usual(table, 2, Progress.NONE).graphs()).isEqualTo(graphs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UKdat_4", "UKdat_5", "NewOrl_5"})
  void thresholding_keeps_the_pairs_of_the_long_reference_run(String set) {
    CaptureTable table = Reference.table(set);
    JsonNode reference = Reference.of(set).get("bayesthresh_proper_long");

    BayesThreshold.Outcome outcome =
        BayesThreshold.run(table, new BayesThreshold.Settings(true, 100_000, 1));

    assertThat(outcome.retained().stream().map(table::nameOf).toList())
        .containsExactlyInAnyOrderElementsOf(
            reference.get("retained").valueStream().map(JsonNode::asString).toList());
    assertThat(outcome.median())
        .isCloseTo(reference.get("quantiles").get("50%").asDouble(), withPercentage(2));
  }

  @Test
  void a_ratio_near_the_threshold_is_called_undecided() {
    CaptureTable table = Reference.table("UKdat_5");

    BayesThreshold.Outcome outcome =
        BayesThreshold.run(table, new BayesThreshold.Settings(false, 100_000, 1));

    // LA:PFNCA has a ratio of 2.0: two runs of 400,000 steps in R give 12,158 and 11,487.
    assertThat(outcome.undecided().stream().map(table::nameOf).toList())
        .containsExactly("LA:PFNCA");
    assertThat(outcome.minusInfinity().stream().map(table::nameOf).toList())
        .containsExactly("LA:GP");
    assertThat(outcome.medianWith()).isCloseTo(12158, withPercentage(2));
    assertThat(outcome.medianWithout()).isCloseTo(11487, withPercentage(2));
  }

  @Test
  void latent_classes_agree_with_the_reference_where_chains_mix() {
    LatentClass.Outcome outcome =
        LatentClass.run(
            Reference.table("NewOrl_5"), LatentClass.Settings.usual(7), 2, Progress.NONE);

    JsonNode reference = Reference.of("NewOrl_5").get("lcmcr");
    double error = monteCarloError(reference);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            LatentClass.Outcome.Agreed.class,
            agreed ->
                assertThat(agreed.median())
                    .isCloseTo(
                        reference.get("pooled").get("50%").asDouble(),
                        within(3 * Math.hypot(error, agreed.monteCarloError()))));
  }

  private static double monteCarloError(JsonNode reference) {
    double[] medians =
        reference
            .get("per_seed")
            .valueStream()
            .mapToDouble(s -> s.get("q").get("50%").asDouble())
            .toArray();
    double mean = Arrays.stream(medians).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(medians).map(m -> (m - mean) * (m - mean)).sum()
            / (medians.length - 1)
            / medians.length);
  }

  @Test
  void latent_classes_refuse_a_single_number_for_the_dutch_table() {
    LatentClass.Outcome outcome =
        LatentClass.run(
            Reference.table("Ned_5"),
            new LatentClass.Settings(10, 8, 4_000, 800, 10, 1),
            2,
            Progress.NONE);

    // LCMCR on the same table: R-hat 4.50 over 8 chains of 110,000 iterations.
    assertThat(outcome).isInstanceOf(LatentClass.Outcome.Disagreed.class);
  }
}
