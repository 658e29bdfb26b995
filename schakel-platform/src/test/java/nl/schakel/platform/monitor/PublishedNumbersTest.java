// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublishedNumbersTest {
  private final PublishedNumbers published = PublishedNumbers.shipped();

  @Test
  void twenty_nine_of_thirteen_hundred_is_more_than_two_percent() {
    SeenAndEstimated spoken =
        published.pairs().stream()
            .filter(pair -> pair.estimated().series().equals("NR-quoted-2019"))
            .findFirst()
            .orElseThrow();

    assertThat(spoken.seen().value()).isEqualTo(29);
    assertThat(spoken.estimated().value()).isEqualTo(1300);
    assertThat(spoken.share()).isCloseTo(0.022, within(0.0005)).isGreaterThan(0.02);
    assertThat(spoken.sameGroup()).isFalse();
  }

  @Test
  void a_pair_of_one_study_is_of_the_same_group() {
    assertThat(published.pairs())
        .filteredOn(SeenAndEstimated::sameGroup)
        .allSatisfy(pair -> assertThat(pair.seen().series()).isEqualTo(pair.estimated().series()));
  }

  @Test
  void every_number_has_a_source_a_certainty_and_a_definition_in_both_languages() {
    assertThat(published.series()).isNotEmpty();
    assertThat(published.estimates()).isNotEmpty();
    assertThat(Stream.of(published.series(), published.estimates()))
        .allSatisfy(
            numbers ->
                assertThat(numbers)
                    .allSatisfy(
                        number -> {
                          assertThat(number.source()).isNotBlank();
                          assertThat(number.certainty()).isIn("sure", "likely", "unsure");
                          assertThat(number.definitionNl()).isNotBlank();
                          assertThat(number.definitionEn()).isNotBlank();
                        }));
  }

  @Test
  void an_interval_holds_its_estimate() {
    assertThat(published.estimates())
        .allSatisfy(
            number -> {
              assertThat(number.low().orElse(0)).isLessThanOrEqualTo(number.value());
              assertThat(number.high().orElse(Long.MAX_VALUE))
                  .isGreaterThanOrEqualTo(number.value());
            });
  }

  @Test
  void the_privacy_law_breaks_the_series_in_may_2018() {
    assertThat(published.breaks())
        .extracting(SeriesBreak::from)
        .containsExactly(LocalDate.of(2018, 5, 25));
  }
}
