// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nl.schakel.platform.monitor.ChangeRule.Change;
import nl.schakel.platform.monitor.ChangeRule.Past;
import nl.schakel.platform.monitor.TwelveMonths.Way;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangeRuleTest {
  private static final double ERROR_RATE = 0.05;

  @Test
  void the_chance_is_the_share_of_all_exchanges_of_months_that_are_as_low() {
    List<Long> months =
        Stream.of(
                LongStream.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8),
                LongStream.of(2, 0, 3, 3, 5, 1, 2, 2, 5, 1, 4, 7))
            .flatMap(LongStream::boxed)
            .toList();

    int asLow = 0;
    for (int exchange = 0; exchange < 1 << 12; exchange++) {
      long total = 0;
      for (int month = 0; month < 12; month++) {
        total += months.get(month + 12 * ((exchange >> month) & 1));
      }
      asLow += total <= 35 ? 1 : 0;
    }

    assertThat(new TwelveMonths(months).p(Way.FELL)).isCloseTo(asLow / 4096.0, within(1e-12));
  }

  @Test
  void the_least_chance_is_that_of_every_month_at_its_lowest() {
    List<Long> fallen = months(4, year -> year < 3 ? 10 : 2);

    assertThat(new TwelveMonths(fallen).p(Way.FELL)).isCloseTo(Math.pow(4, -12), within(1e-15));
    assertThat(new TwelveMonths(fallen).least(Way.FELL)).isCloseTo(Math.pow(4, -12), within(1e-15));
    assertThat(new TwelveMonths(months(2, year -> 0)).least(Way.FELL)).isEqualTo(1);
  }

  @Test
  void the_published_fall_of_reporters_outside_investigation_is_found() throws Exception {
    List<PublishedNumber> series =
        PublishedNumbers.shipped().series().stream()
            .filter(number -> number.series().equals("NR"))
            .filter(number -> number.population().equals("reporter:non-law-enforcement"))
            .toList();
    List<Long> years = new ArrayList<>();
    for (int year = 2014; year <= 2018; year++) {
      int wanted = year;
      years.add(
          series.stream()
              .filter(number -> number.yearFrom() == wanted)
              .findFirst()
              .orElseThrow()
              .value());
    }
    assertThat(years).containsExactly(550L, 550L, 550L, 550L, 150L);
    Random random = new Random(2018);

    for (int spread = 0; spread < 200; spread++) {
      List<Long> months = new ArrayList<>();
      years.forEach(reports -> months.addAll(inBursts(random, reports)));
      List<Change<String>> drops = ChangeRule.falls(List.of(new Past<>("others", months)), 0.01);

      assertThat(drops).hasSize(1);
      assertThat(drops.getFirst().now()).isEqualTo(150);
      assertThat(drops.getFirst().before()).isEqualTo(550);
    }
  }

  @Test
  void without_change_the_false_alarms_stay_under_the_stated_rate_in_calm_and_in_bursts() {
    Random random = new Random(42);

    assertThat(falseAlarms(random, 1)).isLessThanOrEqualTo(atMost(ERROR_RATE, 2000));
    assertThat(falseAlarms(random, 6)).isLessThanOrEqualTo(atMost(ERROR_RATE, 2000));
  }

  /** The stated rate and three standard errors of so many runs. */
  private static double atMost(double rate, int runs) {
    return rate + 3 * Math.sqrt(rate * (1 - rate) / runs);
  }

  private static double falseAlarms(Random random, int burst) {
    int runs = 2000;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      List<Past<Integer>> pasts = new ArrayList<>();
      for (int organisation = 0; organisation < 12; organisation++) {
        double mean = 0.05 + 20 * Math.pow(random.nextDouble(), 3);
        pasts.add(
            new Past<>(
                organisation,
                IntStream.range(0, 60)
                    .mapToObj(month -> season(random, mean, month, burst))
                    .toList()));
      }
      alarms += ChangeRule.falls(pasts, ERROR_RATE).isEmpty() ? 0 : 1;
    }
    return (double) alarms / runs;
  }

  private static long season(Random random, double mean, int month, int burst) {
    double level = mean * (1 + 0.5 * Math.sin(month * Math.PI / 6));
    return burst * poisson(random, level / burst);
  }

  @Test
  void a_fall_to_half_of_a_busy_reporter_is_found_beside_others_that_are_steady() {
    Random random = new Random(7);
    List<Past<String>> pasts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      pasts.add(new Past<>("steady " + i, poissons(random, 48, month -> 8)));
    }
    pasts.add(new Past<>("halved", poissons(random, 48, month -> month < 36 ? 12 : 6)));

    assertThat(ChangeRule.falls(pasts, 0.01)).extracting(Change::of).contains("halved");
  }

  @Test
  void who_stopped_reporting_is_found() {
    assertThat(
            ChangeRule.falls(
                List.of(new Past<>("silent", months(5, year -> year < 4 ? 2 : 0))), 0.01))
        .extracting(Change::now)
        .containsExactly(0L);
  }

  @Test
  void who_reports_too_seldom_or_too_short_is_not_judged() {
    List<Long> seldom = new ArrayList<>(months(5, year -> 0));
    seldom.set(0, 1L);
    seldom.set(20, 1L);
    List<Long> young = new ArrayList<>(months(4, year -> 0));
    young.set(30, 40L);

    assertThat(ChangeRule.falls(List.of(new Past<>("seldom", seldom)), 0.01)).isEmpty();
    assertThat(ChangeRule.falls(List.of(new Past<>("young", young)), 0.01)).isEmpty();
    assertThat(ChangeRule.falls(List.of(new Past<>("never", months(4, year -> 0))), 0.01))
        .isEmpty();
  }

  @Test
  void a_past_that_is_no_whole_years_is_refused() {
    assertThatThrownBy(() -> new TwelveMonths(List.of(1L, 2L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 months");
  }

  /** The mirror of a fall: what is high among as many exchanges as what is low. */
  @Test
  void a_rise_is_as_likely_as_the_same_fall_seen_from_above() {
    Random random = new Random(11);
    List<Long> months = poissons(random, 48, month -> 6);
    List<Long> mirrored = months.stream().map(count -> 40 - count).toList();

    assertThat(new TwelveMonths(months).p(Way.ROSE))
        .isCloseTo(new TwelveMonths(mirrored).p(Way.FELL), within(1e-12));
    assertThat(new TwelveMonths(months).least(Way.ROSE))
        .isCloseTo(new TwelveMonths(mirrored).least(Way.FELL), within(1e-15));
  }

  @Test
  void a_rise_and_a_fall_are_told_apart_and_each_with_its_years() {
    Random random = new Random(3);
    List<Past<String>> pasts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pasts.add(new Past<>("steady " + i, poissons(random, 60, month -> 9)));
    }
    pasts.add(new Past<>("up", poissons(random, 60, month -> month < 48 ? 10 : 25)));
    pasts.add(new Past<>("down", poissons(random, 60, month -> month < 48 ? 25 : 10)));

    List<Change<String>> changes = ChangeRule.changes(pasts, EnumSet.allOf(Way.class), 20, 0.01);

    assertThat(changes)
        .extracting(Change::of, Change::way)
        .containsExactlyInAnyOrder(tuple("up", Way.ROSE), tuple("down", Way.FELL));
    assertThat(changes)
        .allSatisfy(
            change -> {
              assertThat(change.years()).hasSize(4);
              assertThat(change.years().getLast()).isEqualTo(change.now());
            });
  }

  @Test
  void a_group_of_fewer_reports_than_can_be_told_is_not_judged() {
    List<Past<String>> pasts = List.of(new Past<>("few", months(5, year -> year < 4 ? 1 : 0)));

    assertThat(ChangeRule.changes(pasts, EnumSet.allOf(Way.class), 0, 0.01)).hasSize(1);
    assertThat(ChangeRule.changes(pasts, EnumSet.allOf(Way.class), 20, 0.01)).isEmpty();
  }

  /** What the chance of a false entry is measured to be; the table stands in docs/figures.md. */
  @Test
  void the_measured_error_rates_are_those_in_the_document() throws Exception {
    StringBuilder table = new StringBuilder();
    for (Null of : Null.values()) {
      Random random = new Random(20_180_525);
      int one = 0;
      int five = 0;
      for (int run = 0; run < RUNS; run++) {
        List<Change<Integer>> found = found(of.groups(random));
        // Every group here could show a change at either rate, so the list at 1 % is in this one.
        one += !found.isEmpty() && found.getFirst().chance() <= 0.01 ? 1 : 0;
        five += found.isEmpty() ? 0 : 1;
      }
      table.append(
          "| %s | %.1f %% | %.1f %% |\n"
              .formatted(of.words, 100.0 * one / RUNS, 100.0 * five / RUNS));
      if (of.holds) {
        assertThat((double) one / RUNS).as(of.words).isLessThanOrEqualTo(atMost(0.01, RUNS));
        assertThat((double) five / RUNS).as(of.words).isLessThanOrEqualTo(atMost(0.05, RUNS));
      }
    }

    assertThat(Files.readString(Path.of("../docs/figures.md")).contains(table))
        .as("docs/figures.md has the table%n%s", table)
        .isTrue();
  }

  private static final int RUNS = 2_000;

  private static List<Change<Integer>> found(List<Past<Integer>> groups) {
    return ChangeRule.changes(
        groups, EnumSet.allOf(Way.class), ChangedGroup.Year.SMALLEST, ERROR_RATE);
  }

  /** Worlds in which nothing changes: 24 groups of 2 to 34 reports a month, over five years. */
  private enum Null {
    POISSON("Poisson: variance equal to the mean", true, 1, 0),
    BURSTS("negative binomial: variance three times the mean, months independent", true, 3, 0),
    WILD("negative binomial: variance eight times the mean, months independent", true, 8, 0),
    YEARS_10("Poisson, and whole years differ by 10 % (standard deviation)", false, 1, 0.1),
    YEARS_20("Poisson, and whole years differ by 20 %", false, 1, 0.2);

    private final String words;
    private final boolean holds;
    private final double spread;
    private final double years;

    Null(String words, boolean holds, double spread, double years) {
      this.words = words;
      this.holds = holds;
      this.spread = spread;
      this.years = years;
    }

    List<Past<Integer>> groups(Random random) {
      List<Past<Integer>> groups = new ArrayList<>();
      for (int group = 0; group < 24; group++) {
        double mean = 2 + group * 1.4;
        List<Long> months = new ArrayList<>();
        double year = 1;
        for (int month = 0; month < 60; month++) {
          if (month % 12 == 0) {
            year = years == 0 ? 1 : Math.max(0, 1 + years * random.nextGaussian());
          }
          double season = 1 + 0.3 * Math.sin(month * Math.PI / 6);
          months.add(count(random, mean * season * year));
        }
        groups.add(new Past<>(group, months));
      }
      return groups;
    }

    /** Negative binomial as Poisson clusters of logarithmic size; with a spread of 1 Poisson. */
    private long count(Random random, double mean) {
      if (spread == 1) {
        return poisson(random, mean);
      }
      double p = 1 - 1 / spread;
      double clusters = mean * Math.log(spread) / (spread - 1);
      long sum = 0;
      for (long left = poisson(random, clusters); left > 0; left--) {
        sum += logarithmic(random, p);
      }
      return sum;
    }

    private static long logarithmic(Random random, double p) {
      double at = random.nextDouble();
      double term = -p / Math.log1p(-p);
      long k = 1;
      for (double sum = term; at > sum && k < 1000; sum += term) {
        term *= p * k / (k + 1);
        k++;
      }
      return k;
    }
  }

  private static List<Long> months(int years, IntToDoubleFunction level) {
    return IntStream.range(0, years * 12)
        .mapToObj(month -> (long) level.applyAsDouble(month / 12))
        .toList();
  }

  private static List<Long> poissons(Random random, int months, IntToDoubleFunction level) {
    return IntStream.range(0, months)
        .mapToObj(month -> poisson(random, level.applyAsDouble(month)))
        .toList();
  }

  /** Reports of one year over its months, some of them several at once. */
  private static List<Long> inBursts(Random random, long reports) {
    long[] months = new long[12];
    long left = reports;
    while (left > 0) {
      long together = Math.min(left, 1 + random.nextInt(9));
      months[random.nextInt(12)] += together;
      left -= together;
    }
    return LongStream.of(months).boxed().toList();
  }

  private static long poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    long count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
