// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyntheticDataTest {
  private static final long MILLION = 1_000_000;
  private static final PrivacyBudget PLENTY = PrivacyBudget.of(1000 * MILLION);

  /** Five years of victims together, four coarse fields: where the noise rule allows a file. */
  private static Cube pooled(int persons) {
    SplittableRandom random = new SplittableRandom(7);
    List<Dimension> fields =
        List.of(
            Fixtures.flat("sex", 2),
            Fixtures.flat("form", 3),
            Fixtures.flat("age", 3),
            Fixtures.flat("reporter", 4));
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < persons; i++) {
      int form = (int) (random.nextDouble() * random.nextDouble() * 3);
      int sex = random.nextDouble() < (form == 0 ? 0.8 : 0.3) ? 0 : 1;
      int age = random.nextInt(3);
      int reporter = random.nextDouble() < 0.5 ? form : random.nextInt(4);
      rows.add(
          new Cube.Row(
              "person-" + i,
              List.of("sex" + sex, "form" + form, "age" + age, "reporter" + reporter)));
    }
    return Cube.of("invented", fields, rows);
  }

  private static SyntheticPlan plan(double epsilon) {
    return new SyntheticPlan(
        List.of("sex", "form", "age", "reporter"), 2, Math.round(epsilon * MILLION));
  }

  private static SyntheticOutcome make(Cube cube, SyntheticPlan plan, long seed) {
    return SyntheticData.of(cube, plan, List.of(2025), PLENTY, new SplittableRandom(seed));
  }

  private static SyntheticData made(SyntheticOutcome outcome) {
    if (outcome instanceof SyntheticData data) {
      return data;
    }
    throw new AssertionError(outcome);
  }

  @Test
  void a_pooled_coarse_file_is_made_with_everything_that_must_stand_beside_it() {
    SyntheticData data = made(make(pooled(6000), plan(2), 1));
    SyntheticReport report = data.report();

    assertThat(data.records()).hasSize(report.records());
    assertThat((double) report.records()).isCloseTo(6000, within(60.0));
    assertThat(report.plan().noise(2)).isLessThan(report.medianPair() / 4);
    assertThat(report.membershipArea()).isBetween(0.45, 0.55);
    assertThat(report.tests()).isGreaterThanOrEqualTo(20);
    assertThat(report.errors().get(0)).isLessThan(3 * report.plan().noise(1));
    assertThat(report.errors().get(1)).isLessThan(2 * report.plan().noise(2));
    assertThat(report.inventions().getFirst()).isZero();
    assertThat(data.budget().left(2025)).isEqualTo(998 * MILLION);
    assertThat(data.sentence().en()).contains("epsilon 2, one record a person");
    assertThat(data.sentence().nl()).contains("verzonnen");
    report.lines().forEach(line -> System.out.println(line.en()));
  }

  @Test
  void a_thousand_persons_in_many_fields_are_refused_with_the_reason() {
    Cube year = Fixtures.victims(1, 1000, 6);
    SyntheticPlan plan =
        new SyntheticPlan(
            List.of("sex", "form", "age", "reporter", "nationality", "region"), 2, MILLION);

    SyntheticOutcome outcome = make(year, plan, 2);

    assertThat(outcome).isInstanceOf(SyntheticRefusal.class);
    SyntheticRefusal refusal = (SyntheticRefusal) outcome;
    assertThat(refusal.code()).isEqualTo(SyntheticRefusal.Code.NOISE);
    assertThat(refusal.sentence().en())
        .startsWith(
            "Synthetic data are not made: the noise on a count of two characteristics (42.4)");
    assertThat(refusal.sentence().nl()).contains("(42,4)", "bredere categorieën");
  }

  @Test
  void the_budget_of_every_year_in_it_is_charged_and_is_a_hard_stop() {
    Cube cube = pooled(6000);
    PrivacyBudget budget = PrivacyBudget.of(3 * MILLION).spend(2024, 2 * MILLION).orElseThrow();
    SplittableRandom random = new SplittableRandom(3);

    SyntheticOutcome refused = SyntheticData.of(cube, plan(2), List.of(2024, 2025), budget, random);
    SyntheticData data = made(SyntheticData.of(cube, plan(2), List.of(2023, 2025), budget, random));

    assertThat(((SyntheticRefusal) refused).code()).isEqualTo(SyntheticRefusal.Code.BUDGET);
    assertThat(((SyntheticRefusal) refused).sentence().en()).contains("2024 epsilon 1.00000 is");
    assertThat(data.budget().left(2023)).isEqualTo(MILLION);
    assertThat(data.budget().left(2025)).isEqualTo(MILLION);
    assertThat(data.budget().left(2024)).isEqualTo(MILLION);
  }

  @Test
  void the_same_seed_makes_the_same_file_and_another_seed_another() {
    Cube cube = pooled(4000);

    List<List<String>> once = made(make(cube, plan(3), 4)).records();

    assertThat(made(make(cube, plan(3), 4)).records()).isEqualTo(once);
    assertThat(made(make(cube, plan(3), 5)).records()).isNotEqualTo(once);
  }

  @Test
  void a_person_with_many_records_counts_once() {
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(new Cube.Row("one", List.of("a" + i % 2, "b" + i % 3)));
    }
    rows.add(new Cube.Row("other", List.of("a0", "b0")));
    Cube cube = Cube.of("invented", List.of(Fixtures.flat("a", 2), Fixtures.flat("b", 3)), rows);
    SyntheticPlan plan = new SyntheticPlan(List.of("a", "b"), 2, MILLION);

    assertThat(SyntheticData.oneEach(cube, plan, new SplittableRandom(1))).hasNumberOfRows(2);
  }

  /**
   * One person changes one cell of each of the three tables. An observer who adds up what these
   * three cells show, in the units of their noise, uses all there is: the factor that was promised
   * is reached and not passed.
   */
  @Test
  void one_person_more_changes_no_probability_of_all_counts_together_by_more_than_promised() {
    SyntheticPlan plan = new SyntheticPlan(List.of("a", "b"), 2, 600_000);
    int draws = 400_000;
    double[] with = histogram(new int[][] {{0, 0}, {1, 1}, {0, 1}}, plan, draws, 11);
    double[] without = histogram(new int[][] {{0, 0}, {1, 1}}, plan, draws, 12);
    double largest = 0;
    for (int y = 0; y < with.length; y++) {
      if (with[y] > 2000 && without[y] > 2000) {
        double log = Math.abs(Math.log(with[y] / without[y]));
        double error = 4 * Math.sqrt(1 / with[y] + 1 / without[y]);
        assertThat(log).as("outcome %d", y).isLessThan(0.6 + error);
        largest = Math.max(largest, log);
      }
    }
    assertThat(largest).isGreaterThan(0.5);
  }

  /** The log likelihood ratio of the counts at a0, b1 and (a0, b1), in steps of 0.05. */
  private static double[] histogram(int[][] rows, SyntheticPlan plan, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Marginals counts = Marginals.of(rows, new int[] {2, 2}, 2);
    int[] person = {0, 1};
    double[] seen = new double[26];
    for (int i = 0; i < draws; i++) {
      Marginals noisy = counts.noisy(plan, random);
      double ratio = 0;
      for (int table = 0; table < counts.tableCount(); table++) {
        long shown = noisy.counts(table)[counts.cell(table, person)];
        long least = table == 2 ? 0 : 1;
        double step = -Math.log(plan.ratio(counts.length(table)));
        ratio += step * (Math.abs(shown - least) - Math.abs(shown - least - 1));
      }
      seen[(int) Math.round((ratio + 0.6) / 0.05) + 1]++;
    }
    return seen;
  }

  @Test
  void noise_shrinks_with_epsilon_and_grows_with_the_number_of_tables() {
    // C(4, 2) = 6 tables of pairs, half of epsilon 2: scale 6; sqrt(2) times that, nearly.
    assertThat(plan(2).noise(2)).isCloseTo(6 * Math.sqrt(2), within(0.01));
    assertThat(plan(2).noise(1)).isCloseTo(4 * Math.sqrt(2), within(0.02));
    SyntheticPlan triples = new SyntheticPlan(List.of("a", "b", "c", "d", "e"), 3, 3 * MILLION);
    assertThat(triples.noise(3)).isCloseTo(10 * Math.sqrt(2), within(0.01));
  }

  @Test
  void the_noise_that_is_drawn_has_the_standard_deviation_that_is_told() {
    SyntheticPlan plan = plan(2);
    Marginals counts = Marginals.of(new int[0][4], new int[] {2, 3, 3, 4}, 2);
    SplittableRandom random = new SplittableRandom(9);
    double[] squares = new double[3];
    double[] cells = new double[3];
    for (int i = 0; i < 2000; i++) {
      Marginals noisy = counts.noisy(plan, random);
      for (int table = 0; table < noisy.tableCount(); table++) {
        for (long count : noisy.counts(table)) {
          squares[noisy.length(table)] += count * count;
          cells[noisy.length(table)]++;
        }
      }
    }
    for (int length = 1; length <= 2; length++) {
      assertThat(Math.sqrt(squares[length] / cells[length]))
          .isCloseTo(plan.noise(length), within(0.02 * plan.noise(length)));
    }
  }

  @Test
  void no_combination_counts_more_than_a_part_of_it_and_few_are_kept_from_nothing() {
    SplittableRandom random = new SplittableRandom(10);
    SyntheticPlan plan = new SyntheticPlan(List.of("a", "b", "c"), 3, 3 * MILLION);
    int[] sizes = {4, 5, 6};
    int empty = 0;
    int kept = 0;
    for (int i = 0; i < 200; i++) {
      int[][] rows = new int[random.nextInt(200)][];
      Arrays.setAll(
          rows, row -> new int[] {random.nextInt(4), random.nextInt(3), random.nextInt(2)});
      Marginals truth = Marginals.of(rows, sizes, 3);
      Marginals clean = truth.noisy(plan, random).cleaned(plan);
      for (int table = 0; table < clean.tableCount(); table++) {
        for (int cell = 0; cell < clean.counts(table).length; cell++) {
          assertThat(clean.counts(table)[cell]).isNotNegative();
          empty += truth.counts(table)[cell] == 0 ? 1 : 0;
          kept += truth.counts(table)[cell] == 0 && clean.counts(table)[cell] > 0 ? 1 : 0;
        }
      }
      assertMonotone(clean, sizes);
    }
    assertThat((double) kept / empty).isLessThan(0.05);
  }

  private static void assertMonotone(Marginals clean, int[] sizes) {
    for (int a = 0; a < sizes[0]; a++) {
      for (int b = 0; b < sizes[1]; b++) {
        for (int c = 0; c < sizes[2]; c++) {
          int[] row = {a, b, c};
          long triple = clean.counts(6)[clean.cell(6, row)];
          for (int pair = 3; pair < 6; pair++) {
            long count = clean.counts(pair)[clean.cell(pair, row)];
            assertThat(triple).isLessThanOrEqualTo(count);
            for (int field : clean.fields(pair)) {
              assertThat(count).isLessThanOrEqualTo(clean.counts(field)[row[field]]);
            }
          }
        }
      }
    }
  }

  @Test
  void records_made_from_counts_without_noise_have_those_counts() {
    SplittableRandom random = new SplittableRandom(13);
    SyntheticPlan plan = plan(2);
    int[][] rows = SyntheticData.oneEach(pooled(3000), plan, random);
    Marginals truth = Marginals.of(rows, new int[] {2, 3, 3, 4}, 2);

    int[][] invented = SyntheticSampler.sample(truth, rows.length, plan, random);

    Marginals counts = Marginals.of(invented, new int[] {2, 3, 3, 4}, 2);
    for (int table = 0; table < truth.tableCount(); table++) {
      for (int cell = 0; cell < truth.counts(table).length; cell++) {
        assertThat((double) counts.counts(table)[cell])
            .isCloseTo(truth.counts(table)[cell], within(3.0));
      }
    }
  }

  @Test
  void the_attack_finds_members_where_records_are_copied() {
    double[] members = {3, 3, 2};
    double[] strangers = {1, 2, 0};

    assertThat(MembershipAttack.area(members, strangers)).isCloseTo(8.5 / 9, within(1e-9));
    // Rare codes in many fields and next to no noise: whoever is in stands in the file.
    SplittableRandom random = new SplittableRandom(14);
    int[][] rows = new int[200][4];
    for (int[] row : rows) {
      Arrays.setAll(row, field -> random.nextInt(12));
    }
    SyntheticPlan open = new SyntheticPlan(List.of("a", "b", "c", "d"), 3, 1000 * MILLION);
    int[] sizes = {12, 12, 12, 12};
    assertThat(MembershipAttack.area(rows, sizes, open, random)).isGreaterThan(0.8);
    SyntheticPlan closed = new SyntheticPlan(List.of("a", "b", "c", "d"), 3, MILLION);
    assertThat(MembershipAttack.area(rows, sizes, closed, random)).isCloseTo(0.5, within(0.1));
  }

  @Test
  void a_file_in_which_members_can_be_told_is_refused() {
    SplittableRandom random = new SplittableRandom(15);
    List<Dimension> fields = List.of(Fixtures.flat("a", 3), Fixtures.flat("b", 3));
    List<Cube.Row> rows = new ArrayList<>();
    List<Dimension> wide = new ArrayList<>(fields);
    for (int i = 0; i < 6; i++) {
      wide.add(Fixtures.flat("c" + i, 3));
    }
    for (int i = 0; i < 300; i++) {
      List<String> codes = new ArrayList<>();
      wide.forEach(field -> codes.add(field.name() + random.nextInt(3)));
      rows.add(new Cube.Row("person-" + i, codes));
    }
    SyntheticPlan plan =
        new SyntheticPlan(wide.stream().map(Dimension::name).toList(), 3, 1000 * MILLION);

    SyntheticOutcome outcome = make(Cube.of("invented", wide, rows), plan, 16);

    assertThat(((SyntheticRefusal) outcome).code()).isEqualTo(SyntheticRefusal.Code.MEMBERSHIP);
    assertThat(((SyntheticRefusal) outcome).sentence().nl()).contains("raden 0,50 is");
  }

  @Test
  void independent_records_without_noise_give_one_false_discovery_in_twenty() {
    SplittableRandom random = new SplittableRandom(17);
    int found = 0;
    int tests = 2000;
    for (int i = 0; i < tests; i++) {
      int[][] rows = new int[500][];
      Arrays.setAll(rows, row -> new int[] {random.nextInt(3), random.nextInt(4)});
      found +=
          FalseDiscoveries.isSignificant(Marginals.of(rows, new int[] {3, 4}, 2), 2, rows.length)
              ? 1
              : 0;
    }
    // Standard error of a share of 5 % in 2,000 tests: 0.5 %.
    assertThat(found / (double) tests).isBetween(0.03, 0.07);
  }

  @Test
  void a_plan_that_makes_no_sense_is_refused() {
    assertThatThrownBy(() -> new SyntheticPlan(List.of("a"), 2, MILLION))
        .hasMessageContaining("expected 2..12");
    assertThatThrownBy(() -> new SyntheticPlan(List.of("a", "a"), 2, MILLION))
        .hasMessageContaining("each once");
    assertThatThrownBy(() -> new SyntheticPlan(List.of("a", "b"), 3, MILLION))
        .hasMessageContaining("no more than the 2 fields");
    assertThatThrownBy(() -> new SyntheticPlan(List.of("a", "b"), 2, 0))
        .hasMessageContaining("above 0");
  }
}
