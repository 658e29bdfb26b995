// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Each check of the tables bites: one thing is broken in a shipped table, and it is told where. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TableChecksTest {
  private static final SharingCodes CODES = new SharingCodes();
  private static final LawGrounds GROUNDS = new LawGrounds();

  private static List<String> problems(String table, String from, String to, LocalDate day) {
    List<DecisionTable> tables = new ArrayList<>();
    for (String name : Rulebook.files()) {
      String xml = new String(SharingFiles.content(name + ".dmn"), StandardCharsets.UTF_8);
      if (name.equals(table)) {
        assertThat(xml).contains(from);
        int at = xml.indexOf(from);
        xml = xml.substring(0, at) + to + xml.substring(at + from.length());
      }
      try {
        tables.add(DmnReader.read(name, xml.getBytes(StandardCharsets.UTF_8)));
      } catch (TablesRefused refused) {
        return refused.problems().stream().map(TableProblem::toString).toList();
      }
    }
    return TableChecks.problems(tables, CODES, GROUNDS, day).stream()
        .map(TableProblem::toString)
        .toList();
  }

  private static List<String> broken(String table, String from, String to) {
    return problems(table, from, to, SharingRules.SHIPPED_ON);
  }

  @Test
  void the_shipped_tables_pass() {
    assertThat(broken("care", "UNIQUE", "UNIQUE")).isEmpty();
  }

  @Test
  void a_second_answer_to_the_same_question_is_found() {
    assertThat(
            broken(
                "registration",
                "<inputEntry id=\"registration-03-data\"><text>\"suspect\"</text>",
                "<inputEntry id=\"registration-03-data\"><text>\"suspect\", \"identity\"</text>"))
        .contains(
            "table registration, row registration-03: answers the same question as row registration-01");
  }

  @Test
  void an_ordinary_question_without_a_row_is_found() {
    assertThat(
            broken(
                "registration",
                "<inputEntry id=\"registration-03-consent\"><text>-</text>",
                "<inputEntry id=\"registration-03-consent\"><text>\"given\"</text>"))
        .anyMatch(problem -> problem.contains("cases have no row"));
  }

  @Test
  void a_gap_in_the_extra_ground_is_found() {
    assertThat(
            broken(
                "special-categories",
                "<inputEntry id=\"special-categories-01-regime\"><text>\"wpg\"</text>",
                "<inputEntry id=\"special-categories-01-regime\"><text>\"wpg-art-9-10\"</text>"))
        .isNotEmpty();
  }

  @Test
  void nothing_is_allowed_without_a_ground() {
    assertThat(
            broken(
                "vital-danger", "[\"http://data.europa.eu/eli/reg/2016/679/oj#art_6.1.d\"]", "[]"))
        .containsExactly(
            "table vital-danger, row vital-danger-01, column grounds: nothing is allowed without a ground");
  }

  @Test
  void nothing_is_refused_without_a_ground_either() {
    assertThat(broken("care", "[\"jci1.3:c:BWBR0005290&amp;artikel=457\"]", "[]"))
        .containsExactly("table care, row care-17, column grounds: is empty: say what it rests on");
  }

  @Test
  void an_unknown_ground_is_found() {
    assertThat(broken("vital-danger", "art_6.1.d\"]", "art_6.1.z\"]"))
        .anyMatch(problem -> problem.contains("art_6.1.z' is not a known ground"));
  }

  @Test
  void nothing_is_allowed_without_a_purpose() {
    assertThat(
            broken(
                "statistics",
                "<inputEntry id=\"statistics-02-purpose\"><text>\"statistics\"</text>",
                "<inputEntry id=\"statistics-02-purpose\"><text>-</text>"))
        .anyMatch(problem -> problem.contains("nothing is allowed without a purpose"));
  }

  @Test
  void sensitive_data_ask_a_ground_that_can_carry_them() {
    assertThat(
            broken(
                "special-categories",
                "jci1.3:c:BWBR0022463&amp;artikel=5\"]",
                "http://data.europa.eu/eli/reg/2016/679/oj#art_6.1.f\"]"))
        .containsExactly(
            "table special-categories, row special-categories-01, column grounds: none of them can carry sensitive data");
  }

  @Test
  void a_row_past_its_review_is_found() {
    assertThat(problems("care", "UNIQUE", "UNIQUE", LocalDate.of(2027, 2, 2)))
        .isNotEmpty()
        .allMatch(problem -> problem.contains("column review: was due on 2027-02-01"));
  }

  @Test
  void both_languages_must_be_there() {
    assertThat(broken("care", "The victim agrees. Give what the placement needs.", ""))
        .containsExactly("table care, row care-01, column reason_en: is empty");
  }

  @Test
  void what_is_allowed_only_if_says_when() {
    assertThat(broken("care", "[\"consent-recorded\", ", "["))
        .containsExactly(
            "table care, row care-01, column conditions: names no condition, so it is not allowed-if");
  }

  @Test
  void a_value_that_is_not_on_the_list_is_told_with_its_place() {
    assertThat(broken("care", "<text>\"given\"</text>", "<text>\"perhaps\"</text>"))
        .containsExactly("table care, row care-01, column consent: 'perhaps' is not a value of it");
  }

  @Test
  void what_no_row_knows_must_be_ask() {
    assertThat(
            broken(
                "care",
                "<defaultOutputEntry><text>\"ask\"</text>",
                "<defaultOutputEntry><text>\"allowed\"</text>"))
        .containsExactly("table care, column decision: what no row knows must be 'ask'");
  }

  @Test
  void a_file_with_a_document_type_is_refused_before_anything_is_fetched() {
    String xml =
        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>";

    assertThatThrownBy(() -> DmnReader.read("hostile", xml.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TablesRefused.class)
        .hasMessageContaining("table hostile")
        .hasMessageContaining("DOCTYPE");
  }

  @Test
  void another_hit_policy_and_a_formula_are_refused() {
    assertThat(broken("care", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\""))
        .containsExactly("table care: hit policy FIRST, expected UNIQUE");
    assertThat(
            broken("care", "<text>\"given\"</text>", "<text>string length(consent) &gt; 2</text>"))
        .containsExactly(
            "table care, row care-01, column consent: 'string length(consent) > 2' is not understood");
  }
}
