// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.KEY;
import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static nl.schakel.disclosure.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ControlledRoundingTest {
  private static final Method FIVE = Method.ControlledRounding.toFive(KEY);

  @Test
  void every_figure_is_a_neighbouring_multiple_and_everything_adds_up() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      CountTable table = Fixtures.randomTable(random);

      ProtectedTable safe = published(Disclosure.protect(table, FIVE, NO_RULES, Ledger.EMPTY));

      long[] shown = safe.shown();
      long[] leaves = new long[table.shape().leaves()];
      for (int leaf = 0; leaf < leaves.length; leaf++) {
        leaves[leaf] = shown[table.shape().cellOfLeaf(leaf)];
      }
      assertThat(table.shape().sums(leaves)).isEqualTo(shown);
      for (int cell = 0; cell < shown.length; cell++) {
        long truth = table.sums()[cell];
        assertThat(shown[cell]).isIn(truth / 5 * 5, (truth + 4) / 5 * 5);
      }
    }
  }

  @Test
  void the_same_table_always_comes_out_the_same_and_another_key_chooses_otherwise() {
    CountTable table =
        Fixtures.table(new SplittableRandom(2), 3, Fixtures.tree("r", 3, 2), Fixtures.flat("c", 7));
    Method other = Method.ControlledRounding.toFive(NoiseKey.of("f".repeat(64)));

    long[] once = published(Disclosure.protect(table, FIVE, NO_RULES, Ledger.EMPTY)).shown();

    assertThat(published(Disclosure.protect(table, FIVE, NO_RULES, Ledger.EMPTY)).shown())
        .isEqualTo(once);
    assertThat(published(Disclosure.protect(table, other, NO_RULES, Ledger.EMPTY)).shown())
        .isNotEqualTo(once);
  }

  @Test
  void figures_are_right_on_average() {
    double sum = 0;
    int tables = 4000;
    for (int i = 0; i < tables; i++) {
      CountTable one = CountTable.of(List.of(Dimension.of("x", "a" + i, "b")), 2, 5);
      sum +=
          published(Disclosure.protect(one, FIVE, NO_RULES, Ledger.EMPTY))
              .value("a" + i)
              .orElseThrow();
    }

    // Standard error of a mean of 4,000 draws of 0 (0.6) or 5 (0.4): 0.039.
    assertThat(sum / tables).isBetween(2 - 0.16, 2 + 0.16);
  }

  @Test
  void a_large_table_of_four_dimensions_keeps_its_totals_of_one_and_two() {
    CountTable table =
        Fixtures.table(
            new SplittableRandom(3),
            1.6,
            Fixtures.flat("a", 8),
            Fixtures.flat("b", 8),
            Fixtures.flat("c", 8),
            Fixtures.flat("d", 8));

    ProtectedTable safe = published(Disclosure.protect(table, FIVE, NO_RULES, Ledger.EMPTY));

    Shape shape = table.shape();
    int[] shownOver = new int[5];
    int[] cellsOver = new int[5];
    for (int cell = 0; cell < shape.cells(); cell++) {
      int over = (int) Arrays.stream(shape.nodes(cell)).filter(node -> node == 0).count();
      cellsOver[over]++;
      shownOver[over] += safe.shown()[cell] == Release.NOT_SHOWN ? 0 : 1;
    }
    assertThat(shownOver[0]).as("leaf cells").isEqualTo(cellsOver[0]);
    assertThat(shownOver[2]).as("totals of two dimensions").isEqualTo(cellsOver[2]);
    assertThat(shownOver[3]).as("totals of one dimension").isEqualTo(cellsOver[3]);
    assertThat(shownOver[4]).as("the grand total").isEqualTo(1);
    long[] leaves = new long[shape.leaves()];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      leaves[leaf] = safe.shown()[shape.cellOfLeaf(leaf)];
    }
    long[] sums = shape.sums(leaves);
    for (int cell = 0; cell < sums.length; cell++) {
      if (safe.shown()[cell] != Release.NOT_SHOWN) {
        long truth = table.sums()[cell];
        assertThat(safe.shown()[cell]).isEqualTo(sums[cell]);
        assertThat(sums[cell]).isIn(truth / 5 * 5, (truth + 4) / 5 * 5);
      }
    }
  }
}
