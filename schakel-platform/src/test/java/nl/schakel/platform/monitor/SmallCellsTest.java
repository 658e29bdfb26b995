// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static nl.schakel.platform.monitor.Counting.ONCE;
import static nl.schakel.platform.monitor.Counting.SEVERAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmallCellsTest {
  private static final List<Long> ZERO_TO_FOUR = List.of(0L, 1L, 2L, 3L, 4L);

  /** The form of a table: per cut how often a person counts in it and how many cells it has. */
  record Form(int largestTotal, List<Counting> countings, List<Integer> cells) {
    static Form of(int largestTotal, Counting counting, Integer... cells) {
      return new Form(
          largestTotal, Stream.of(cells).map(size -> counting).toList(), List.of(cells));
    }

    Form and(Counting counting, int more) {
      return new Form(
          largestTotal,
          Stream.concat(countings.stream(), Stream.of(counting)).toList(),
          Stream.concat(cells.stream(), Stream.of(more)).toList());
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        Form.of(60, ONCE, 2),
        Form.of(45, ONCE, 3),
        Form.of(30, ONCE, 4),
        Form.of(24, ONCE, 5),
        Form.of(14, SEVERAL, 3),
        Form.of(40, ONCE, 2, 2),
        Form.of(21, ONCE, 3, 3),
        Form.of(25, ONCE, 2, 2, 2),
        Form.of(22, ONCE, 2, 4),
        Form.of(15, ONCE, 3).and(SEVERAL, 2),
        Form.of(30, ONCE, 2).and(SEVERAL, 2),
        Form.of(30, ONCE, 3).and(ONCE, 2),
        Form.of(20, ONCE, 3).and(ONCE, 1),
        Form.of(10, SEVERAL, 2).and(SEVERAL, 2));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void each_hidden_number_stays_open_even_to_one_who_knows_the_method_and_tries_every_table(
      Form form) {
    Map<SafeYear, Map<String, TreeSet<Long>>> behind = new HashMap<>();

    eachTable(
        form,
        (total, cuts) ->
            remember(
                behind.computeIfAbsent(SmallCells.protect(total, cuts), shown -> new HashMap<>()),
                total,
                cuts));

    int checked = 0;
    for (var entry : behind.entrySet()) {
      SafeYear shown = entry.getKey();
      if (shown.total().high() <= form.largestTotal()) {
        assertThat(narrowed(shown, entry.getValue())).as("%s", shown).isEmpty();
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void the_attack_succeeds_on_plain_rounding_so_it_would_have_found_a_leak() {
    Form form = Form.of(60, ONCE, 2);
    Map<SafeYear, Map<String, TreeSet<Long>>> behind = new HashMap<>();

    eachTable(
        form,
        (total, cuts) ->
            remember(
                behind.computeIfAbsent(plainly(total, cuts), shown -> new HashMap<>()),
                total,
                cuts));

    assertThat(behind.entrySet())
        .filteredOn(entry -> !narrowed(entry.getKey(), entry.getValue()).isEmpty())
        .isNotEmpty();
  }

  @Property(tries = 2000)
  void no_cut_of_a_year_of_real_size_narrows_a_hidden_number(@ForAll("years") List<Cut> cuts) {
    long total = cuts.getFirst().cells().stream().mapToLong(Cut.Cell::count).sum();

    SafeYear shown = SmallCells.protect(total, cuts);

    TreeSet<Long> persons = new TreeSet<>();
    for (long n = shown.total().low(); n <= shown.total().high(); n++) {
      long candidate = n;
      if (shownCuts(shown).allMatch(cut -> !possible(cut, -1, candidate).isEmpty())) {
        persons.add(n);
      }
    }
    shownCuts(shown)
        .forEach(
            cut -> {
              List<SafeCell> cells = List.copyOf(cut.cells().values());
              for (int at = 0; at < cells.size(); at++) {
                TreeSet<Long> values = new TreeSet<>();
                for (long n : persons) {
                  values.addAll(possible(cut, at, n));
                }
                if (cells.get(at).hidden()) {
                  assertThat(values).containsExactlyElementsOf(ZERO_TO_FOUR);
                }
              }
            });
  }

  @Property(tries = 2000)
  void what_is_shown_is_a_multiple_of_five_at_most_two_from_the_truth(
      @ForAll("years") List<Cut> cuts) {
    long total = cuts.getFirst().cells().stream().mapToLong(Cut.Cell::count).sum();

    SafeYear shown = SmallCells.protect(total, cuts);

    for (Cut cut : cuts) {
      if (shown.cuts().get(cut.dimension()) instanceof SafeCut.Shown safe) {
        for (Cut.Cell cell : cut.cells()) {
          if (safe.cells().get(cell.code()) instanceof SafeCell.Shown(long value)) {
            assertThat(value % 5).isZero();
            assertThat(Math.abs(value - cell.count())).isLessThanOrEqualTo(2);
            assertThat(cell.count()).isGreaterThanOrEqualTo(5);
          } else {
            assertThat(cell.count()).isLessThan(5);
          }
        }
      }
    }
  }

  @Test
  void zero_looks_like_four() {
    SafeYear none = SmallCells.protect(100, List.of(cut("sex", ONCE, 60, 40, 0, 0)));
    SafeYear four = SmallCells.protect(100, List.of(cut("sex", ONCE, 58, 38, 0, 4)));

    assertThat(none).isEqualTo(four);
  }

  @Test
  void a_year_of_about_a_thousand_persons_keeps_nearly_all_its_cuts() {
    Random random = new Random(20260101);
    int shown = 0;
    int all = 0;
    for (int year = 0; year < 2000; year++) {
      List<Cut> cuts = typicalYear(random, 700 + random.nextInt(700));
      SafeYear safe =
          SmallCells.protect(
              cuts.getFirst().cells().stream().mapToLong(Cut.Cell::count).sum(), cuts);
      all += cuts.size();
      shown += (int) shownCuts(safe).count();
    }

    assertThat(shown / (double) all).isGreaterThan(0.95);
  }

  @Test
  void a_cut_that_would_give_a_number_away_is_withheld() {
    // 58 and 38 are shown as 60 and 40 under a total shown as 95: the third can only be 0 or 1.
    SafeYear year = SmallCells.protect(96, List.of(cut("age", ONCE, 58, 38, 0)));

    assertThat(year.cuts().get("age")).isEqualTo(new SafeCut.Withheld());
    assertThat(year.total()).isEqualTo(new SafeCell.Shown(95));
  }

  @Test
  void counts_that_contradict_each_other_are_refused() {
    assertThatThrownBy(() -> SmallCells.protect(99, List.of(cut("sex", ONCE, 60, 40))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sex");
    assertThatThrownBy(() -> SmallCells.protect(50, List.of(cut("form", SEVERAL, 60, 40))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SmallCells.protect(101, List.of(cut("form", SEVERAL, 60, 40))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Cut.Cell("x", -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Cut("sex", ONCE, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<List<Cut>> years() {
    return Arbitraries.integers()
        .between(0, 400)
        .flatMap(
            total ->
                Combinators.combine(
                        spread(total, "sex", 4), spread(total, "age", 4), several(total, "form", 5))
                    .as(List::of));
  }

  private static Arbitrary<Cut> spread(int total, String dimension, int cells) {
    return Arbitraries.randomValue(random -> cut(dimension, ONCE, divided(random, total, cells)));
  }

  private static Arbitrary<Cut> several(int total, String dimension, int cells) {
    return Arbitraries.randomValue(
        random -> {
          long[] counts = divided(random, total, cells);
          for (int i = 0; i < cells; i++) {
            counts[i] = Math.min(total, counts[i] + random.nextInt(1 + total / 10));
          }
          return cut(dimension, SEVERAL, counts);
        });
  }

  /** Skewed, so that small numbers stand beside large ones. */
  private static long[] divided(Random random, int total, int cells) {
    double[] weights = random.doubles(cells).map(x -> x * x * x * x + 1e-4).toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    long[] counts = new long[cells];
    for (int i = 0; i < total; i++) {
      double pick = random.nextDouble() * sum;
      int at = 0;
      while (at < cells - 1 && pick >= weights[at]) {
        pick -= weights[at];
        at++;
      }
      counts[at]++;
    }
    return counts;
  }

  private static List<Cut> typicalYear(Random random, int total) {
    return List.of(
        shares("sex", ONCE, random, total, 600, 390, 2, 8),
        shares("age", ONCE, random, total, 75, 140, 750, 35),
        shares("nationality", ONCE, random, total, 180, 330, 480, 2, 8),
        shares("form", SEVERAL, random, total, 440, 430, 120, 1, 20, 50),
        shares("reporter", SEVERAL, random, total, 350, 60, 50, 300, 20, 20, 240, 10, 10, 3, 1));
  }

  private static Cut shares(
      String dimension, Counting counting, Random random, int total, int... perThousand) {
    long[] counts = new long[perThousand.length];
    int sum = IntStream.of(perThousand).sum();
    for (int person = 0; person < total; person++) {
      counts[drawn(random, sum, perThousand)]++;
    }
    return cut(dimension, counting, counts);
  }

  private static int drawn(Random random, int sum, int... weights) {
    int pick = random.nextInt(sum);
    int at = 0;
    while (pick >= weights[at]) {
      pick -= weights[at];
      at++;
    }
    return at;
  }

  private static Cut cut(String dimension, Counting counting, long... counts) {
    return new Cut(
        dimension,
        counting,
        IntStream.range(0, counts.length).mapToObj(i -> new Cut.Cell("c" + i, counts[i])).toList());
  }

  private static SafeYear plainly(long total, List<Cut> cuts) {
    Map<String, SafeCut> plain = new HashMap<>();
    for (Cut cut : cuts) {
      Map<String, SafeCell> cells = new HashMap<>();
      cut.cells().forEach(cell -> cells.put(cell.code(), SafeCell.of(cell.count())));
      plain.put(cut.dimension(), new SafeCut.Shown(cut.counting(), cells));
    }
    return new SafeYear(SafeCell.of(total), plain);
  }

  private static Stream<SafeCut.Shown> shownCuts(SafeYear year) {
    return year.cuts().values().stream()
        .filter(SafeCut.Shown.class::isInstance)
        .map(SafeCut.Shown.class::cast);
  }

  /**
   * Values of one cell for which the others can be filled in, by walking through every sum: another
   * way than the audit's intervals.
   */
  private static TreeSet<Long> possible(SafeCut.Shown cut, int at, long persons) {
    List<SafeCell> cells = List.copyOf(cut.cells().values());
    TreeSet<Long> values = new TreeSet<>();
    long from = at < 0 ? 0 : cells.get(at).low();
    long to = at < 0 ? 0 : cells.get(at).high();
    for (long value = from; value <= to && value <= persons; value++) {
      TreeSet<Long> sums = new TreeSet<>(List.of(value));
      for (int i = 0; i < cells.size(); i++) {
        if (i != at) {
          sums = plus(sums, cells.get(i), persons, cut.counting());
        }
      }
      if (sums.contains(persons)) {
        values.add(value);
      }
    }
    return values;
  }

  /** For several answers a person, sums above the number of persons are as good as equal to it. */
  private static TreeSet<Long> plus(
      TreeSet<Long> sums, SafeCell cell, long persons, Counting counting) {
    TreeSet<Long> more = new TreeSet<>();
    for (long sum : sums) {
      for (long value = cell.low(); value <= Math.min(cell.high(), persons); value++) {
        more.add(counting == SEVERAL ? Math.min(persons, sum + value) : sum + value);
      }
    }
    return more;
  }

  private static void eachTable(Form form, BiConsumer<Long, List<Cut>> use) {
    for (long total = 0; total <= form.largestTotal(); total++) {
      eachTable(form, total, new ArrayList<>(), use);
    }
  }

  private static void eachTable(
      Form form, long total, List<Cut> sofar, BiConsumer<Long, List<Cut>> use) {
    int at = sofar.size();
    if (at == form.countings().size()) {
      use.accept(total, List.copyOf(sofar));
      return;
    }
    eachCut(
        form.countings().get(at),
        form.cells().get(at),
        total,
        cells -> {
          sofar.add(new Cut("d" + at, form.countings().get(at), cells));
          eachTable(form, total, sofar, use);
          sofar.removeLast();
        });
  }

  private static void eachCut(
      Counting counting, int size, long total, Consumer<List<Cut.Cell>> use) {
    fill(counting, size, total, new ArrayList<>(), 0, use);
  }

  private static void fill(
      Counting counting,
      int size,
      long total,
      List<Cut.Cell> sofar,
      long sum,
      Consumer<List<Cut.Cell>> use) {
    int at = sofar.size();
    if (at == size) {
      if (counting == ONCE ? sum == total : sum >= total) {
        use.accept(List.copyOf(sofar));
      }
      return;
    }
    long most = counting == ONCE ? total - sum : total;
    for (long count = 0; count <= most; count++) {
      sofar.add(new Cut.Cell("c" + at, count));
      fill(counting, size, total, sofar, sum + count, use);
      sofar.removeLast();
    }
  }

  private static void remember(Map<String, TreeSet<Long>> behind, long total, List<Cut> cuts) {
    behind.computeIfAbsent("total", key -> new TreeSet<>()).add(total);
    for (Cut cut : cuts) {
      for (Cut.Cell cell : cut.cells()) {
        behind
            .computeIfAbsent(cut.dimension() + "/" + cell.code(), key -> new TreeSet<>())
            .add(cell.count());
      }
    }
  }

  /** Hidden numbers of which one of 0 to 4 can be ruled out. */
  private static List<String> narrowed(SafeYear shown, Map<String, TreeSet<Long>> behind) {
    List<String> hidden = new ArrayList<>();
    if (shown.total().hidden()) {
      hidden.add("total");
    }
    shown
        .cuts()
        .forEach(
            (dimension, cut) -> {
              if (cut instanceof SafeCut.Shown(Counting counting, Map<String, SafeCell> cells)) {
                cells.forEach(
                    (code, cell) -> {
                      if (cell.hidden()) {
                        hidden.add(dimension + "/" + code);
                      }
                    });
              }
            });
    return hidden.stream()
        .filter(key -> !behind.getOrDefault(key, new TreeSet<>()).containsAll(ZERO_TO_FOUR))
        .toList();
  }
}
