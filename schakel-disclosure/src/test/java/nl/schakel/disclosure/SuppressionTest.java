// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SuppressionTest {
  private static final Method HIDE = Method.Suppression.belowFive();

  @Test
  void no_small_cell_can_be_worked_out_from_what_is_shown() {
    SplittableRandom random = new SplittableRandom(11);
    int safe = 0;
    for (int i = 0; i < 300; i++) {
      CountTable table = Fixtures.randomTable(random);
      if (Disclosure.protect(table, HIDE, NO_RULES, Ledger.EMPTY)
          instanceof ProtectedTable hidden) {
        safe++;
        assertSafe(table, hidden);
      }
    }
    assertThat(safe).isGreaterThan(200);
  }

  /** The attack knows nothing of hidden cells but that they are 0 or more. */
  private static void assertSafe(CountTable table, ProtectedTable hidden) {
    long[] shown = hidden.shown();
    long[] least = new long[shown.length];
    long[] most = new long[shown.length];
    for (int cell = 0; cell < shown.length; cell++) {
      boolean isShown = shown[cell] != Release.NOT_SHOWN;
      least[cell] = isShown ? shown[cell] : 0;
      most[cell] = isShown ? shown[cell] : table.total();
    }
    Attack attack = new Attack(table.shape(), least, most).propagate();
    for (int cell = 0; cell < shown.length; cell++) {
      long truth = table.sums()[cell];
      if (shown[cell] == Release.NOT_SHOWN) {
        assertThat(attack.most[cell] - attack.least[cell]).isGreaterThanOrEqualTo(5);
        ProtectedTable.Cell audited = hidden.cells().get(cell);
        assertThat(audited.most() - audited.least()).isGreaterThanOrEqualTo(5);
        assertThat(attack.least[cell]).isLessThanOrEqualTo(audited.least());
        assertThat(attack.most[cell]).isGreaterThanOrEqualTo(audited.most());
      } else {
        assertThat(truth == 0 || truth >= 5).isTrue();
        assertThat(shown[cell]).isEqualTo(truth);
      }
    }
  }

  @Test
  void a_small_cell_is_hidden_with_the_three_others_of_a_rectangle() {
    CountTable table =
        CountTable.of(
            List.of(Dimension.of("r", "a", "b", "c"), Dimension.of("k", "x", "y", "z")),
            3,
            20,
            50,
            30,
            6,
            60,
            40,
            70,
            80);

    ProtectedTable hidden =
        Fixtures.published(Disclosure.protect(table, HIDE, NO_RULES, Ledger.EMPTY));

    List<List<String>> missing =
        hidden.cells().stream()
            .filter(c -> c.value().isEmpty())
            .map(ProtectedTable.Cell::codes)
            .toList();
    assertThat(missing)
        .containsExactly(
            List.of("a", "x"), List.of("a", "y"), List.of("b", "x"), List.of("b", "y"));
    assertThat(hidden.audit().least("a", "x")).isZero();
    assertThat(hidden.audit().most("a", "x")).isEqualTo(23);
  }

  @Test
  void a_table_whose_total_is_small_is_refused() {
    CountTable table = CountTable.of(List.of(Dimension.of("r", "a", "b")), 1, 2);

    assertThat(Disclosure.protect(table, HIDE, NO_RULES, Ledger.EMPTY)).isInstanceOf(Refused.class);
  }
}
