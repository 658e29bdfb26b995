// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SeriesChangesTest {
  private static final double ERROR_RATE = 0.01;

  @Test
  void the_fall_of_2018_is_found_in_the_published_series_and_is_the_clearest_of_all() {
    List<PublishedNumbers.Changed> changes = PublishedNumbers.shipped().changed(ERROR_RATE);

    assertThat(changes.getFirst())
        .satisfies(
            fall -> {
              assertThat(fall.number().series()).isEqualTo("NR");
              assertThat(fall.number().population()).isEqualTo("reporter:non-law-enforcement");
              assertThat(fall.number().yearFrom()).isEqualTo(2018);
              assertThat(fall.fell()).isTrue();
              assertThat(fall.number().value()).isEqualTo(150);
              assertThat(fall.before()).isEqualTo(550);
              assertThat(fall.yearsBefore()).isEqualTo(4);
              assertThat(fall.years()).hasSize(5);
            });
  }

  /** 4 x 100 before and 10 now, spread 10: at most 1 of 41 with one part in five (R: pbinom). */
  @Test
  void the_chance_is_that_of_the_conditional_test_times_the_number_of_tests() {
    List<SeriesChanges.Change<String>> changes =
        SeriesChanges.changes(List.of(yearly("x", 100, 100, 100, 100, 10)), 1);

    assertThat(changes).extracting(SeriesChanges.Change::year).contains(2014);
    double one = Math.pow(0.8, 41) + 41 * 0.2 * Math.pow(0.8, 40);
    // Three years have a past of two years or more, each can go two ways.
    assertThat(changes.getFirst().chance()).isCloseTo(6 * one, within(1e-12));
  }

  @Test
  void a_rise_is_found_as_a_fall_is() {
    List<SeriesChanges.Change<String>> changes =
        SeriesChanges.changes(List.of(yearly("up", 150, 150, 150, 150, 550)), ERROR_RATE);

    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().fell()).isFalse();
  }

  @Test
  void a_series_that_always_goes_up_and_down_shows_nothing() {
    assertThat(
            SeriesChanges.changes(
                List.of(yearly("wild", 1437, 700, 1256, 668, 1334, 984, 500)), ERROR_RATE))
        .isEmpty();
  }

  @Test
  void a_year_after_a_gap_has_no_past() {
    Map<Integer, Long> counts = Map.of(2010, 1000L, 2011, 1000L, 2013, 10L);

    assertThat(
            SeriesChanges.changes(
                List.of(new SeriesChanges.Yearly<>("gap", new TreeMap<>(counts))), 1))
        .isEmpty();
  }

  /** Counts that spread ten times as much as Poisson: ten times a Poisson count of a tenth. */
  @Test
  void when_nothing_changes_the_list_is_empty_as_often_as_it_says() {
    Random random = new Random(20180525);
    int runs = 2_000;
    int withEntries = 0;
    for (int run = 0; run < runs; run++) {
      List<SeriesChanges.Yearly<Integer>> series = new ArrayList<>();
      for (int one = 0; one < 10; one++) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        for (int year = 2014; year < 2024; year++) {
          counts.put(year, 10L * poisson(random, 20 + 5 * one));
        }
        series.add(new SeriesChanges.Yearly<>(one, counts));
      }
      withEntries += SeriesChanges.changes(series, 0.05).isEmpty() ? 0 : 1;
    }

    assertThat((double) withEntries / runs).isLessThanOrEqualTo(0.05);
  }

  private static long poisson(Random random, double mean) {
    double product = random.nextDouble();
    long count = 0;
    for (double limit = Math.exp(-mean); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private static SeriesChanges.Yearly<String> yearly(String of, long... counts) {
    TreeMap<Integer, Long> byYear = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      byYear.put(2010 + i, counts[i]);
    }
    return new SeriesChanges.Yearly<>(of, byYear);
  }
}
