// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with a known truth, and results that do not depend on threads. */
class SimulatedTablesTest {
  private static Replicates bootstrap(CaptureTable table, int replicates, int threads) {
    return Bootstrap.run(
        Cells.of(table),
        replicates,
        11,
        threads,
        Progress.NONE,
        () -> new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD));
  }

  @Test
  void ten_lists_give_the_known_dependence_and_population() {
    CaptureTable table = Reference.table("Sim10");
    Stepwise stepwise = new Stepwise(10, Stepwise.USUAL_THRESHOLD);

    double population = stepwise.population(Cells.of(table));

    // SparseMSE 2.0.1: 3015.23313... with A:J; the table was drawn from a population of 3000.
    double expected =
        Reference.all().get("sim10").get("sparsemse_stepwise").get("point est.").asDouble();
    assertThat(population).isCloseTo(expected, within(1e-7 * expected));
    assertThat(stepwise.model()).isEqualTo(Hierarchy.parse("[A:J]", table.lists()));
    Interval interval = bootstrap(table, 200, 2).bca(0.95);
    assertThat(interval.low()).isLessThan(3000);
    assertThat(interval.high()).isGreaterThan(3000);
  }

  /** Draws persons of whom the given share is on each list; list 0 pulls the last list along. */
  static CaptureTable simulate(int lists, int persons, long seed) {
    RandomStream random = new RandomStream(seed, 0);
    long[] counts = new long[1 << lists];
    for (int i = 0; i < persons; i++) {
      int history = 0;
      for (int j = 0; j < lists; j++) {
        double chance = j == lists - 1 && (history & 1) != 0 ? 0.4 : 0.06 + 0.01 * (j % 4);
        history |= random.uniform() < chance ? 1 << j : 0;
      }
      counts[history]++;
    }
    counts[0] = 0;
    List<String> names = new ArrayList<>();
    for (int j = 0; j < lists; j++) {
      names.add("L" + (j + 1));
    }
    return CaptureTable.of(names, counts);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 16})
  @Tag("slow")
  void many_lists_recover_the_planted_dependence_and_population(int lists) {
    CaptureTable table = simulate(lists, 3000, 5);
    Stepwise stepwise = new Stepwise(lists, Stepwise.USUAL_THRESHOLD);

    double population = stepwise.population(Cells.of(table));

    assertThat(stepwise.model().has(1 | 1 << (lists - 1))).isTrue();
    Interval interval = bootstrap(table, 50, 2).percentile(0.95);
    assertThat(population).isBetween(2700.0, 3300.0);
    assertThat(interval.low()).isLessThan(3000);
    assertThat(interval.high()).isGreaterThan(3000);
  }

  @Test
  void results_are_equal_bit_for_bit_for_1_2_and_16_threads() {
    CaptureTable table = Reference.table("UKdat_5");
    Study.Result one = study(table, 1);

    for (int threads : new int[] {2, 16}) {
      Study.Result many = study(table, threads);
      for (int i = 0; i < one.estimates().size(); i++) {
        assertThat(many.estimates().get(i).population())
            .isEqualTo(one.estimates().get(i).population());
        assertThat(many.estimates().get(i).interval()).isEqualTo(one.estimates().get(i).interval());
      }
      assertThat(many.trace()).isDeepEqualTo(one.trace());
      assertThat(many.cloud().orElseThrow().weights())
          .containsExactly(one.cloud().orElseThrow().weights());
    }
  }

  private static Study.Result study(CaptureTable table, int threads) {
    Settings settings =
        new Settings(Set.of(Settings.Method.values()), 3, 60, 3, threads, 0.95, true);
    return Study.run(table, settings, Progress.NONE);
  }

  @Test
  @Tag("slow")
  void twenty_lists_are_fitted() {
    CaptureTable table = simulate(20, 3000, 5);

    Fit fit = Search.stepwise(table, Stepwise.USUAL_THRESHOLD).orElseThrow();

    assertThat(fit.model().has(1 | 1 << 19)).isTrue();
    assertThat(fit.population()).isBetween(2700.0, 3300.0);
  }

  @Test
  @Tag("slow")
  void nominal_95_percent_intervals_cover_at_the_fitted_truth() {
    CaptureTable table = Reference.table("UKdat_5");
    Stepwise stepwise = new Stepwise(5, Stepwise.USUAL_THRESHOLD);
    stepwise.population(Cells.of(table));

    Coverage coverage =
        Coverage.atFit(table, stepwise.model(), 500, 500, 0.95, 1, 2, Progress.NONE);

    System.out.printf(
        "UKdat_5: truth %.0f, %d tables, coverage %.3f (error %.3f), below %d, mean %.0f%n",
        coverage.truth(),
        coverage.tables(),
        coverage.share(),
        coverage.error(),
        coverage.below(),
        coverage.meanEstimate());
    assertThat(coverage.usable()).isGreaterThan(490);
    assertThat(coverage.share()).isBetween(0.5, 1.0);
  }
}
