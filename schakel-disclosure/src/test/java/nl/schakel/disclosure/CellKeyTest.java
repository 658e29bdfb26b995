// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.KEY;
import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static nl.schakel.disclosure.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CellKeyTest {
  private static final Method.CellKey NOISE = Method.CellKey.usual(KEY);

  @Test
  void every_row_of_the_noise_table_has_mean_zero_and_the_wanted_variance_where_it_can() {
    PTable table = new PTable(5, 2, 2);
    for (int count = 1; count <= 8; count++) {
      int[] noise = table.noise(count);
      double[] p = table.probability(count);
      double sum = 0;
      double mean = 0;
      double variance = 0;
      for (int i = 0; i < p.length; i++) {
        sum += p[i];
        mean += p[i] * noise[i];
        variance += p[i] * noise[i] * noise[i];
        int shown = count + noise[i];
        assertThat(p[i] == 0 || shown == 0 || shown > 2).isTrue();
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
      assertThat(mean).isCloseTo(0, within(1e-9));
      assertThat(variance).isCloseTo(2, within(1e-9));
    }
  }

  @Test
  void among_all_such_distributions_it_has_the_largest_entropy() {
    PTable table = new PTable(3, 1, 0);
    double[] p = table.probability(10);
    // (1, -3, 3, -1) keeps sum, mean and variance, so entropy is flat along it at the maximum.
    double slope = 0;
    double[] direction = {1, -3, 3, -1, 0, 0, 0};
    for (int i = 0; i < p.length; i++) {
      slope -= direction[i] * Math.log(p[i]);
    }
    assertThat(slope).isCloseTo(0, within(1e-6));
  }

  @Test
  void a_million_draws_are_zero_on_average() {
    PTable table = new PTable(5, 2, 2);
    SplittableRandom random = new SplittableRandom(9);
    long sum = 0;
    for (int i = 0; i < 1_000_000; i++) {
      sum += table.noise(1 + i % 20, random.nextDouble());
    }
    assertThat(sum / 1e6).isCloseTo(0, within(0.01));
  }

  @Test
  void the_same_persons_get_the_same_noise_in_every_table() {
    Cube cube = Fixtures.victims(2, 500, 4);
    ProtectedTable bySex = noise(cube.table("sex"));
    ProtectedTable byBoth = noise(cube.table("form", "sex"));
    ProtectedTable women =
        noise(cube.table(List.of(cube.dimension("form")), Map.of("sex", List.of("sex0"))));

    assertThat(byBoth.value("*", "sex0"))
        .isEqualTo(bySex.value("sex0"))
        .isEqualTo(women.value("*"));
    assertThat(women.value("form1")).isEqualTo(byBoth.value("form1", "sex0"));
  }

  @Test
  void the_noise_over_many_cells_is_zero_on_average_and_small_figures_are_never_shown() {
    Cube cube = Fixtures.victims(5, 1000, 5);
    CountTable table = cube.table("year", "sex", "form", "age", "nationality");
    long[] shown = CellKeys.shown(table, NOISE);
    long[] truth = table.sums();
    double sum = 0;
    int cells = 0;
    for (int cell = 0; cell < shown.length; cell++) {
      assertThat(shown[cell]).isNotIn(1L, 2L);
      if (truth[cell] == 0) {
        assertThat(shown[cell]).isZero();
      } else {
        sum += shown[cell] - truth[cell];
        cells++;
      }
    }
    // Standard error with variance 2: 0.02 to 0.03.
    assertThat(sum / cells).isCloseTo(0, within(4 * Math.sqrt(2.0 / cells)));
  }

  @Test
  void a_table_without_persons_gets_the_same_noise_again() {
    CountTable table =
        CountTable.of(
            List.of(Dimension.of("sex", "f", "m"), Dimension.of("age", "-", "+")), 7, 9, 12, 30);

    assertThat(noise(table).shown()).isEqualTo(noise(table).shown());
  }

  private static ProtectedTable noise(CountTable table) {
    return published(Disclosure.protect(table, NOISE, NO_RULES, Ledger.EMPTY));
  }
}
