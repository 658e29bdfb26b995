// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.KEY;
import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static nl.schakel.disclosure.Fixtures.flat;
import static nl.schakel.disclosure.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attacks that must succeed on naive rounding and fail on ours; the figures stand in the docs. */
class AttackSuiteTest {
  private static final Method FIVE = Method.ControlledRounding.toFive(KEY);

  /** As the platform sets them. */
  private static final GroupRules GROUPS = GroupRules.detailed().rows(10, 0.9, 20, "test");

  /** With 500 keys a rounding that has a chance of 1 in 25 is missed once in 700 million times. */
  private static final List<NoiseKey> KEYS =
      IntStream.range(0, 500).mapToObj(i -> NoiseKey.of("%064x".formatted(i))).toList();

  private static ProtectedTable round(CountTable table) {
    return published(Disclosure.protect(table, FIVE, NO_RULES, Ledger.EMPTY));
  }

  private static void print(String line, Object... values) {
    System.out.println("attack: " + line.formatted(values));
  }

  @Test
  void over_ten_thousand_tables_no_small_cell_is_given_away_and_none_is_known_exactly() {
    SplittableRandom random = new SplittableRandom(20_000);
    long small = 0;
    long proven = 0;
    long exact = 0;
    long complete = 0;
    for (int i = 0; i < 10_000; i++) {
      CountTable table = Fixtures.randomTable(random);
      ProtectedTable safe = round(table);
      long[] shown = safe.shown();
      complete += Arrays.stream(shown).noneMatch(v -> v == Release.NOT_SHOWN) ? 1 : 0;

      Attack attack = Attack.onRounded(table.shape(), shown, 4).propagate();
      long[] harvest = attack.harvest(table.sums());
      small += harvest[0];
      proven += harvest[1];
      exact += harvest[2];
      assertIntervalsAreReached(table.shape(), shown, attack);
    }
    print(
        "10,000 tables, %d with all totals; %d small cells, %d given away, %d cells known exactly",
        complete, small, proven, exact);
    assertThat(complete).isEqualTo(10_000);
    assertThat(small).isGreaterThan(50_000);
    assertThat(proven).isZero();
    assertThat(exact).isZero();
  }

