// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedTableTest {
  private static final Wording WORDS = new Wording("Voorbeeld", "Example");

  private static PublishedTable.Axis axis(String code, String... categories) {
    return new PublishedTable.Axis(
        code,
        WORDS,
        WORDS,
        List.of(categories).stream()
            .map(one -> new PublishedTable.AxisCategory(one, WORDS, ""))
            .toList());
  }

  private static PublishedTable.Cell cell(Long value, String... codes) {
    return new PublishedTable.Cell(List.of(codes), value);
  }

  private final PublishedTable table =
      new PublishedTable(
          List.of(axis("year", "2024", "2025"), axis("sex", "female", "male", "unknown")),
          List.of(
              cell(295L, "*", "*"),
              cell(200L, "2024", "*"),
              cell(130L, "2024", "female"),
              cell(70L, "2024", "male"),
              cell(0L, "2024", "unknown"),
              cell(95L, "2025", "*"),
              cell(60L, "2025", "female"),
              cell(null, "2025", "male")),
          WORDS);

  @Test
  void a_share_is_of_everybody_of_its_year_by_the_shown_numbers_alone() {
    assertThat(table.shares())
        .containsEntry(List.of("2024", "female"), 0.65)
        .containsEntry(List.of("2024", "male"), 0.35);
  }

  @Test
  void there_is_no_share_of_everybody_of_a_zero_of_what_is_not_shown_or_of_too_few() {
    assertThat(table.shares().keySet())
        .as("0 may be anything up to 4, and 95 persons are too few to divide by")
        .containsExactlyInAnyOrder(List.of("2024", "female"), List.of("2024", "male"));
  }

  @Test
  void over_some_of_its_years_a_table_has_no_other_year_and_no_total_over_years() {
    PublishedTable narrowed = table.inYears(year -> !year.equals("2024"));

    assertThat(narrowed.axes().getFirst().categories())
        .extracting(PublishedTable.AxisCategory::code)
        .containsExactly("2025");
    assertThat(narrowed.cells()).allMatch(cell -> cell.codes().getFirst().equals("2025"));
    assertThat(narrowed.values()).containsEntry(List.of("2025", "female"), 60L);
  }
}
