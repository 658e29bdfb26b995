// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.monitor.MonitorSettings;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.QuotedNumber;
import nl.schakel.platform.monitor.release.AuditReport;
import nl.schakel.platform.monitor.release.Population;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.TableSpecification;
import nl.schakel.platform.monitor.release.Wording;
import nl.schakel.platform.report.CodeLists;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/** Numbers that others published of a group in more than one way, beside ours of that group. */
@SchakelTest(properties = "test.database=beside-splits")
class BesideSplitsTest {
  private static final Wording NOTHING = new Wording("", "");

  @Autowired MessageSource texts;
  @Autowired CodeLists codes;
  @Autowired MonitorSettings settings;
  @Autowired Population population;

  private Words words() {
    return new Words(texts, codes, settings, Locale.ENGLISH);
  }

  /** A table of two years; each cell is written as its codes and its number. */
  private static ReleaseTable table(
      Map<String, List<String>> only, List<PublishedTable.Axis> axes, String... cells) {
    TableSpecification specification =
        new TableSpecification(
            "t",
            NOTHING,
            NOTHING,
            NOTHING,
            NOTHING,
            axes.stream().map(PublishedTable.Axis::code).toList(),
            only,
            List.of(),
            null,
            null,
            null,
            null,
            "",
            "sure");
    List<PublishedTable.Axis> shown = new ArrayList<>(axes);
    shown.addFirst(axis("year", "2017", "2018"));
    List<PublishedTable.Cell> values = new ArrayList<>();
    for (String cell : cells) {
      List<String> parts = List.of(cell.split(" "));
      values.add(
          new PublishedTable.Cell(
              parts.subList(0, parts.size() - 1), Long.valueOf(parts.getLast())));
    }
    return new ReleaseTable(
        0,
        "t",
        specification,
        Optional.of(new PublishedTable(shown, values, NOTHING)),
        Optional.empty(),
        new AuditReport(true, List.of()),
        "");
  }

  private static PublishedTable.Axis axis(String code, String... categories) {
    return new PublishedTable.Axis(
        code,
        NOTHING,
        NOTHING,
        Stream.of(categories)
            .map(category -> new PublishedTable.AxisCategory(category, NOTHING, ""))
            .toList());
  }

  private static QuotedNumber quoted(int from, int to, String population) {
    return new QuotedNumber(
        "NR",
        from,
        to,
        "presumed-victims",
        population,
        "persons",
        "exact",
        BigDecimal.valueOf(29),
        "Voorbeeldbron",
        "sure",
        false,
        "",
        "");
  }

  /** What stands in the column of this register. */
  private String ours(QuotedNumber number, ReleaseTable... tables) {
    PublishedNumbers published =
        new PublishedNumbers(
            List.of(), List.of(), List.of(), List.of(), List.of(number), List.of());
    return new BesideSplits(words(), published)
        .figure(
            BesideSplits.of(List.of(tables), new PublicationViews(words(), population)), "Schakel")
        .map(figure -> figure.rows().getFirst().get(2))
        .orElse("no figure");
  }

  private static final ReleaseTable SEXUAL =
      table(
          Map.of("form-sexual", List.of("yes")),
          List.of(axis("minor", "minor", "not-minor")),
          "2018 * 400",
          "2018 minor 35",
          "2018 not-minor 365");

  private static final ReleaseTable BORDER =
      table(
          Map.of(),
          List.of(axis("border", "domestic", "cross-border")),
          "2018 * 900",
          "2018 domestic 250",
          "2018 cross-border 650");

  @Test
  void a_group_of_two_parts_has_the_number_of_a_table_with_one_as_its_condition() {
    // 35 of the 400 for whom this form was reported are 8.75 percent.
    assertThat(ours(quoted(2018, 2018, "form:sexual;age:minor"), BORDER, SEXUAL))
        .isEqualTo("35 (9%)");
    assertThat(ours(quoted(2018, 2018, "age:minor;form:sexual"), SEXUAL)).isEqualTo("35 (9%)");
  }

  @Test
  void a_group_of_two_parts_has_the_cell_of_a_table_by_both() {
    ReleaseTable both =
        table(
            Map.of(),
            List.of(axis("form-sexual", "yes", "no"), axis("sex", "female", "male")),
            "2018 * * 90",
            "2018 yes * 60",
            "2018 yes female 40");

    assertThat(ours(quoted(2018, 2018, "form:sexual;sex:female"), both)).isEqualTo("40");
  }

  @Test
  void a_table_with_another_condition_or_without_a_part_says_nothing_about_the_group() {
    String none = "not counted that way, or not shown";

    assertThat(ours(quoted(2018, 2018, "form:labour;age:minor"), SEXUAL)).isEqualTo(none);
    assertThat(ours(quoted(2018, 2018, "age:minor"), SEXUAL)).isEqualTo(none);
    assertThat(ours(quoted(2018, 2018, "form:sexual;border:domestic;age:minor"), SEXUAL, BORDER))
        .as("neither of the two tables knows the other's part")
        .isEqualTo(none);
    assertThat(ours(quoted(2018, 2018, "border:domestic"), BORDER)).isEqualTo("250 (28%)");
  }

  @Test
  void several_years_together_stand_there_when_all_are_ours_and_are_not_added_up() {
    assertThat(ours(quoted(2017, 2018, "form:sexual;age:minor"), SEXUAL))
        .isEqualTo("we do not add up years");
    assertThat(ours(quoted(2016, 2018, "form:sexual;age:minor"), SEXUAL)).isEqualTo("no figure");
  }
}
