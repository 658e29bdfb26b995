// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferentialPrivacyTest {
  private static final Dimension FORM = Dimension.of("form", "labour", "sexual");

  @Test
  void noise_has_the_geometric_probabilities() {
    DiscreteLaplace noise = new DiscreteLaplace(3, 2, new SplittableRandom(1));
    int draws = 1_000_000;
    int[] seen = new int[41];
    for (int i = 0; i < draws; i++) {
      seen[(int) Math.clamp(noise.draw() + 20, 0, 40)]++;
    }
    double q = Math.exp(-2.0 / 3);
    for (int y = -6; y <= 6; y++) {
      double expected = (1 - q) / (1 + q) * Math.pow(q, Math.abs(y));
      assertThat(seen[y + 20] / (double) draws)
          .as("probability of %d", y)
          .isCloseTo(expected, within(5 * Math.sqrt(expected / draws)));
    }
  }

  @Test
  void one_person_more_changes_no_probability_by_more_than_the_factor_that_was_promised() {
    double epsilon = 0.5;
    int draws = 1_000_000;
    int[] with = histogram(8, draws, 2);
    int[] without = histogram(7, draws, 3);
    double largest = 0;
    for (int y = 0; y < with.length; y++) {
      if (with[y] > 2000 && without[y] > 2000) {
        double log = Math.abs(Math.log((double) with[y] / without[y]));
        double error = 4 * Math.sqrt(1.0 / with[y] + 1.0 / without[y]);
        assertThat(log).as("outcome %d", y - 20).isLessThan(epsilon + error);
        largest = Math.max(largest, log);
      }
    }
    // Noise that is too wide would pass too; it is as narrow as it may be.
    assertThat(largest).isGreaterThan(epsilon - 0.1);
  }

  private static int[] histogram(int persons, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DiscreteLaplace noise = new DiscreteLaplace(1_000_000, 500_000, random);
    int[] seen = new int[60];
    for (int i = 0; i < draws; i++) {
      seen[(int) Math.clamp(persons + noise.draw() + 20, 0, 59)]++;
    }
    return seen;
  }

  @Test
  void a_person_with_many_records_counts_no_more_often_than_allowed() {
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(new Cube.Row("one", List.of(i % 2 == 0 ? "labour" : "sexual")));
    }
    rows.add(new Cube.Row("other", List.of("labour")));
    Cube cube = Cube.of("invented", List.of(FORM), rows);

    long[] counts = PrivateCounts.bounded(cube, FORM, 2, new SplittableRandom(4));

    assertThat(Arrays.stream(counts).sum()).isEqualTo(3);
  }

  @Test
  void the_budget_of_a_year_is_a_hard_stop() {
    Cube cube = Cube.of("invented", List.of(FORM), List.of(new Cube.Row("one", List.of("labour"))));
    PrivacyBudget budget = PrivacyBudget.of(1_000_000);

    PrivateCounts first = counts(cube, 600_000, budget).orElseThrow();

    assertThat(first.budget().left(2025)).isEqualTo(400_000);
    assertThat(counts(cube, 600_000, first.budget())).isEmpty();
    assertThat(counts(cube, 400_000, first.budget())).isPresent();
    assertThat(first.budget().left(2024)).isEqualTo(1_000_000);
    assertThat(first.sentence().en()).contains("epsilon 0.6, at most 1 records a person");
  }

  private static Optional<PrivateCounts> counts(Cube cube, long epsilon, PrivacyBudget budget) {
    return PrivateCounts.of(cube, FORM, 2025, 1, epsilon, budget, new SecureRandom());
  }
}
