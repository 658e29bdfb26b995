// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoCaseDataTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail lina@voorbeeld.nl maar|address",
        "lina @ voorbeeld . nl|address",
        "zij heet @lina_voorbeeld online|address",
        "zie https://voorbeeld.nl/lina|address",
        "lina＠voorbeeld.nl|address",
        "bel 06-12345678|number",
        "bel 06 12 34 56 78|number",
        "bel +31 6 1234 5678|number",
        "bsn 123456782|number",
        "bsn 123.456.782|number",
        "bsn １２３４５６７８２|number",
        "bsn 12\u200b34\u200b56782|number",
        "bsn ١٢٣٤٥٦٧٨٢|number",
        "geboren 31-12-2009|number",
        "NL91 ABNA 0417 1643 00|number",
        "zij woont in 1234 AB 5|street",
        "zij woont Voorbeeldstraat 12|street",
      })
  void what_points_at_a_person_is_refused(String text, String problem) {
    assertThat(NoCaseData.problems("remark", text, 500))
        .extracting(FieldProblem::rule)
        .contains("sharing-guide." + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ik snap niet wat 'bevoegd gezag' hier is.",
        "AVG art. 6 lid 1 onder f, of Wpg 19? En artikel 9 of 10?",
        "BWBR0022463 zegt iets anders dan (EU) 2016/679.",
        "Kamerstuk 28 638 nr. 251 uit 2024",
        "Binnen 24 uur, 4 weken of 30 dagen?",
        "Twee regels\nonder elkaar",
        "É́́́ 💥 ok",
      })
  void a_question_about_the_law_is_not(String text) {
    assertThat(NoCaseData.problems("remark", text, 500)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nul \u0000", "lone \ud800", "bell \u0007"})
  void what_cannot_be_kept_is_refused(String text) {
    assertThat(NoCaseData.problems("remark", text, 500))
        .extracting(FieldProblem::rule)
        .containsExactly("sharing-guide.unreadable");
  }

  @ParameterizedTest
  @CsvSource({"500,0", "501,1", "3000000,1"})
  void the_longest_text_is_told(int length, int problems) {
    assertThat(NoCaseData.problems("remark", "a".repeat(length), 500)).hasSize(problems);
  }
}
