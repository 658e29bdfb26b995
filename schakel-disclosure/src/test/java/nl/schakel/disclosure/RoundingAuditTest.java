// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoundingAuditTest {
  private static final CountTable TABLE = CountTable.of(List.of(Dimension.of("x", "a", "b")), 3, 7);

  @Test
  void figures_that_are_sums_of_neighbouring_multiples_pass() {
    assertThat(audit(new long[] {10, 5, 5}, 5, 5)).isPresent();
    assertThat(audit(new long[] {Release.NOT_SHOWN, 0, 5}, 0, 5)).isPresent();
  }

  @Test
  void a_total_that_is_not_the_sum_is_found() {
    assertThat(audit(new long[] {10, 0, 5}, 0, 5)).isEmpty();
  }

  @Test
  void a_figure_that_is_no_multiple_is_found() {
    assertThat(audit(new long[] {10, 3, 7}, 3, 7)).isEmpty();
  }

  @Test
  void a_figure_that_is_no_neighbour_of_the_truth_is_found() {
    assertThat(audit(new long[] {10, 10, 0}, 10, 0)).isEmpty();
  }

  private static Optional<Audit> audit(long[] shown, long... leaves) {
    return new RoundingAudit(TABLE, 5).of(new Rounding.Found(shown, leaves));
  }
}
