// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.sharing.SharingRules;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SchakelTest
class ListsAgainstRulesTest {
  @Autowired ListsAgainstRules judge;
  @Autowired FieldLists lists;
  @Autowired SharingRules rules;

  @Test
  void the_field_lists_ask_nothing_that_the_rules_refuse() {
    assertThat(judge.problems(rules::answer)).isEmpty();
  }

  @Test
  void a_list_that_asks_more_than_the_rules_allow_is_named_with_both_sources() {
    FieldRule bsn =
        new FieldRule(
            1,
            "police",
            "bsn",
            FieldRule.Presence.ALLOWED,
            true,
            "police-policy-duty",
            "",
            "",
            "sure",
            LocalDate.of(2020, 1, 1),
            Optional.empty(),
            "A list of our own",
            List.of(),
            Optional.empty());

    assertThat(judge.problems(List.of(bsn), rules::answer))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("police give bsn", "A list of our own", "special-categories-17"));
  }

  @Test
  void a_field_that_the_rules_refuse_cannot_be_switched_on() {
    FieldLists.SwitchOutcome outcome =
        TestActors.as(
            TestActors.dataProtectionOfficer(),
            () ->
                lists.change(
                    new FieldLists.FieldSwitch(
                        "police",
                        "bsnPseudonym",
                        true,
                        "legal-duty",
                        "unsure",
                        "pilot",
                        LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(1))));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            FieldLists.SwitchOutcome.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FieldProblem::rule)
                    .containsExactly("switch-rules"));
  }

  @Test
  void rules_that_know_nothing_are_against_every_list() {
    List<String> problems = judge.problems(question -> rules.answer(question.to("airline")));

    assertThat(problems).hasSizeGreaterThan(20).anyMatch(problem -> problem.contains("police"));
  }
}
