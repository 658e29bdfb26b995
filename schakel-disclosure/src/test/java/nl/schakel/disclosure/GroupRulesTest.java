// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static nl.schakel.disclosure.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupRulesTest {
  private static final List<Dimension> DIMENSIONS =
      List.of(Dimension.of("region", "n", "s"), Dimension.of("form", "x", "y"));

  @Test
  void a_row_of_nine_is_too_small_and_one_of_ten_is_not() {
    assertThat(codes(4, 5, 20, 20)).containsExactly(Refused.Code.SMALL_ROW);
    assertThat(codes(5, 5, 20, 20)).isEmpty();
  }

  @Test
  void a_column_with_nine_in_ten_of_a_row_gives_the_row_away() {
    assertThat(codes(18, 2, 20, 20)).containsExactly(Refused.Code.ONE_COLUMN);
    assertThat(codes(17, 3, 20, 20)).isEmpty();
  }

  @Test
  void a_column_whose_persons_are_all_in_one_row_gives_the_row_away() {
    assertThat(codes(20, 10, 20, 0)).contains(Refused.Code.FULL_COLUMN);
  }

  @Test
  void a_rounded_table_is_judged_by_its_figures_alone() {
    assertThat(codes(0, 0, 20, 20)).as("a row shown as 0 passes").isEmpty();
    assertThat(codes(5, 0, 20, 20)).contains(Refused.Code.SMALL_ROW);
    Method rounding = Method.ControlledRounding.toFive(Fixtures.KEY);
    int shown = 0;
    int smallBehind = 0;
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      CountTable table = Fixtures.table(random, 7, DIMENSIONS.toArray(Dimension[]::new));
      Outcome ruled = Disclosure.protect(table, rounding, GroupRules.detailed(), Ledger.EMPTY);
      long[] figures =
          published(Disclosure.protect(table, rounding, NO_RULES, Ledger.EMPTY)).shown();

      List<Refused.Reason> broken = GroupRules.detailed().broken(table.shape(), figures);

      if (ruled instanceof Refused refused) {
        assertThat(refused.reasons()).isEqualTo(broken);
      } else {
        assertThat(broken).isEmpty();
        shown++;
        smallBehind += table.count("n", "*") < 10 || table.count("s", "*") < 10 ? 1 : 0;
      }
    }
    assertThat(shown).isBetween(100, 900);
    assertThat(smallBehind)
        .as("tables with a row shown as 10 or more that is smaller")
        .isPositive();
  }

  @Test
  void a_noisy_table_is_judged_by_its_noisy_figures() {
    Method.CellKey noise = Method.CellKey.usual(Fixtures.KEY);
    int shown = 0;
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      CountTable table = Fixtures.table(random, 7, DIMENSIONS.toArray(Dimension[]::new));
      CountTable counted = CellKeys.withPersons(table).orElseThrow();
      boolean broken =
          !GroupRules.detailed().broken(counted.shape(), CellKeys.shown(counted, noise)).isEmpty();

      Outcome ruled = Disclosure.protect(table, noise, GroupRules.detailed(), Ledger.EMPTY);

      if (broken) {
        assertThat(ruled).isInstanceOf(Refused.class);
      } else {
        published(ruled);
        shown++;
      }
    }
    assertThat(shown).isBetween(30, 270);
  }

  @Test
  void a_table_with_suppressed_cells_is_judged_by_its_true_counts() {
    Outcome outcome =
        Disclosure.protect(
            CountTable.of(DIMENSIONS, 4, 5, 20, 20),
            Method.Suppression.belowFive(),
            GroupRules.detailed(),
            Ledger.EMPTY);

    assertThat(outcome).isEqualTo(new Refused(reasons(4, 5, 20, 20)));
  }

  @Test
  void a_refusal_says_what_would_help_in_both_languages() {
    Refused.Reason reason = reasons(4, 5, 20, 20).getFirst();

    assertThat(reason.cells()).containsExactly(List.of("n", "*"));
    assertThat(reason.sentence().nl()).isEqualTo("1 rij heeft minder dan 10 personen.");
    assertThat(reason.sentence().en()).isEqualTo("1 row has fewer than 10 persons.");
    assertThat(reason.help().en()).startsWith("Take broader categories");
  }

  private static List<Refused.Code> codes(long... counts) {
    return reasons(counts).stream().map(Refused.Reason::code).toList();
  }

  private static List<Refused.Reason> reasons(long... counts) {
    Shape shape = new Shape(DIMENSIONS);
    return GroupRules.detailed().broken(shape, shape.sums(counts));
  }
}
