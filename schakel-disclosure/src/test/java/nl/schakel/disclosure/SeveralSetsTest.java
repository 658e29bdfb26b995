// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.KEY;
import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static nl.schakel.disclosure.Fixtures.flat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Releases over several frozen sets, and somebody who lays them side by side. */
class SeveralSetsTest {
  private static final Method FIVE = Method.ControlledRounding.toFive(KEY);
  private static final List<List<String>> TABLES =
      List.of(List.of("year", "sex"), List.of("year", "form"), List.of("year", "sex", "form"));

  /** What the attack found: common cells of 1 to 4, those given away, and how it went. */
  private static final class Harvest {
    private long small;
    private long proven;
    private long exact;
    private long tables;
    private long refused;
    private long withoutTotals;
    private final Map<Refused.Code, Integer> why = new TreeMap<>();

    @Override
    public String toString() {
      return "%d small cells in common, %d given away, %d cells of the common persons known exactly; %d tables, %d refused, %d with totals left out"
              .formatted(small, proven, exact, tables, refused, withoutTotals)
          + " "
          + why;
    }
  }

  /** A frozen set with what was published from it. */
  private record Published(Cube set, List<Release> releases) {}

  private static List<Dimension> dimensions(int firstYear, int years) {
    List<String> codes = new ArrayList<>();
    for (int year = firstYear; year < firstYear + years; year++) {
      codes.add("y" + year);
    }
    return List.of(Dimension.of("year", codes), flat("sex", 2), flat("form", 4));
  }

  private static List<Cube.Row> invented(SplittableRandom random, int firstYear, int years) {
    List<Cube.Row> rows = new ArrayList<>();
    for (int year = firstYear; year < firstYear + years; year++) {
      int persons = 15 + random.nextInt(60);
      for (int i = 0; i < persons; i++) {
        rows.add(somebody(random, "p%d-%d".formatted(year, i), year));
      }
    }
    return rows;
  }

  private static Cube.Row somebody(SplittableRandom random, String person, int year) {
    double sex = random.nextDouble();
    double form = random.nextDouble();
    return new Cube.Row(
        person,
        List.of("y" + year, "sex" + (int) (sex * sex * 2), "form" + (int) (form * form * 4)));
  }

