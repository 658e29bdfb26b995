// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Search over all models by BIC against reference.json (assemble_bic, bootstrapcal, downhill_fit).
 */
class BicSearchTest {
  static final List<String> SMALL =
      Reference.SETS.stream().filter(set -> Reference.of(set).path("bic").has("top10")).toList();
  static final List<String> SETS = Reference.SETS;

  @ParameterizedTest
  @FieldSource("SMALL")
  void best_models_and_their_number_equal_the_reference(String set) {
    CaptureTable table = Reference.table(set);
    JsonNode reference = Reference.of(set).get("bic");
    long[] codes = ModelSpace.codes(table.size(), reference.get("maxorder").asInt());

    ModelFits fits = ModelFits.of(Cells.of(table), codes, 1, Progress.NONE);
    List<Ranked> best = ModelCloud.ranked(fits, fits.best(Criterion.BIC, 10));

    assertThat(fits.admissible()).isEqualTo(reference.get("models_admissible").asInt());
    for (int i = 0; i < reference.get("top10").size(); i++) {
      JsonNode row = reference.get("top10").get(i);
      assertThat(best.get(i).bic()).isCloseTo(row.get("bic").asDouble(), within(1e-7));
      assertThat(best)
          .filteredOn(r -> Math.abs(r.bic() - row.get("bic").asDouble()) < 1e-7)
          .as("a model among those tied at this BIC")
          .extracting(Ranked::model)
          .contains(Hierarchy.parse(row.get("model").asString(), table.lists()));
      if (i == 0) {
        assertThat(best.getFirst().population())
            .isCloseTo(row.get("abundance").asDouble(), withPercentage(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UKdat_4", "UKdat_5", "NewOrl_5"})
  void the_ranking_by_aic_is_that_of_the_reference_fits(String set) {
    CaptureTable table = Reference.table(set);
    List<Reference.Row> rows =
        Reference.rows("models_" + set + ".csv.gz").stream()
            .filter(row -> row.get("exact_verdict").equals("0"))
            .toList();
    // 2 p - 2 log L from the recorded fits of R, which has no list by AIC.
    double[] expected =
        rows.stream()
            .mapToDouble(
                row ->
                    2 * Double.parseDouble(row.get("npar"))
                        - 2 * Double.parseDouble(row.get("loglik")))
            .sorted()
            .limit(20)
            .toArray();

    List<Ranked> best =
        Search.allModels(table, table.size() - 1, Criterion.AIC, expected.length, 1, Progress.NONE);

    assertThat(best).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(best.get(i).aic()).as("rank " + i).isCloseTo(expected[i], within(1e-7));
    }
  }

  @ParameterizedTest
  @FieldSource("SMALL")
  void chosen_models_on_the_stored_resamples_equal_the_reference(String set) {
    CaptureTable table = Reference.table(set);
    JsonNode reference = Reference.of(set).get("bic");
    long[] codes = ModelSpace.codes(table.size(), reference.get("maxorder").asInt());
    ModelFits fits = ModelFits.of(Cells.of(table), codes, 1, Progress.NONE);
    int most = reference.get("ntop").isNumber() ? reference.get("ntop").asInt() : codes.length;
    BestOf selector =
        new BestOf(
            table.size(),
            Arrays.stream(fits.best(Criterion.BIC, most)).mapToLong(i -> fits.codes[i]).toArray());
    List<Cells> draws = Reference.draws("bootdraws_bic_" + set + ".csv.gz", table.size());
    List<Reference.Row> expected = Reference.rows("bootest_bic_" + set + ".csv.gz");
    List<String> exceptions = new ArrayList<>();
    for (int i = 0; i < draws.size(); i++) {
      double population = selector.population(draws.get(i));
      Reference.Row row = expected.get(i);
      double stored = number(row.get("estimate"));
      boolean same =
          Math.abs(population / stored - 1) <= 1e-7
              || Double.isNaN(stored) && Double.isNaN(population);
      if (!same) {
        exceptions.add(i + ": " + population + " stored " + stored + " " + row.get("best_model"));
      }
    }
    assertThat(exceptions).isEmpty();
  }

  private static double number(String text) {
    return text.startsWith("N") ? Double.NaN : Double.parseDouble(text);
  }

  @ParameterizedTest
  @FieldSource("SETS")
  void downhill_search_stops_where_the_reference_stops(String set) {
    CaptureTable table = Reference.table(set);
    JsonNode reference = Reference.of(set).get("downhill");
    if (reference == null || table.size() > 6) {
      return;
    }
    Downhill downhill = new Downhill(Cells.of(table), reference.get("maxorder").asInt());

    Ranked stop = downhill.from(Hierarchy.mainEffects(table.size()));

    assertThat(stop.model())
        .isEqualTo(Hierarchy.parse(reference.get("model").asString(), table.lists()));
    assertThat(stop.bic()).isCloseTo(reference.get("bic").asDouble(), within(1e-7));
  }

  @ParameterizedTest
  @FieldSource("SETS")
  void profile_intervals_of_main_effects_equal_the_reference(String set) {
    CaptureTable table = Reference.table(set);
    JsonNode reference = Reference.of(set).path("rcapture_closedpCI_t").path("main").path("CI");
    if (!reference.has("infCL") || !reference.get("infCL").isNumber()) {
      return;
    }

    Interval interval =
        ProfileInterval.of(table, Hierarchy.mainEffects(table.size()), 0.95).orElseThrow();

    assertThat(interval.low()).isCloseTo(reference.get("infCL").asDouble(), withPercentage(0.02));
    assertThat(interval.high()).isCloseTo(reference.get("supCL").asDouble(), withPercentage(0.02));
  }
}
