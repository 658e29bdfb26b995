// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.report.ImportFixtures.all;
import static nl.schakel.platform.report.ImportFixtures.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnFormatRowsTest {
  private static ImportBroken broken(byte[] file) {
    try {
      all(open(file));
    } catch (ImportBroken broken) {
      return broken;
    }
    throw new AssertionError("The file was read to its end");
  }

  private static ImportBroken broken(String file) {
    return broken(file.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_row_becomes_a_report_with_its_line() {
    List<ImportRow> rows =
        all("reference,sex,nationalities\nA-1,female,NL;PL\n\nA-2, male ,\"\"\n");

    assertThat(rows)
        .extracting(ImportRow::line, row -> row.report().values())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                2L,
                Map.of(
                    "reference", List.of("A-1"),
                    "sex", List.of("female"),
                    "nationalities", List.of("NL", "PL"))),
            org.assertj.core.groups.Tuple.tuple(
                4L, Map.of("reference", List.of("A-2"), "sex", List.of("male"))));
  }

  @Test
  void what_a_dutch_spreadsheet_saves_is_read_too() {
    List<ImportRow> rows =
        all("\uFEFFreference;sectors;sex\r\nA-1;\"horticulture;hotel\";male\r\n;;\r\n");

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().report().values())
        .containsEntry("sectors", List.of("horticulture", "hotel"))
        .containsEntry("sex", List.of("male"));
  }

  @Test
  void an_unknown_column_is_named_with_the_nearest_and_stops_the_file() {
    assertThat(broken("reference,sexe,ground\nA,female,consent\n").problem())
        .isEqualTo(
            new FieldProblem(ImportBroken.WHOLE_FILE, "import-column-unknown", "sexe", "2", "sex"));
  }

  @Test
  void names_are_not_repeated_when_the_file_has_no_header() {
    ImportBroken broken = broken("Lina,Voorbeeld,sex\nBartek,Przykladowy,male\n");

    assertThat(broken.problem().arguments().getFirst()).isEmpty();
  }

  @Test
  void a_column_that_stands_there_twice_stops_the_file() {
    assertThat(broken("sex,sex\nmale,female\n").problem().rule()).isEqualTo("import-column-twice");
  }

  @Test
  void another_encoding_is_told_with_its_line() {
    ImportBroken broken =
        broken("reference,given_names\nA,Zo\nB,Zoë\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(broken.problem().rule()).isEqualTo("import-encoding");
    assertThat(broken.line()).isEqualTo(3);
  }

  @Test
  void a_quote_that_does_not_end_stops_the_file_at_its_row() {
    ImportBroken broken = broken("reference,sex\nA,male\n\"B,female\nC,male\n");

    assertThat(broken.problem().rule()).isEqualTo("import-quote");
    assertThat(broken.line()).isEqualTo(3);
  }

  @Test
  void a_row_with_too_few_or_too_many_cells_is_never_half_read() {
    List<ImportRow> rows = all("reference,sex\nA\nB,male,NL\nC,male,\n");

    assertThat(rows)
        .extracting(row -> row.problems().stream().map(FieldProblem::rule).toList())
        .containsExactly(List.of("import-cells"), List.of("import-cells"), List.of());
  }

  @Test
  void a_cell_that_is_too_long_is_refused_by_its_column() {
    List<ImportRow> rows = all("reference,given_names\nA," + "x".repeat(2_001) + "\nB,Lina\n");

    assertThat(rows.getFirst().problems())
        .containsExactly(new FieldProblem("given_names", "import-cell-size", "2000"));
    assertThat(rows.getLast().problems()).isEmpty();
  }

  @Test
  void an_empty_file_says_so() {
    assertThatThrownBy(() -> open(""))
        .isInstanceOf(ImportBroken.class)
        .hasMessageContaining("import-empty");
  }
}
