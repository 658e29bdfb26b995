// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static nl.schakel.disclosure.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Rounding and risks beside the examples of the European handbook (sdcTools/HandbookSDC, commit
 * eef4a18, chapter 5: sections on rounding and on disclosure risks). Only figures were taken over.
 */
class PublishedRoundingTest {
  private static final CountTable AREAS =
      CountTable.of(
          List.of(Dimension.of("area", "A", "B", "C"), Dimension.of("sex", "male", "female")),
          1,
          0,
          3,
          3,
          12,
          20);

  /** In the order of {@link #AREAS}: total and areas, in each of them total, male, female. */
  private static final long[] HANDBOOK = {40, 15, 25, 5, 5, 0, 5, 0, 5, 30, 10, 20};

  private static NoiseKey key(int number) {
    return NoiseKey.of(HexFormat.of().toHexDigits(number, 8).repeat(8));
  }

  private static long deviation(long[] shown) {
    long sum = 0;
    for (int cell = 0; cell < shown.length; cell++) {
      sum += Math.abs(shown[cell] - AREAS.sums()[cell]);
    }
    return sum;
  }

  @Test
  void the_table_of_areas_is_rounded_as_validly_as_in_the_handbook_under_every_key() {
    RoundingAudit audit = new RoundingAudit(AREAS, 5);
    long[] leaves = {5, 0, 0, 5, 10, 20};
    assertThat(audit.of(new Rounding.Found(HANDBOOK, leaves))).as("the handbook's").isPresent();
    assertThat(deviation(HANDBOOK)).isEqualTo(22);

    long least = Long.MAX_VALUE;
    double sum = 0;
    int keys = 300;
    for (int i = 0; i < keys; i++) {
      long[] shown =
          published(
                  Disclosure.protect(
                      AREAS, Method.ControlledRounding.toFive(key(i)), NO_RULES, Ledger.EMPTY))
              .shown();
      long[] ours =
          Arrays.stream(new int[] {4, 5, 7, 8, 10, 11}).mapToLong(cell -> shown[cell]).toArray();
      assertThat(AREAS.shape().sums(ours)).as("adds up").isEqualTo(shown);
      assertThat(audit.of(new Rounding.Found(shown, ours))).as("neighbours").isPresent();
      least = Math.min(least, deviation(shown));
      sum += deviation(shown);
    }
    System.out.printf("handbook 22, least of ours %d, mean %.1f%n", least, sum / keys);
    assertThat(least).isLessThanOrEqualTo(22);
  }

  @Test
  void the_conventional_and_the_random_rounding_of_the_handbook_do_not_pass_our_audit() {
    RoundingAudit audit = new RoundingAudit(AREAS, 5);
    long[] conventional = {40, 15, 25, 0, 0, 0, 5, 5, 5, 35, 10, 20};
    long[] random = {40, 15, 20, 0, 0, 0, 5, 5, 0, 35, 10, 20};

    assertThat(audit.of(new Rounding.Found(conventional, new long[] {0, 0, 5, 5, 10, 20})))
        .isEmpty();
    assertThat(audit.of(new Rounding.Found(random, new long[] {0, 0, 5, 0, 10, 20}))).isEmpty();
  }

  @Test
  void a_single_figure_is_rounded_to_base_three_with_the_probabilities_of_the_handbook() {
    long[] below = {0, 0, 0, 3, 3, 3, 6};
    double[] probabilityUp = {0, 1 / 3.0, 2 / 3.0, 0, 1 / 3.0, 2 / 3.0, 0};
    int keys = 3000;
    for (int count = 0; count < below.length; count++) {
      int up = 0;
      for (int i = 0; i < keys; i++) {
        CountTable table = CountTable.of(List.of(Dimension.of("x", "a")), count);
        long shown =
            published(
                    Disclosure.protect(
                        table, new Method.ControlledRounding(3, key(i)), NO_RULES, Ledger.EMPTY))
                .value("a")
                .orElseThrow();
        assertThat(shown).isIn(below[count], (count + 2) / 3 * 3L);
        up += shown > below[count] ? 1 : 0;
      }
      // Four standard errors of a share of a third: 0.034.
      assertThat(up / (double) keys).as("%d", count).isCloseTo(probabilityUp[count], within(0.035));
    }
  }

  /** One man is 20 to 24: six are under 20 in one table, seven under 25 in the next. */
  @Test
  void the_two_tables_of_the_handbook_that_differ_by_one_man_are_not_both_published() {
    Dimension ages = Dimension.of("age", "<20", "20-24", "25-39", "40-59", "60-69", "70+");
    Dimension sex = Dimension.of("sex", "male", "female");
    long[] men = {6, 1, 8, 5, 8, 4};
    long[] women = {10, 0, 38, 51, 42, 32};
    List<Cube.Row> rows = new ArrayList<>();
    for (int age = 0; age < men.length; age++) {
      for (long i = 0; i < men[age] + women[age]; i++) {
        rows.add(
            new Cube.Row(
                "p%d.%d".formatted(age, i),
                List.of(ages.leaves().get(age), i < men[age] ? "male" : "female")));
      }
    }
    Cube cube = Cube.of("handbook", List.of(ages, sex), rows);
    Dimension first =
        Dimension.grouped(
            "age",
            new TreeMap<>(Map.of("<20", List.of("<20"), "20-39", List.of("20-24", "25-39"))));
    Dimension second =
        Dimension.grouped(
            "age",
            new TreeMap<>(Map.of("<25", List.of("<20", "20-24"), "25-39", List.of("25-39"))));
    GroupRules rules = GroupRules.differencesOnly("handbook");
    Method five = Method.ControlledRounding.toFive(key(1));
    ProtectedTable earlier =
        published(
            Disclosure.protect(
                cube.table(List.of(first, sex), Map.of()), five, rules, Ledger.EMPTY));

    Outcome later =
        Disclosure.protect(
            cube.table(List.of(second, sex), Map.of()),
            five,
            rules,
            Ledger.EMPTY.with(earlier.release("first")));

    assertThat(later).isInstanceOf(Refused.class);
    Refused.Reason reason = ((Refused) later).reasons().getFirst();
    assertThat(reason.code()).isEqualTo(Refused.Code.DIFFERENCE);
    assertThat(reason.cells()).contains(List.of("<25", "male"));
  }

  /** Six married persons who all work full time: the handbook's example of a group disclosed. */
  @Test
  void the_group_of_the_handbook_that_is_all_alike_is_refused() {
    CountTable hours =
        CountTable.of(
            List.of(
                Dimension.of("status", "married", "divorced", "single"),
                Dimension.of("hours", "full", "part")),
            6,
            0,
            5,
            1,
            2,
            2);
    for (int i = 0; i < 50; i++) {
      Outcome outcome =
          Disclosure.protect(
              hours, Method.ControlledRounding.toFive(key(i)), GroupRules.detailed(), Ledger.EMPTY);

      assertThat(outcome).isInstanceOf(Refused.class);
    }
  }
}
