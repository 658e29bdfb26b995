// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What must not change an estimate does not change it. */
class PropertiesTest {
  private static CaptureTable table(List<Integer> counts) {
    long[] dense = new long[16];
    for (int i = 0; i < 15; i++) {
      dense[i + 1] = counts.get(i);
    }
    return CaptureTable.of(List.of("A", "B", "C", "D"), dense);
  }

  private static double estimate(CaptureTable table) {
    return new Stepwise(table.size(), 0.02).population(Cells.of(table));
  }

  @Property(tries = 200)
  void every_fit_with_a_usable_verdict_is_finite_and_reproduces_its_margins(
      @ForAll @Size(15) List<@IntRange(min = 0, max = 12) Integer> counts,
      @ForAll @IntRange(min = 0, max = 112) int number) {
    Cells cells = Cells.of(table(counts));
    int[] terms = Hierarchy.ofCode(4, ModelSpace.codes(4, 3)[number]).terms();
    Newton newton = new Newton(4);
    if (cells.total > 0 && new Existence(cells).usable(terms, terms.length)) {
      assertThat(newton.fit(cells, terms)).isTrue();
      assertThat(newton.dark()).isFinite().isPositive();
      double[] margins = newton.fitted();
      margins[0] = 0;
      Cells.supersetSums(margins, 4);
      for (int s : terms) {
        assertThat(margins[s]).isCloseTo(cells.margin[s], within(1e-7 * cells.total));
      }
    }
  }

  @Property(tries = 100)
  void the_order_of_the_lists_does_not_matter_to_a_model(
      @ForAll @Size(15) List<@IntRange(min = 1, max = 40) Integer> counts, @ForAll long seed) {
    CaptureTable table = table(counts);
    List<String> order = new ArrayList<>(table.lists());
    Collections.shuffle(order, new Random(seed));
    CaptureTable other = table.inOrder(order);
    Hierarchy model = Hierarchy.parse("[A:B, C:D]", table.lists());
    Hierarchy same = Hierarchy.parse("[A:B, C:D]", other.lists());

    double first = population(table, model);

    assertThat(population(other, same)).isCloseTo(first, within(1e-8 * first));
  }

  private static double population(CaptureTable table, Hierarchy model) {
    return switch (LogLinear.fit(table, model)) {
      case LogLinear.Outcome.Fitted fitted -> fitted.fit().population();
      case LogLinear.Outcome.NoFit none -> -1;
      case LogLinear.Outcome.NotConverged none -> -2;
    };
  }

  @Property(tries = 50)
  void names_rows_and_zero_rows_do_not_matter(
      @ForAll @Size(15) List<@IntRange(min = 0, max = 40) Integer> counts) {
    StringBuilder once = new StringBuilder("A,B,C,D,count\n");
    StringBuilder apart = new StringBuilder("police,coast guard,care,other,count\n");
    long total = 0;
    for (int h = 1; h < 16; h++) {
      String row = "%d,%d,%d,%d,".formatted(h & 1, h >> 1 & 1, h >> 2 & 1, h >> 3);
      int count = counts.get(h - 1);
      total += count;
      if (count > 0) {
        once.append(row).append(count).append('\n');
      }
      apart.append(row).append(0).append('\n');
      apart.append(row).append(count / 2).append('\n');
      apart.append(row).append(count - count / 2).append('\n');
    }
    if (total == 0) {
      return;
    }
    double first = estimate(TableReader.read(once.toString()));

    assertThat(estimate(TableReader.read(apart.toString()))).isEqualTo(first);
  }

  @Property(tries = 50)
  void merging_and_omitting_can_be_done_in_either_order(
      @ForAll @Size(15) List<@IntRange(min = 0, max = 40) Integer> counts) {
    CaptureTable table = table(counts);

    assertThat(table.merge(List.of("A", "B"), "AB").omit(List.of("D")))
        .isEqualTo(table.omit(List.of("D")).merge(List.of("A", "B"), "AB"));
    assertThat(table.merge(List.of("A", "B"), "AB").observed()).isEqualTo(table.observed());
  }

  @Property(tries = 100)
  void a_safe_table_shows_no_small_count(
      @ForAll @Size(15) List<@IntRange(min = 0, max = 12) Integer> counts) {
    SafeTable safe = SafeTable.of(table(counts));

    assertThat(safe.histories().values()).allMatch(count -> count >= 5 && count % 5 == 0);
    assertThat(safe.other() % 5).isZero();
    assertThat(Arrays.asList("1", "2", "3", "4"))
        .doesNotContainAnyElementsOf(safe.overlaps().values());
  }

  @Test
  void an_overlap_that_leaves_one_small_history_is_withheld() {
    // A:B holds A:B and A:B:C; 8 on both with two hidden histories would tell 4 and 4.
    SafeTable both =
        SafeTable.of(CaptureTable.of(ABC, Map.of(1, 40L, 2, 30L, 4, 20L, 3, 4L, 7, 4L)));
    // 10 to 12 on both less 5 to 7 on exactly both leaves 1 at least for the third.
    SafeTable rest =
        SafeTable.of(CaptureTable.of(ABC, Map.of(1, 40L, 2, 30L, 4, 20L, 3, 5L, 7, 3L)));
    SafeTable open =
        SafeTable.of(CaptureTable.of(ABC, Map.of(1, 40L, 2, 30L, 4, 6L, 3, 10L, 7, 2L)));

    assertThat(both.overlaps()).containsEntry("A:B", SafeTable.WITHHELD);
    assertThat(rest.overlaps()).containsEntry("A:B", SafeTable.WITHHELD);
    assertThat(open.overlaps()).containsEntry("A:B", "10");
  }

  @Test
  void others_that_must_each_be_large_are_joined_by_a_shown_history() {
    SafeTable safe = SafeTable.of(CaptureTable.of(List.of("A", "B"), Map.of(1, 40L, 2, 4L, 3, 4L)));

    assertThat(safe.histories()).isEmpty();
    assertThat(safe.other()).isEqualTo(50);
    assertThat(safe.listTotals()).containsEntry("B", -1L);
  }

  private static final List<String> ABC = List.of("A", "B", "C");
}
