// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SpecificationsTest {
  private final Specifications shipped = new Specifications();

  private static TableSpecification table(List<String> dimensions) {
    Wording words = new Wording("Voorbeeld", "Example");
    return new TableSpecification(
        "example",
        words,
        words,
        words,
        words,
        dimensions,
        Map.of(),
        null,
        null,
        null,
        null,
        null,
        "example",
        "sure");
  }

  @Test
  void every_shipped_table_has_a_definition_a_rule_and_a_source_in_both_languages() {
    assertThat(shipped.monitors())
        .extracting(MonitorSpecification::code)
        .containsExactly(
            "slachtoffermonitor",
            "regiobeeld",
            "kruistabellen",
            "eu-19a",
            "sdg-16-2-2",
            "veiligheidsagenda",
            "htcds-ctdc");
    assertThat(shipped.monitors())
        .flatExtracting(MonitorSpecification::tables)
        .hasSizeGreaterThan(15)
        .allSatisfy(
            table -> {
              assertThat(table.definition().complete()).isTrue();
              assertThat(table.rule().complete()).isTrue();
              assertThat(table.source()).isNotBlank();
            });
  }

  @Test
  void a_table_over_a_field_that_may_not_be_published_is_refused_with_the_rule() {
    assertThatExceptionOfType(SpecificationRefused.class)
        .isThrownBy(() -> shipped.check(table(List.of("year", "municipality", "birth-year"))))
        .satisfies(
            refused ->
                assertThat(refused.reasons())
                    .extracting(Wording::nl)
                    .anyMatch(text -> text.contains("minimaal 10 mensen in een rij"))
                    .anyMatch(text -> text.contains("AVG artikel 5")));
  }

  /** Minors in every table of the victim monitor, or in a coarser one beside it. */
  @Test
  void every_table_of_the_victim_monitor_has_minors_apart_and_a_coarser_form_to_fall_back_on() {
    MonitorSpecification monitor = shipped.monitor("slachtoffermonitor").orElseThrow();

    assertThat(monitor.tables())
        .allSatisfy(table -> assertThat(table.dimensions()).containsAnyOf("minor", "age"));
    for (String code :
        List.of(
            "by-reporter",
            "by-form",
            "by-sex-and-age",
            "by-nationality",
            "by-region",
            "by-border",
            "by-venue")) {
      assertThat(monitor.table(code + Specifications.COARSER).orElseThrow().dimensions())
          .as(code)
          .hasSize(3)
          .contains("year", "minor")
          .doesNotContainAnyElementsOf(
              monitor.table(code).orElseThrow().dimensions().stream()
                  .filter(one -> !one.equals("year") && !one.equals("minor"))
                  .toList());
    }
  }

  @Test
  void the_coarse_export_speaks_the_words_of_its_standards() throws Exception {
    Set<String> fields = new HashSet<>();
    Set<String> codes = new HashSet<>();
    for (String file : List.of("htcds.csv", "ctdc-columns.csv")) {
      try (InputStream in =
              Objects.requireNonNull(
                  Specifications.class.getResourceAsStream("/reference/" + file), file);
          CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(in)) {
        reader.stream()
            .forEach(
                row -> {
                  fields.add(row.getField("field"));
                  codes.add(row.getField("field") + "=" + row.getField("code"));
                });
      }
    }
    // CTDC has no code for what is not known; the standard that it comes from has.
    assertThat(codes).contains("prs_Gender=NonSpecifiedUnknown");
    codes.add("gender=NonSpecifiedUnknown");
    MonitorSpecification export = shipped.monitor("htcds-ctdc").orElseThrow();

    assertThat(export.tables()).hasSizeGreaterThan(3);
    for (TableSpecification table : export.tables()) {
      assertThat(table.names().keySet()).containsExactlyInAnyOrderElementsOf(table.dimensions());
      assertThat(fields).as(table.code()).containsAll(table.names().values());
      for (String category : List.of("female", "male", "sex-unknown")) {
        assertThat(codes).contains("gender=" + table.value("sex", category));
      }
    }
  }

  @Test
  void a_coarser_table_stands_in_only_for_one_that_is_not_shown() {
    MonitorSpecification regions = shipped.monitor("regiobeeld").orElseThrow();
    TableSpecification fine = regions.table("region-form").orElseThrow();
    TableSpecification coarse = regions.table("region-form" + Specifications.INSTEAD).orElseThrow();
    PublishedTable shown = new PublishedTable(List.of(), List.of(), new Wording("a", "a"));

    assertThat(ReleaseTables.isWanted(coarse, List.of(made(fine, Optional.of(shown))))).isFalse();
    assertThat(ReleaseTables.isWanted(coarse, List.of(made(fine, Optional.empty())))).isTrue();
  }

  private static ReleaseTable made(TableSpecification table, Optional<PublishedTable> shown) {
    return new ReleaseTable(
        0, table.code(), table, shown, Optional.empty(), new AuditReport(true, List.of()), "");
  }

  @Test
  void the_safety_agenda_counts_who_the_police_reported_first_and_names_its_target() {
    TableSpecification table =
        shipped.monitor("veiligheidsagenda").orElseThrow().table("va-police").orElseThrow();

    assertThat(table.only()).isEqualTo(Map.of("reporter", List.of("police")));
    assertThat(Objects.requireNonNull(table.target()).value()).isEqualTo(220);
    assertThat(table.target().text().nl()).contains("220 verdachten", "niet naast leggen");
  }

  @Test
  void a_chart_that_nobody_can_draw_is_refused() {
    TableSpecification pie =
        new TableSpecification(
            "example",
            new Wording("a", "a"),
            new Wording("a", "a"),
            new Wording("a", "a"),
            new Wording("a", "a"),
            List.of("year", "sex"),
            Map.of(),
            null,
            "pie",
            null,
            null,
            null,
            "example",
            "sure");

    assertThatExceptionOfType(SpecificationRefused.class)
        .isThrownBy(() -> shipped.check(pie))
        .withMessageContaining("The chart pie is not known.");
  }

  @Test
  void a_chart_is_offered_only_where_it_fits() {
    assertThat(ChartKind.YEARS.fits(1, 3)).isFalse();
    assertThat(ChartKind.LINES.fits(5, 3)).isTrue();
    assertThat(ChartKind.LINES.fits(5, 4)).isFalse();
    assertThat(ChartKind.ROWS.fits(5, 1)).isFalse();
    for (int years = 1; years <= 5; years++) {
      for (int categories = 2; categories <= 7; categories++) {
        assertThat(ChartKind.usual(years, categories).fits(years, categories)).isTrue();
      }
    }
  }

  @Test
  void a_shipped_file_with_such_a_table_stops_the_start() {
    String monitors =
        Specifications.write(
            Map.of(
                "note",
                "",
                "version",
                1,
                "monitors",
                List.of(
                    new MonitorSpecification(
                        "wrong",
                        new Wording("a", "a"),
                        new Wording("a", "a"),
                        new Wording("a", "a"),
                        1,
                        List.of(table(List.of("organisation")))))));

    assertThatExceptionOfType(SpecificationRefused.class)
        .isThrownBy(() -> new Specifications(shipped.dimensionText(), monitors))
        .withMessageContaining("may not be published");
  }

  @Test
  void what_is_unknown_doubled_or_the_same_field_twice_is_refused_all_at_once() {
    assertThatExceptionOfType(SpecificationRefused.class)
        .isThrownBy(() -> shipped.check(table(List.of("age", "minor", "shoe-size"))))
        .satisfies(refused -> assertThat(refused.reasons()).hasSize(3));
    assertThatExceptionOfType(SpecificationRefused.class)
        .isThrownBy(() -> shipped.check(table(List.of())));
  }

  @Test
  void who_was_exploited_in_two_forms_counts_once_under_several_and_in_each_form_apart() {
    MonitorDimension once = Objects.requireNonNull(shipped.dimensions().get("form"));
    MonitorDimension sexual = Objects.requireNonNull(shipped.dimensions().get("form-sexual"));
    MonitorDimension labour = Objects.requireNonNull(shipped.dimensions().get("form-labour"));

    assertThat(once.place(List.of("sexual", "labour"))).isEqualTo("several");
    assertThat(once.place(List.of("sexual"))).isEqualTo("sexual");
    assertThat(once.place(List.of())).isEqualTo("form-unknown");
    assertThat(sexual.place(List.of("sexual", "labour"))).isEqualTo("yes");
    assertThat(labour.place(List.of("sexual"))).isEqualTo("no");
  }
}
