// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.flat;
import static nl.schakel.disclosure.Fixtures.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What adding up proves holds for every way to fill a table. */
class SumsTest {
  private static final int TABLES = 2_000;

  /** Leaf cells are 0 to this. */
  private static final int MOST = 2;

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(List.of(flat("sex", 4))),
          new Shape(List.of(flat("sex", 2), flat("form", 3))),
          new Shape(List.of(flat("sex", 2), flat("form", 2), flat("region", 2))),
          new Shape(List.of(tree("age", 2, 2), flat("sex", 2))));

  @Test
  void a_total_of_three_does_not_fit_two_parts_of_at_most_one() {
    Shape shape = new Shape(List.of(flat("sex", 2)));
    long[] least = {3, 0, 0};
    long[] most = {3, 1, 1};
    Sums sums = new Sums(least, most);
    sums.add(shape, Sums.inOrder(shape));

    assertThat(sums.narrow()).isFalse();
  }

  @Test
  void what_is_proven_impossible_no_filling_of_the_table_gets_round() {
    SplittableRandom random = new SplittableRandom(20261123);
    int impossible = 0;
    int possible = 0;
    for (int i = 0; i < TABLES; i++) {
      Shape shape = SHAPES.get(i % SHAPES.size());
      long[] hidden = filling(shape, random.nextInt(fillings(shape)));
      long[] least = new long[shape.cells()];
      long[] most = new long[shape.cells()];
      for (int cell = 0; cell < least.length; cell++) {
        long near = hidden[cell] + random.nextInt(3) - 1;
        boolean isWide = random.nextInt(3) == 0;
        boolean isUnknown = random.nextInt(4) == 0;
        least[cell] = isUnknown ? 0 : Math.max(0, isWide ? near - 1 : near);
        most[cell] = isUnknown ? Sums.MANY : Math.max(0, isWide ? near + 1 : near);
      }
      Sums sums = new Sums(least, most);
      sums.add(shape, Sums.inOrder(shape));
      long[] leastBefore = least.clone();
      long[] mostBefore = most.clone();
      boolean fits = sums.narrow();
      for (int of = 0; of < fillings(shape); of++) {
        long[] filling = filling(shape, of);
        if (isWithin(filling, leastBefore, mostBefore)) {
          assertThat(fits).isTrue();
          assertThat(isWithin(filling, least, most)).isTrue();
          possible++;
        }
      }
      impossible += fits ? 0 : 1;
    }
    assertThat(impossible).isGreaterThan(TABLES / 10);
    assertThat(possible).isGreaterThan(TABLES / 10);
  }

  private static int fillings(Shape shape) {
    return (int) Math.pow(MOST + 1, shape.leaves());
  }

  private static long[] filling(Shape shape, int number) {
    long[] leaves = new long[shape.leaves()];
    int rest = number;
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      leaves[leaf] = rest % (MOST + 1);
      rest /= MOST + 1;
    }
    return shape.sums(leaves);
  }

  private static boolean isWithin(long[] values, long[] least, long[] most) {
    for (int cell = 0; cell < values.length; cell++) {
      if (values[cell] < least[cell] || values[cell] > most[cell]) {
        return false;
      }
    }
    return true;
  }
}
