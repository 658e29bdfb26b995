// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The rules answer each case for a workshop as its author expects, class by class. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PracticeCasesTest {
  private final SharingCodes codes = new SharingCodes();
  private final SharingRules rules = new SharingRules(codes, new LawGrounds());
  private final List<PracticeCases.PracticeCase> cases = new PracticeCases().all();

  private record Expected(String whole, Map<String, String> parts) {}

  @Test
  void the_rules_answer_as_the_author_of_the_case_expects() {
    Map<String, Expected> expected = expected();

    assertThat(cases).hasSizeGreaterThanOrEqualTo(10);
    assertThat(cases)
        .allSatisfy(
            one -> {
              SharingAnswer answer = rules.answer(one.question());
              assertThat(
                      new Expected(
                          answer.decision().code(),
                          answer.classes().stream()
                              .collect(
                                  Collectors.toMap(
                                      SharingAnswer.ForClass::data,
                                      part -> part.decision().code()))))
                  .as(one.id())
                  .isEqualTo(expected.get(one.id()));
            });
  }

  @Test
  void each_case_is_a_whole_question_and_speaks_two_languages() {
    assertThat(cases)
        .allSatisfy(
            one -> {
              assertThat(one.question().sender()).isIn(codes.codes(SharingCodes.PARTY));
              assertThat(one.question().receiver()).isIn(codes.codes(SharingCodes.PARTY));
              assertThat(one.question().purpose()).isIn(codes.codes("purpose"));
              assertThat(codes.codes("data")).containsAll(one.question().data());
              assertThat(one.question().subject()).isIn(codes.codes("subject"));
              assertThat(one.question().consent()).isIn(codes.codes("consent"));
              assertThat(one.question().regime()).isIn(codes.codes("regime"));
              assertThat(one.question().urgency()).isIn(codes.codes("urgency"));
              assertThat(List.of(one.titleNl(), one.titleEn(), one.storyNl(), one.storyEn()))
                  .noneMatch(String::isBlank);
              assertThat(one.pointsNl()).hasSameSizeAs(one.pointsEn()).hasSizeGreaterThan(1);
            });
    assertThat(cases).extracting(PracticeCases.PracticeCase::id).doesNotHaveDuplicates();
  }

  @Test
  void together_they_show_every_kind_of_answer_from_all_over_the_chain() {
    assertThat(cases.stream().map(one -> rules.answer(one.question()).decision()))
        .contains(Decision.values());
    assertThat(cases.stream().map(one -> one.question().sender()).distinct().count())
        .isGreaterThanOrEqualTo(10);
  }

  private static Map<String, Expected> expected() {
    Map<String, Expected> expected = new LinkedHashMap<>();
    SharingFiles.rows("practice-cases.csv", row -> row)
        .forEach(
            row ->
                expected.put(
                    row.getField("id"),
                    new Expected(
                        row.getField("expected"),
                        Stream.of(row.getField("expected_data").split(";"))
                            .map(part -> part.split("="))
                            .collect(Collectors.toMap(part -> part[0], part -> part[1])))));
    return expected;
  }
}
