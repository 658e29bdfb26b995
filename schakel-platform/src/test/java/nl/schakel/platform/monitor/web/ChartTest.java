// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChartTest {
  @Test
  void a_long_name_breaks_between_words_and_loses_none() {
    assertThat(Chart.lines("Seksuele uitbuiting, nationaliteit van een land in Afrika", 20))
        .containsExactly("Seksuele uitbuiting,", "nationaliteit van", "een land in Afrika");
    assertThat(Chart.lines("Kort", 20)).containsExactly("Kort");
    assertThat(Chart.lines("Arbeidsuitbuitingszaken tellen", 10))
        .containsExactly("Arbeidsuitbuitingszaken", "tellen");
  }

  @Test
  void a_name_and_a_number_that_do_not_fit_beside_each_other_stand_under_each_other() {
    IntervalBars.Share fits = new IntervalBars.Share("Politie", "350", 50);
    IntervalBars.Share tooLong =
        new IntervalBars.Share("Politie, 2024 (CoMensha)", "329; dit register: 350 (32%)", 50);

    assertThat(texts(List.of(fits))).containsExactlyInAnyOrder("Politie at 16.0", "350 at 16.0");
    assertThat(texts(List.of(tooLong)))
        .containsExactly(
            "Politie, 2024 (CoMensha) at 16.0", "329; dit register: 350 (32%) at 36.0");
  }

  @Test
  void names_of_lines_that_end_close_together_do_not_lie_over_each_other() {
    List<SeriesLines.Line> lines =
        Stream.of(960L, 1000L, 970L)
            .map(last -> new SeriesLines.Line("own", "Tot " + last, years(last)))
            .toList();

    List<Double> names =
        SeriesLines.chart("id", "title", "told", lines, Optional.empty(), Long::toString)
            .of("text")
            .stream()
            .filter(shape -> shape.text().startsWith("Tot"))
            .map(shape -> Double.valueOf(shape.y()))
            .sorted()
            .toList();

    assertThat(names).hasSize(3);
    assertThat(names.get(1) - names.get(0)).isGreaterThanOrEqualTo(18);
    assertThat(names.get(2) - names.get(1)).isGreaterThanOrEqualTo(18);
  }

  private static NavigableMap<Integer, Long> years(long last) {
    return new TreeMap<>(Map.of(2023, 900L, 2024, last));
  }

  private static List<String> texts(List<IntervalBars.Share> shares) {
    return IntervalBars.shares("id", "title", "told", shares).of("text").stream()
        .map(shape -> shape.text() + " at " + shape.y())
        .toList();
  }
}