  /**
   * The attack's bounds are outer bounds; here each is reached by a table that gives the same
   * figures, so that no sharper attack can do better.
   */
  private static void assertIntervalsAreReached(Shape shape, long[] shown, Attack attack) {
    long[] leaves = new long[shape.leaves()];
    boolean[] downReached = new boolean[shown.length];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      leaves[leaf] = shown[shape.cellOfLeaf(leaf)];
    }
    assertThat(shape.sums(leaves)).isEqualTo(shown);
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      for (int cell : shape.cellsOver(leaf)) {
        // This table with 4 more in the leaf is within every figure, and so is the one with 4
        // fewer.
        assertThat(attack.most[cell]).isEqualTo(shown[cell] + 4);
        downReached[cell] |= leaves[leaf] >= 5 || shown[cell] == 0;
      }
    }
    for (int cell = 0; cell < shown.length; cell++) {
      assertThat(downReached[cell]).isTrue();
      assertThat(attack.least[cell]).isEqualTo(Math.max(0, shown[cell] - 4));
    }
  }

  @Test
  void trying_every_true_table_of_2_by_2_finds_no_more_than_the_audit_says() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 150; i++) {
      CountTable table = Fixtures.table(random, 1 + random.nextInt(4), flat("r", 2), flat("c", 2));
      ProtectedTable safe = round(table);

      Attack attack = Attack.onRounded(table.shape(), safe.shown(), 4).enumerate();

      assertThat(safe.cells())
          .extracting(ProtectedTable.Cell::least)
          .containsExactly(boxed(attack.least));
      assertThat(safe.cells())
          .extracting(ProtectedTable.Cell::most)
          .containsExactly(boxed(attack.most));
    }
  }

  private static Long[] boxed(long[] values) {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }

  @Test
  void the_same_attack_gives_most_small_cells_away_when_each_figure_is_rounded_by_itself() {
    SplittableRandom random = new SplittableRandom(5);
    for (double mean : new double[] {2, 5}) {
      long[] sharp = naive(random, mean, 2, 2, 1000, true);
      long[] plain = naive(random, mean, 3, 3, 2000, false);
      long[] wide = naive(random, mean, 4, 6, 2000, false);
      print(
          "naive rounding, mean %.0f: 2x2 %d %%, 3x3 %d %%, 4x6 %d %% of small cells given away",
          mean, percent(sharp), percent(plain), percent(wide));
      if (mean == 2) {
        assertThat(percent(sharp)).isGreaterThan(50);
      }
    }
  }

  private static long percent(long[] harvest) {
    return Math.round(100.0 * harvest[1] / harvest[0]);
  }

  private static long[] naive(
      SplittableRandom random, double mean, int rows, int columns, int tables, boolean sharpest) {
    long[] all = new long[3];
    for (int i = 0; i < tables; i++) {
      CountTable table = Fixtures.table(random, mean, flat("r", rows), flat("c", columns));
      long[] shown = Arrays.stream(table.sums()).map(v -> (v + 2) / 5 * 5).toArray();
      Attack attack = Attack.onRounded(table.shape(), shown, 2);
      long[] harvest = (sharpest ? attack.enumerate() : attack.propagate()).harvest(table.sums());
      for (int k = 0; k < all.length; k++) {
        all[k] += harvest[k];
      }
    }
    return all;
  }

  @Test
  void small_totals_give_nothing_away() {
    SplittableRandom random = new SplittableRandom(6);
    long small = 0;
    long proven = 0;
    for (int i = 0; i < 2000; i++) {
      CountTable table = Fixtures.table(random, 0.4, flat("r", 2), flat("c", 3));
      Attack attack = Attack.onRounded(table.shape(), round(table).shown(), 4).propagate();
      long[] harvest = attack.harvest(table.sums());
      small += harvest[0];
      proven += harvest[1] + harvest[2];
    }
    print(
        "2,000 tables with totals of a few persons: %d small cells, %d given away", small, proven);
    assertThat(small).isGreaterThan(5_000);
    assertThat(proven).isZero();
  }

  @Test
  void nobody_can_be_sure_that_a_small_group_is_all_alike() {
    SplittableRandom random = new SplittableRandom(7);
    long naive = 0;
    long ours = 0;
    for (int i = 0; i < 2000; i++) {
      CountTable table = Fixtures.table(random, 1, flat("r", 4), flat("c", 2));
      naive += alike(table.shape(), new Attack(table.shape(), table.sums(), table.sums()));
      ours +=
          alike(
              table.shape(), Attack.onRounded(table.shape(), round(table).shown(), 4).propagate());
    }
    print(
        "2,000 tables: groups of which everybody is known to be alike: %d without protection, %d with ours",
        naive, ours);
    assertThat(naive).isGreaterThan(1_000);
    assertThat(ours).isZero();
  }

  /** Rows of which it is certain that there is somebody and that nine in ten are in one column. */
  private static long alike(Shape shape, Attack attack) {
    int width = shape.dimensions().getLast().size();
    long found = 0;
    for (int row = width; row < shape.cells(); row += width) {
      for (int column = 1; column < width; column++) {
        long most = 0;
        for (int other = 1; other < width; other++) {
          most += other == column ? 0 : attack.most[row + other];
        }
        long least = attack.least[row + column];
        found += least > 0 && least >= 0.9 * (least + most) ? 1 : 0;
      }
    }
    return found;
  }

  @Test
  void five_hundred_planted_differences_between_releases_are_all_refused() {
    SplittableRandom random = new SplittableRandom(8);
    int planted = 0;
    int refused = 0;
    int knownWithout = 0;
    while (planted < 500) {
      Cube cube = Fixtures.victims(1, 40 + random.nextInt(200), random.nextLong());
      List<String> nationalities = new ArrayList<>(cube.dimension("nationality").leaves());
      String left = nationalities.remove(random.nextInt(nationalities.size()));
      List<Dimension> by = List.of(cube.dimension("sex"), cube.dimension("reporter"));
      CountTable everybody = cube.table(by, Map.of());
      CountTable without = cube.table(by, Map.of("nationality", nationalities));
      long difference = everybody.total() - without.total();
      if (difference < 1 || difference > 4) {
        continue;
      }
      planted++;
      GroupRules rules = GroupRules.differencesOnly("test");
      Release first =
          published(Disclosure.protect(everybody, FIVE, rules, Ledger.EMPTY)).release(left);
      knownWithout += everybody.count("*", "*") - without.count("*", "*") == difference ? 1 : 0;
      Outcome outcome = Disclosure.protect(without, FIVE, rules, Ledger.EMPTY.with(first));
      refused +=
          outcome instanceof Refused refusal
                  && refusal.reasons().getFirst().code() == Refused.Code.DIFFERENCE
              ? 1
              : 0;
    }
    print(
        "%d differences of 1 to 4 persons planted: %d known from unprotected tables, %d refused",
        planted, knownWithout, refused);
    assertThat(refused).isEqualTo(planted);
  }

  /** Everybody, everybody but those of q, and everybody but those of r, in this order. */
  private static final List<Map<String, List<String>>> CHOICES =
      List.of(
          Map.of(),
          Map.of("region", List.of("p", "r", "z")),
          Map.of("region", List.of("p", "q", "z")));

  /**
   * Shown as 5, 0 and 0: fewer than five are in q and fewer than five in r. Who knows that a
   * difference of one to four is never let pass knows then that nobody is, so that all three are
   * the same persons: at least one, at most four.
   */
  @Test
  void knowing_that_differences_of_a_few_are_refused_proves_nothing_more_than_the_figures() {
    Dimension region = Dimension.of("region", "p", "q", "r", "z");
    Dimension sex = Dimension.of("sex", "f", "m");
    GroupRules rules = GroupRules.differencesOnly("test");
    int published = 0;
    int given = 0;
    int small = 0;
    for (int women = 1; women <= 4; women++) {
      List<Cube.Row> rows = new ArrayList<>();
      for (int i = 0; i < 40 + women; i++) {
        String where = i < women ? "p" : List.of("p", "q", "r", "z").get(i % 4);
        rows.add(new Cube.Row("p" + i, List.of(where, i < women ? "f" : "m")));
      }
      Cube cube = Cube.of("invented", List.of(region, sex), rows);
      for (NoiseKey key : KEYS.subList(0, 100)) {
        Ledger ledger = Ledger.EMPTY;
        List<Long> figures = new ArrayList<>();
        for (Map<String, List<String>> choice : CHOICES) {
          CountTable table = cube.table(List.of(sex), choice);
          if (Disclosure.protect(table, Method.ControlledRounding.toFive(key), rules, ledger)
              instanceof ProtectedTable safe) {
            ledger = ledger.with(safe.release("table " + figures.size()));
            figures.add(safe.value("f").orElseThrow());
          }
        }
        if (figures.size() == CHOICES.size()) {
          published++;
          small += women;
          given += womenGivenAway(figures) ? 1 : 0;
        }
      }
    }
    print(
        "%d times three tables that nest, seen by who knows the rule about differences: %d times few persons given away",
        published, given);
    assertThat(small).isPositive();
    assertThat(published).isGreaterThan(100);
    assertThat(given).isZero();
  }

  /** Tries every number of women in p, q and r that the figures and the rule allow. */
  private static boolean womenGivenAway(List<Long> figures) {
    boolean[] canBeFew = new boolean[3];
    boolean[] canBeElse = new boolean[3];
    for (int rest = 0; rest <= 14; rest++) {
      for (int q : new int[] {0, 5, 6, 7, 8, 9, 10, 11, 12}) {
        for (int r : new int[] {0, 5, 6, 7, 8, 9, 10, 11, 12}) {
          int[] counts = {rest + q + r, rest + r, rest + q};
          boolean fits = true;
          for (int table = 0; table < 3; table++) {
            fits &= Math.abs(counts[table] - figures.get(table)) <= 4;
            fits &= figures.get(table) == 0 || counts[table] > 0;
          }
          for (int table = 0; fits && table < 3; table++) {
            canBeFew[table] |= counts[table] >= 1 && counts[table] <= 4;
            canBeElse[table] |= counts[table] < 1 || counts[table] > 4;
          }
        }
      }
    }
    for (int table = 0; table < 3; table++) {
      if (canBeFew[table] && !canBeElse[table]) {
        return true;
      }
    }
    return false;
  }

  @Test
  void knowing_the_rules_and_that_a_table_was_not_refused_proves_nothing_more_than_its_figures() {
    int published = 0;
    int truths = 0;
    for (long first = 0; first <= 30; first += 5) {
      for (long second = 0; second <= 30; second += 5) {
        long[] figures = {first, second};
        List<long[]> allowed = rowsWithin(first, second);

        List<long[]> possible = allowed.stream().filter(row -> comesOutAs(row, figures)).toList();

        if (!possible.isEmpty()) {
          published++;
          truths += possible.size();
          assertThat(possible)
              .as("true rows behind [%d, %d], once it is published", first, second)
              .isEqualTo(allowed);
          for (int cell = 0; cell < 3; cell++) {
            assertNotGivenAway(possible, cell);
          }
        }
      }
    }
    print(
        "%d rows of two figures published under the rules about groups: all %d true rows within the figures stay possible",
        published, truths);
    assertThat(published).isBetween(30, 48);
  }

  /** All true rows (two cells and their sum) of which each figure is a neighbouring multiple. */
  private static List<long[]> rowsWithin(long first, long second) {
    List<long[]> rows = new ArrayList<>();
    for (long a = Math.max(0, first - 4); a <= first + 4; a++) {
      for (long b = Math.max(0, second - 4); b <= second + 4; b++) {
        if (Math.abs(a + b - first - second) <= 4) {
          rows.add(new long[] {a, b, a + b});
        }
      }
    }
    return rows;
  }

  /** The attacker has the program but not the key, and so tries the program with many keys. */
  private static boolean comesOutAs(long[] row, long[] figures) {
    CountTable truth = CountTable.of(List.of(flat("r", 2), flat("c", 2)), row[0], row[1], 40, 35);
    for (NoiseKey key : KEYS) {
      Outcome outcome =
          Disclosure.protect(truth, Method.ControlledRounding.toFive(key), GROUPS, Ledger.EMPTY);
      if (outcome instanceof ProtectedTable safe
          && safe.value("r0", "c0").orElseThrow() == figures[0]
          && safe.value("r0", "c1").orElseThrow() == figures[1]) {
        return true;
      }
    }
    return false;
  }

  private static void assertNotGivenAway(List<long[]> possible, int cell) {
    long[] counts = possible.stream().mapToLong(row -> row[cell]).distinct().toArray();
    assertThat(counts).hasSizeGreaterThan(1);
    assertThat(Arrays.stream(counts).allMatch(count -> count >= 1 && count <= 4)).isFalse();
  }
}
