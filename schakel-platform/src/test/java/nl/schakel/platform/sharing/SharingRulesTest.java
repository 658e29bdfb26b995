// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SharingRulesTest {
  private static final SharingCodes CODES = new SharingCodes();
  private static final LawGrounds GROUNDS = new LawGrounds();
  private static final SharingRules RULES = new SharingRules(CODES, GROUNDS);

  /** Random questions, always the same ones, half of them about a pair that some row knows. */
  private static List<SharingQuestion> questions(int count) {
    Random random = new Random(2026);
    List<DecisionTable.Row> rows =
        RULES.rulebook().tables().stream().flatMap(table -> table.rows().stream()).toList();
    List<SharingQuestion> questions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DecisionTable.Row row = rows.get(random.nextInt(rows.size()));
      List<String> values = new ArrayList<>();
      for (int column = 0; column < SharingQuestion.INPUTS.size(); column++) {
        List<String> all =
            CODES.inputs().getOrDefault(SharingQuestion.INPUTS.get(column), List.of());
        int at = column;
        List<String> known =
            i % 2 == 0
                ? all
                : all.stream().filter(value -> row.tests().get(at).accepts(value)).toList();
        values.add(known.get(random.nextInt(known.size())));
      }
      questions.add(
          new SharingQuestion(
              values.get(0),
              values.get(1),
              values.get(2),
              List.of(values.get(3)),
              values.get(4),
              values.get(5),
              values.get(6),
              values.get(7)));
    }
    return questions;
  }

  @Test
  void more_data_never_turns_no_into_yes() {
    Random random = new Random(7);
    for (SharingQuestion question : questions(20_000)) {
      Decision alone = RULES.answer(question).decision();
      List<String> more = new ArrayList<>(question.data());
      more.add(CODES.codes("data").get(random.nextInt(CODES.codes("data").size())));

      assertThat(RULES.answer(question.withData(more)).decision())
          .as("%s", question)
          .isGreaterThanOrEqualTo(alone);
    }
  }

  @Test
  void consent_never_makes_the_answer_stricter() {
    for (SharingQuestion question : questions(20_000)) {
      Decision given = RULES.answer(question.withConsent("given")).decision();

      for (String consent : List.of("refused", "not-asked", "cannot-ask-safely")) {
        Decision without = RULES.answer(question.withConsent(consent)).decision();
        if (without.positive()) {
          assertThat(given.positive()).as("%s, %s", question, consent).isTrue();
        }
      }
    }
  }

  @Test
  void an_age_that_is_not_sure_is_never_simply_allowed_unless_every_age_is() {
    for (SharingQuestion question : questions(20_000)) {
      if (RULES.answer(question.withSubject("age-unsure")).decision() == Decision.ALLOWED) {
        assertThat(RULES.answer(question.withSubject("adult")).decision())
            .as("%s", question)
            .isEqualTo(Decision.ALLOWED);
        assertThat(RULES.answer(question.withSubject("minor")).decision())
            .as("%s", question)
            .isEqualTo(Decision.ALLOWED);
      }
    }
  }

  @Test
  void a_case_that_no_row_knows_is_a_question_for_the_officer() {
    for (SharingQuestion question : questions(20_000)) {
      SharingAnswer answer = RULES.answer(question);
      if (answer.rules().isEmpty()) {
        assertThat(answer.decision()).as("%s", question).isEqualTo(Decision.ASK);
      }
      if (answer.decision().positive()) {
        assertThat(answer.grounds()).as("%s", question).isNotEmpty();
      }
    }
  }

  @Test
  void special_categories_are_never_allowed_without_a_ground_that_carries_them() {
    Set<String> special = Set.of("health", "sex-life", "origin");
    Set<Decision> seen = new HashSet<>();
    for (SharingQuestion question : questions(40_000)) {
      SharingAnswer answer = RULES.answer(question);
      if (special.contains(question.data().getFirst()) && answer.decision().positive()) {
        seen.add(answer.decision());
        assertThat(answer.grounds().stream().map(GROUNDS::get))
            .as("%s", question)
            .anyMatch(LawGround::special);
      }
    }
    assertThat(seen).contains(Decision.ALLOWED_IF);
  }

  @Test
  void an_unknown_code_is_refused_with_the_codes_that_are_known() {
    SharingRules.Read read =
        RULES.read(
            Map.of("sender", "polis", "receiver", "school", "consent", "<b>"), List.of("identity"));

    assertThat(read).isInstanceOf(SharingRules.Read.Refused.class);
    List<FieldProblem> problems = ((SharingRules.Read.Refused) read).problems();
    assertThat(problems)
        .extracting(FieldProblem::field)
        .containsExactly("sender", "purpose", "consent");
    assertThat(problems.getFirst().arguments().get(0)).isEqualTo("polis");
    assertThat(problems.getFirst().arguments().get(1)).contains("police", "labour-inspectorate");
    assertThat(problems.getLast().arguments().get(0)).isEqualTo("?");
  }

  @Test
  void what_is_not_said_is_taken_at_its_most_careful() {
    SharingRules.Read read =
        RULES.read(
            Map.of("sender", "health-care", "receiver", "police", "purpose", "investigation"),
            List.of("exploitation"));

    assertThat(((SharingRules.Read.Asked) read).question())
        .isEqualTo(
            new SharingQuestion(
                "health-care",
                "police",
                "investigation",
                List.of("exploitation"),
                "age-unsure",
                "not-asked",
                "medical-secrecy",
                "normal"));
  }

  @Test
  void what_would_change_the_answer_really_does() {
    SharingQuestion question =
        new SharingQuestion(
            "coordination-centre",
            "shelter",
            "shelter",
            List.of("needs", "suspect"),
            "adult",
            "given",
            "avg",
            "normal");

    assertThat(RULES.answer(question).decision()).isEqualTo(Decision.ASK);
    assertThat(RULES.changes(question))
        .containsExactly(new SharingRules.Change("data", "suspect", Decision.ALLOWED_IF));
  }
}
