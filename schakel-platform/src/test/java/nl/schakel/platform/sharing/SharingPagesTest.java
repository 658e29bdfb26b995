// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import nl.schakel.platform.SchakelTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@SchakelTest
class SharingPagesTest {
  @Autowired MockMvc mvc;
  @Autowired MayShare command;

  @Test
  void the_steps_are_asked_one_by_one_without_signing_in() throws Exception {
    mvc.perform(get("/may-i-share").locale(Locale.of("nl")))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Wie bent u?")));
    mvc.perform(get("/may-i-share?sender=school").locale(Locale.of("nl")))
        .andExpect(content().string(containsString("Wat wilt u delen?")));
    mvc.perform(get("/may-i-share?sender=school&data=exploitation").locale(Locale.of("nl")))
        .andExpect(content().string(containsString("Aan wie wilt u het geven?")));
  }

  @Test
  void the_mentor_gets_yes_if_with_ground_and_conditions() throws Exception {
    String question =
        "/may-i-share?sender=school&data=exploitation&data=suspect&receiver=police&purpose=investigation&subject=minor&urgency=normal";

    mvc.perform(get(question).locale(Locale.of("nl")))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Ja, als"),
                        containsString("AVG art. 6 lid 1 onder f"),
                        containsString("Geef alleen wat voor dit doel nodig is."),
                        containsString("Waarschijnlijk"))));
    mvc.perform(get(question).param("lang", "en"))
        .andExpect(content().string(containsString("Yes, if")));
  }

  @Test
  void a_no_about_a_part_says_that_the_rest_may_go() throws Exception {
    String from = "/may-i-share?sender=police&receiver=coordination-centre&purpose=registration";

    mvc.perform(get(from + "&data=identity&data=suspect"))
        .andExpect(content().string(containsString("Een deel mag wel")));
    mvc.perform(get(from + "&data=suspect"))
        .andExpect(content().string(containsString("U mag dit nu niet delen")))
        .andExpect(content().string(not(containsString("Een deel mag wel"))));
  }

  @Test
  void a_question_that_cannot_change_the_answer_is_not_asked() throws Exception {
    mvc.perform(
            get("/may-i-share?sender=police&data=identity&receiver=coordination-centre&purpose=registration")
                .locale(Locale.of("nl")))
        .andExpect(content().string(containsString("U mag dit delen.")))
        .andExpect(content().string(not(containsString("Hoe oud is de persoon?"))));
  }

  @Test
  void an_unknown_code_asks_the_step_again_and_nothing_chosen_says_so() throws Exception {
    mvc.perform(get("/may-i-share?sender=polis").locale(Locale.of("nl")))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Wie bent u?")));
    mvc.perform(get("/may-i-share?sender=&next=sender").locale(Locale.of("nl")))
        .andExpect(status().is(422));
  }

  @Test
  void the_rules_can_be_read_filtered_and_taken_along() throws Exception {
    mvc.perform(get("/sharing-rules?sender=airline&table=administration").locale(Locale.of("nl")))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("administration-01"),
                        not(containsString("administration-02")))));
    byte[] dmn =
        mvc.perform(get("/sharing-rules.dmn?table=care"))
            .andExpect(status().isOk())
            .andExpect(header().string("Content-Disposition", containsString("care.dmn")))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    assertThat(DmnReader.read("care", dmn).rows()).hasSize(21);
    String csv =
        mvc.perform(get("/sharing-rules.csv"))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(csv.lines().count()).as("141 rows of nine tables, and a head").isEqualTo(142);
    mvc.perform(get("/sharing-rules.dmn?table=../application")).andExpect(status().isNotFound());
  }

  @Test
  void the_command_answers_and_refuses_unknown_codes() {
    assertThat(
            command.run(
                List.of(
                    "--from",
                    "police",
                    "--to",
                    "coordination-centre",
                    "--purpose",
                    "registration",
                    "--data",
                    "identity,exploitation",
                    "--json")))
        .isZero();
    assertThat(command.run(List.of("--from", "polis"))).isEqualTo(2);
    assertThat(command.run(List.of("--from"))).isEqualTo(2);
  }
}