  /** One to eight persons come, go, or turn out to be somebody else than was thought. */
  private static List<Cube.Row> corrected(SplittableRandom random, List<Cube.Row> rows) {
    List<Cube.Row> after = new ArrayList<>(rows);
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(after.size());
      Cube.Row one = after.get(at);
      int year = Integer.parseInt(one.codes().getFirst().substring(1));
      switch (random.nextInt(3)) {
        case 0 -> after.remove(at);
        case 1 -> after.add(somebody(random, "new%d-%d".formatted(i, random.nextInt()), year));
        default -> after.set(at, somebody(random, one.person(), year));
      }
    }
    return after;
  }

  /** Publishes every table over a set, beside the others when they are to be looked at. */
  private static Published publish(
      String name, Cube set, List<Published> others, boolean together, Harvest harvest) {
    List<Release> releases = new ArrayList<>();
    for (List<String> names : TABLES) {
      CountTable table = set.table(names.toArray(String[]::new));
      Published before = new Published(set, releases);
      List<Cohort> cohorts = together ? cohorts(table, before, others) : List.of();
      harvest.tables++;
      switch (Disclosure.protect(table, FIVE, NO_RULES, Ledger.of(releases), cohorts)) {
        case ProtectedTable safe -> {
          releases.add(safe.release(name + names));
          harvest.withoutTotals +=
              safe.cells().stream().anyMatch(cell -> cell.value().isEmpty()) ? 1 : 0;
        }
        case Refused refused -> {
          harvest.refused++;
          harvest.why.merge(refused.reasons().getFirst().code(), 1, Integer::sum);
        }
      }
    }
    return new Published(set, releases);
  }

  private static List<Cohort> cohorts(CountTable table, Published mine, List<Published> others) {
    List<Cohort> cohorts = new ArrayList<>();
    for (List<Published> sets : together(mine, others)) {
      for (Cube common : common(sets)) {
        List<Release> releases = new ArrayList<>();
        sets.forEach(one -> releases.addAll(over(common, one)));
        cohorts.add(new Cohort(over(common, mine.set(), table), releases));
      }
    }
    return cohorts;
  }

  private static List<List<Published>> together(Published mine, List<Published> others) {
    List<List<Published>> all = new ArrayList<>();
    others.forEach(other -> all.add(List.of(mine, other)));
    if (others.size() > 1) {
      List<Published> every = new ArrayList<>(List.of(mine));
      every.addAll(others);
      all.add(every);
    }
    return all;
  }

  private static List<Cube> common(List<Published> sets) {
    List<Cube> cubes = sets.stream().map(Published::set).toList();
    return List.of(
        Cube.common("common", cubes, "year", Cube.Alike.CODES),
        Cube.common("common", cubes, "year", Cube.Alike.PERSON));
  }

  private static List<Release> over(Cube common, Published one) {
    return one.releases().stream()
        .map(release -> release.over(over(common, one.set(), release.table()), 0))
        .toList();
  }

  /** Counts a table of a set over the common persons, in the years of the set. */
  private static CountTable over(Cube common, Cube set, CountTable table) {
    return common.table(table.dimensions(), Map.of("year", set.dimension("year").leaves()));
  }

  /** Knows everybody who is not common, and lays all figures side by side. */
  private static void attack(List<Published> sets, Harvest harvest) {
    for (Cube common : common(sets)) {
      List<Release> releases = new ArrayList<>();
      sets.forEach(one -> releases.addAll(over(common, one)));
      List<Attack> attacks =
          releases.stream()
              .map(
                  release -> {
                    int cells = release.table().shape().cells();
                    long[] least = new long[cells];
                    long[] most = new long[cells];
                    for (int cell = 0; cell < cells; cell++) {
                      least[cell] = release.least(cell);
                      most[cell] = Math.min(release.most(cell), 10_000);
                    }
                    return new Attack(release.table().shape(), least, most);
                  })
              .toList();
      harvest(common, releases, attacks, harvest);
    }
  }

  private static void harvest(
      Cube common, List<Release> releases, List<Attack> attacks, Harvest harvest) {
    Map<List<BitSet>, long[]> bounds = new HashMap<>();
    List<List<List<BitSet>>> cells = new ArrayList<>();
    for (Release release : releases) {
      Conditions conditions = new Conditions(common, release.table());
      List<List<BitSet>> of = new ArrayList<>();
      for (int cell = 0; cell < release.table().shape().cells(); cell++) {
        of.add(conditions.of(cell));
      }
      cells.add(of);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int at = 0; at < attacks.size(); at++) {
        Attack attack = attacks.get(at).propagate();
        for (int cell = 0; cell < attack.least.length; cell++) {
          long[] known =
              bounds.computeIfAbsent(
                  cells.get(at).get(cell), key -> new long[] {0, Long.MAX_VALUE, 0});
          changed |= attack.least[cell] > known[0] || attack.most[cell] < known[1];
          known[0] = Math.max(known[0], attack.least[cell]);
          known[1] = Math.min(known[1], attack.most[cell]);
          known[2] = releases.get(at).table().sums()[cell];
          attack.least[cell] = known[0];
          attack.most[cell] = known[1];
        }
      }
    }
    for (long[] one : bounds.values()) {
      assertThat(one[2]).as("the attack is sound").isBetween(one[0], one[1]);
      if (one[2] >= 1 && one[2] <= 4) {
        harvest.small++;
        harvest.proven += one[0] >= 1 && one[1] <= 4 ? 1 : 0;
      }
      harvest.exact += one[0] == one[1] && one[1] > 0 ? 1 : 0;
    }
  }

  private static void print(String line, Object... values) {
    System.out.println("attack: " + line.formatted(values));
  }

  @Test
  void a_cell_that_nobody_changed_is_shown_as_it_was_whatever_the_key() {
    List<Dimension> dimensions =
        List.of(Dimension.of("year", "y"), flat("sex", 2), flat("form", 3));
    List<Cube.Row> rows = new ArrayList<>();
    int[] counts = {12, 3, 12, 6, 7, 4};
    for (int cell = 0; cell < counts.length; cell++) {
      for (int i = 0; i < counts[cell]; i++) {
        rows.add(
            new Cube.Row(
                "p%d-%d".formatted(cell, i), List.of("y", "sex" + cell / 3, "form" + cell % 3)));
      }
    }
    Cube first = Cube.of("first", dimensions, rows);
    Cube second = Cube.of("second", dimensions, rows.subList(1, rows.size()));
    CountTable before = first.table("sex", "form");
    CountTable after = second.table("sex", "form");
    int otherwise = 0;
    for (int i = 0; i < 100; i++) {
      Method method = Method.ControlledRounding.toFive(NoiseKey.of("%064x".formatted(i)));
      ProtectedTable shown =
          Fixtures.published(Disclosure.protect(before, method, NO_RULES, Ledger.EMPTY));
      List<Cohort> cohorts =
          cohorts(
              after,
              new Published(second, List.of()),
              List.of(new Published(first, List.of(shown.release("first")))));

      Outcome together = Disclosure.protect(after, method, NO_RULES, Ledger.EMPTY, cohorts);
      Outcome anew = Disclosure.protect(after, method, NO_RULES, Ledger.EMPTY);

      assertThat(Fixtures.published(together).shown()).isEqualTo(shown.shown());
      otherwise +=
          Fixtures.published(anew).value("sex0", "form1").equals(shown.value("sex0", "form1"))
              ? 0
              : 1;
    }
    assertThat(otherwise).as("keys under which rounding anew gives three people away").isPositive();
  }

  @Test
  void an_old_figure_says_less_when_persons_in_it_are_known_or_cannot_be_placed() {
    CountTable whole = CountTable.of(List.of(flat("sex", 2)), 6, 20);
    CountTable some = CountTable.of(List.of(flat("sex", 2)), 4, 20);
    Release release =
        Release.rounded("old", whole, 5, Map.of(List.of("sex0"), 5L, List.of("sex1"), 20L));

    Release placed = release.over(some, 0);
    Release unplaced = release.over(some, 3);

    int sex0 = whole.shape().cell(List.of("sex0"));
    int sex1 = whole.shape().cell(List.of("sex1"));
    assertThat(List.of(placed.least(sex0), placed.most(sex0))).containsExactly(0L, 7L);
    assertThat(List.of(placed.least(sex1), placed.most(sex1))).containsExactly(16L, 24L);
    assertThat(List.of(unplaced.least(sex1), unplaced.most(sex1))).containsExactly(13L, 24L);
  }

  @Test
  void after_a_correction_nobody_proves_a_small_number_among_those_who_did_not_change() {
    Harvest ours = new Harvest();
    Harvest anew = new Harvest();
    SplittableRandom random = new SplittableRandom(32);
    for (int i = 0; i < 500; i++) {
      List<Cube.Row> rows = invented(random, 2020, 1 + random.nextInt(3));
      int years = (int) rows.stream().map(row -> row.codes().getFirst()).distinct().count();
      Cube first = Cube.of("a" + i, dimensions(2020, years), rows);
      Cube second = Cube.of("b" + i, dimensions(2020, years), corrected(random, rows));
      for (boolean together : List.of(true, false)) {
        Harvest harvest = together ? ours : anew;
        Published earlier = publish("a", first, List.of(), true, new Harvest());
        Published later = publish("b", second, List.of(earlier), together, harvest);
        attack(List.of(earlier, later), harvest);
      }
    }
    print("500 corrections of 1 to 8 persons, each set rounded anew: %s", anew);
    print("500 corrections of 1 to 8 persons, judged together: %s", ours);
    assertThat(anew.small).isGreaterThan(5_000);
    assertThat(100 * anew.proven).isGreaterThan(10 * anew.small);
    assertThat(ours.proven).isZero();
    assertThat(ours.exact).isZero();
    // Sets of a few dozen persons leave little room: within one set some are refused already.
    assertThat(ours.refused).isLessThan(ours.tables / 6);
  }

  @Test
  void three_sets_in_a_row_prove_nothing_either() {
    Harvest ours = new Harvest();
    SplittableRandom random = new SplittableRandom(33);
    for (int i = 0; i < 150; i++) {
      List<Cube.Row> rows = invented(random, 2020, 2);
      List<Published> published = new ArrayList<>();
      for (int set = 0; set < 3; set++) {
        Cube cube = Cube.of("s" + set, dimensions(2020, 2), rows);
        published.add(publish("s" + set, cube, List.copyOf(published), true, ours));
        rows = corrected(random, rows);
      }
      attack(published, ours);
      attack(published.subList(1, 3), ours);
    }
    print("150 times two corrections in a row, judged together: %s", ours);
    assertThat(ours.proven).isZero();
  }

  @Test
  void a_year_that_stands_in_five_yearly_sets_gives_nobody_away() {
    Harvest ours = new Harvest();
    Harvest anew = new Harvest();
    SplittableRandom random = new SplittableRandom(34);
    for (int i = 0; i < 30; i++) {
      List<Cube.Row> rows = invented(random, 2020, 7);
      for (boolean together : List.of(true, false)) {
        Harvest harvest = together ? ours : anew;
        List<Published> published = new ArrayList<>();
        for (int year = 2020; year < 2023; year++) {
          List<String> years = dimensions(year, 5).getFirst().leaves();
          Cube cube =
              Cube.of(
                  "to" + year,
                  dimensions(year, 5),
                  rows.stream().filter(row -> years.contains(row.codes().getFirst())).toList());
          published.add(publish("to" + year, cube, List.copyOf(published), together, harvest));
        }
        attack(published, harvest);
      }
    }
    print("30 times three yearly sets of five years, each rounded anew: %s", anew);
    print("30 times three yearly sets of five years, judged together: %s", ours);
    assertThat(100 * anew.proven).isGreaterThan(10 * anew.small);
    assertThat(ours.proven).isZero();
  }

  @Test
  void a_correction_in_a_register_of_the_real_size_is_judged_within_seconds() {
    Cube first = Fixtures.victims(5, 1000, 3);
    SplittableRandom random = new SplittableRandom(35);
    Cube second = Fixtures.corrected(first, 20, random);
    List<List<String>> tables =
        List.of(
            List.of("year", "sex"),
            List.of("year", "reporter", "sex"),
            List.of("year", "form", "sex"),
            List.of("year", "sex", "age"),
            List.of("year", "nationality", "sex"),
            List.of("year", "region"));
    List<Release> earlier = new ArrayList<>();
    List<Release> later = new ArrayList<>();
    long[] nanos = new long[2];
    for (Cube set : List.of(first, second)) {
      List<Release> mine = set == first ? earlier : later;
      long start = System.nanoTime();
      for (List<String> names : tables) {
        CountTable table = set.table(names.toArray(String[]::new));
        List<Cohort> cohorts =
            set == first
                ? List.of()
                : cohorts(table, new Published(set, mine), List.of(new Published(first, earlier)));
        Outcome outcome =
            Disclosure.protect(
                table, FIVE, GroupRules.differencesOnly("test"), Ledger.of(mine), cohorts);
        if (outcome instanceof ProtectedTable safe) {
          mine.add(safe.release(names.toString()));
        }
      }
      nanos[set == first ? 0 : 1] = System.nanoTime() - start;
    }
    print(
        "six tables over five years of 1,000 persons: %d ms alone, %d ms beside an earlier set with"
            + " 20 corrections; %d and %d shown",
        nanos[0] / 1_000_000, nanos[1] / 1_000_000, earlier.size(), later.size());
    assertThat(later).hasSizeBetween(earlier.size() - 1, tables.size());
    assertThat(nanos[1]).isLessThan(60_000_000_000L);
  }
}
