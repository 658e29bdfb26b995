// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoPersonsTest {
  private static final int PERSONS = 1000;

  @Test
  void every_year_two_to_five_percent_of_the_invented_people_are_of_unknown_age() {
    DemoPersons persons = new DemoPersons(new SplittableRandom(2026), LocalDate.of(2026, 6, 1));

    for (int year = 2019; year <= 2025; year++) {
      int drawn = year;
      List<Map<String, List<String>>> reports =
          IntStream.range(0, PERSONS)
              .mapToObj(n -> persons.draw(drawn).getFirst().values())
              .toList();
      List<Map<String, List<String>>> unknown =
          reports.stream().filter(one -> one.containsKey("ageBand")).toList();

      assertThat(unknown).hasSizeBetween(PERSONS / 50, PERSONS / 20);
      assertThat(unknown)
          .allSatisfy(
              one ->
                  assertThat(one)
                      .containsEntry("ageBand", List.of("unknown"))
                      .doesNotContainKeys("birthYear", "birthDate"));
      assertThat(reports.stream().filter(one -> one.containsKey("birthYear")))
          .hasSize(PERSONS - unknown.size());
    }
  }
}
