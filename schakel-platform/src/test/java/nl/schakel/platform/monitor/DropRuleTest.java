// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nl.schakel.platform.monitor.DropRule.Drop;
import nl.schakel.platform.monitor.DropRule.Past;
import org.junit.jupiter.api.Test;

class DropRuleTest {
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

    assertThat(new DropTest(months).p()).isCloseTo(asLow / 4096.0, within(1e-12));
  }

  @Test
  void the_least_chance_is_that_of_every_month_at_its_lowest() {
    List<Long> fallen = months(4, year -> year < 3 ? 10 : 2);

    assertThat(new DropTest(fallen).p()).isCloseTo(Math.pow(4, -12), within(1e-15));
    assertThat(new DropTest(fallen).least()).isCloseTo(Math.pow(4, -12), within(1e-15));
    assertThat(new DropTest(months(2, year -> 0)).least()).isEqualTo(1);
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
      List<Drop<String>> drops = DropRule.drops(List.of(new Past<>("others", months)), 0.01);

      assertThat(drops).hasSize(1);
      assertThat(drops.getFirst().now()).isEqualTo(150);
      assertThat(drops.getFirst().before()).isEqualTo(550);
    }
  }

  @Test
  void without_change_the_false_alarms_stay_under_the_stated_rate_in_calm_and_in_bursts() {
    Random random = new Random(42);

    assertThat(falseAlarms(random, 1)).isLessThanOrEqualTo(atMost(2000));
    assertThat(falseAlarms(random, 6)).isLessThanOrEqualTo(atMost(2000));
  }

  /** The stated rate and three standard errors of so many runs. */
  private static double atMost(int runs) {
    return ERROR_RATE + 3 * Math.sqrt(ERROR_RATE * (1 - ERROR_RATE) / runs);
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
      alarms += DropRule.drops(pasts, ERROR_RATE).isEmpty() ? 0 : 1;
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

    assertThat(DropRule.drops(pasts, 0.01)).extracting(Drop::organisation).contains("halved");
  }

  @Test
  void who_stopped_reporting_is_found() {
    assertThat(
            DropRule.drops(
                List.of(new Past<>("silent", months(5, year -> year < 4 ? 2 : 0))), 0.01))
        .extracting(Drop::now)
        .containsExactly(0L);
  }

  @Test
  void who_reports_too_seldom_or_too_short_is_not_judged() {
    List<Long> seldom = new ArrayList<>(months(5, year -> 0));
    seldom.set(0, 1L);
    seldom.set(20, 1L);
    List<Long> young = new ArrayList<>(months(4, year -> 0));
    young.set(30, 40L);

    assertThat(DropRule.drops(List.of(new Past<>("seldom", seldom)), 0.01)).isEmpty();
    assertThat(DropRule.drops(List.of(new Past<>("young", young)), 0.01)).isEmpty();
    assertThat(DropRule.drops(List.of(new Past<>("never", months(4, year -> 0))), 0.01)).isEmpty();
  }

  @Test
  void a_past_that_is_no_whole_years_is_refused() {
    assertThatThrownBy(() -> new DropTest(List.of(1L, 2L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 months");
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
