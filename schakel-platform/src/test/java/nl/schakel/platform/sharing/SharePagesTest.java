// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static nl.schakel.platform.TestActors.signedIn;
import static nl.schakel.platform.sharing.ReportedPersons.CENTRE;
import static nl.schakel.platform.sharing.ReportedPersons.OTHER_POLICE;
import static nl.schakel.platform.sharing.ReportedPersons.POLICE;
import static nl.schakel.platform.sharing.ReportedPersons.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A share as two organisations see it, on pages and by API. */
@SchakelTest
@Import(ReportedPersons.class)
class SharePagesTest {
  private static final Actor OFFICER = TestActors.reporter(POLICE);
  private static final Actor REGISTRAR = TestActors.person(CENTRE, Role.REGISTRAR);
  private static final Actor MACHINE = TestActors.machine(CENTRE);

  @Autowired MockMvc mvc;
  @Autowired ReportedPersons persons;

  private ResultActions as(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
    return mvc.perform(request.with(signedIn(actor)).with(csrf()));
  }

  private String body(Actor actor, String path) throws Exception {
    return as(actor, get(path)).andReturn().getResponse().getContentAsString();
  }

  /** Begun on the pages by the police, for registration at the centre; the address of the share. */
  private String begun(String... answers) throws Exception {
    UUID report = persons.by(POLICE, answers);
    String preview =
        as(
                OFFICER,
                post("/shares")
                    .param("kind", "report")
                    .param("case", report.toString())
                    .param("to", CENTRE.toString())
                    .param("purpose", "registration")
                    .param("urgency", "normal")
                    .param("onward", "no"))
            .andExpect(status().is3xxRedirection())
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    assertThat(preview).endsWith("/preview");
    return String.valueOf(preview).replace("/preview", "");
  }

  private void send(String share) throws Exception {
    Matcher fingerprint =
        Pattern.compile("name=\"fingerprint\" value=\"([0-9a-f]+)\"")
            .matcher(body(OFFICER, share + "/preview"));
    assertThat(fingerprint.find()).isTrue();
    as(OFFICER, post(share + "/sending").param("fingerprint", fingerprint.group(1)))
        .andExpect(redirectedUrl(share));
  }

  @Test
  void it_is_made_in_steps_sent_and_accepted_and_both_sides_see_how_it_stands() throws Exception {
    String share = begun("familyName", "Bedachtnaam");
    as(OFFICER, get("/shares/new")).andExpect(status().isOk());
    as(OFFICER, get(share + "/preview"))
        .andExpect(content().string(containsString("dit ziet de ontvanger")))
        .andExpect(content().string(not(containsString("Bedachtnaam"))));
    send(share);

    as(OFFICER, get("/shares")).andExpect(content().string(containsString("Wacht op antwoord")));
    as(REGISTRAR, get("/shares"))
        .andExpect(content().string(containsString("Accepteer dit, of stuur het terug")));
    as(REGISTRAR, get("/")).andExpect(content().string(containsString(share)));
    as(REGISTRAR, get(share))
        .andExpect(
            content()
                .string(allOf(containsString("Accepteren en lezen"), not(containsString("2001")))));
    as(REGISTRAR, post(share + "/acceptance").param("version", "1"))
        .andExpect(redirectedUrl(share));
    as(REGISTRAR, get(share))
        .andExpect(
            content().string(allOf(containsString("2001"), not(containsString("Bedachtnaam")))));
    as(REGISTRAR, post(share + "/acceptance").param("version", "1")).andExpect(status().is(422));
    as(REGISTRAR, post(share + "/identity"))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Bedachtnaam")));
    as(OFFICER, get(share).param("lang", "en"))
        .andExpect(content().string(containsString("Accepted, version 1")));
  }

  @Test
  void saying_that_a_condition_is_met_keeps_the_choice_of_what_it_lets_go() throws Exception {
    UUID report = persons.by(POLICE);
    String preview =
        String.valueOf(
            as(
                    OFFICER,
                    post("/shares")
                        .param("kind", "report")
                        .param("case", report.toString())
                        .param("to", SHELTER.toString())
                        .param("purpose", "care")
                        .param("urgency", "normal")
                        .param("onward", "no"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    String before = body(OFFICER, preview);
    MockHttpServletRequestBuilder form = post(preview);
    Matcher fields =
        Pattern.compile("<input type=\"hidden\" name=\"field\" value=\"([^\"]+)\"").matcher(before);
    while (fields.find()) {
      form.param("field", fields.group(1));
    }
    Matcher conditions = Pattern.compile("name=\"condition\" value=\"([^\"]+)\"").matcher(before);
    while (conditions.find()) {
      form.param("condition", conditions.group(1));
    }

    as(OFFICER, form).andExpect(redirectedUrl(preview));

    assertThat(before).as("nothing goes before that").doesNotContain("name=\"fingerprint\"");
    assertThat(body(OFFICER, preview))
        .contains("name=\"fingerprint\"")
        .containsPattern("name=\"field\"[^>]*checked");
  }

  @Test
  void the_form_asks_under_which_law_and_what_may_not_go_takes_one_line() throws Exception {
    UUID report = persons.by(POLICE);
    assertThat(body(OFFICER, "/shares/new?kind=report&case=" + report))
        .containsPattern("<option value=\"wpg\"[^>]*selected");

    String preview =
        String.valueOf(
            as(
                    OFFICER,
                    post("/shares")
                        .param("kind", "report")
                        .param("case", report.toString())
                        .param("to", SHELTER.toString())
                        .param("purpose", "care")
                        .param("urgency", "normal")
                        .param("regime", "wpg-art-9-10")
                        .param("onward", "no"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    String page = body(OFFICER, preview);

    assertThat(page)
        .doesNotContain("name=\"fingerprint\"", "<dl class=\"schakel-facts\">")
        .contains(
            "Gegevens uit een onderzoek of themabestand mogen alleen als het dringend nodig is")
        .containsPattern("niet toegestaan</span>: <span[^>]*>[^<]+, [^<]+<")
        .containsPattern("type=\"hidden\" name=\"field\" value=\"birthYear\"");
  }

  @Test
  void an_empty_form_tells_everything_that_is_missing() throws Exception {
    UUID report = persons.by(POLICE);

    as(OFFICER, post("/shares").param("kind", "report").param("case", report.toString()))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Kies een andere organisatie")))
        .andExpect(content().string(containsString("Kies waarvoor de gegevens zijn")))
        .andExpect(content().string(containsString("Kies of het haast heeft")));
  }

  @Test
  void declining_and_revoking_ask_a_reason() throws Exception {
    String share = begun();
    send(share);

    as(REGISTRAR, post(share + "/decline"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Kies waarom niet")));
    as(OFFICER, post(share + "/revocation"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Schrijf op waarom")));
    as(OFFICER, post(share + "/revocation").param("revokeReason", "Vergissing"))
        .andExpect(redirectedUrl(share));
    as(OFFICER, post(share + "/sending").param("fingerprint", "0"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Dit kan niet meer")));
    as(REGISTRAR, get(share)).andExpect(content().string(containsString("Teruggenomen")));
  }

  @Test
  void an_old_preview_sends_nothing() throws Exception {
    String share = begun();

    as(OFFICER, post(share + "/sending").param("fingerprint", "0"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Er is niets verstuurd")));
  }

  @Test
  void a_case_of_somebody_else_cannot_be_shared() throws Exception {
    UUID report = persons.by(POLICE);

    as(
            TestActors.reporter(OTHER_POLICE),
            post("/shares").param("kind", "report").param("case", report.toString()))
        .andExpect(status().isNotFound());
    as(OFFICER, post("/shares").param("kind", "victim").param("case", report.toString()))
        .andExpect(status().isNotFound());
  }

  @Test
  void a_system_lists_reads_accepts_and_asks_who_it_is() throws Exception {
    String share = begun("familyName", "Bedachtnaam");
    send(share);
    String api = "/api/v1" + share;

    as(MACHINE, get("/api/v1/shares"))
        .andExpect(content().string(containsString(share.replace("/shares/", ""))));
    as(MACHINE, get(api))
        .andExpect(jsonPath("$.share.state").value("sent"))
        .andExpect(jsonPath("$.fields").isEmpty())
        .andExpect(jsonPath("$.holds").isNotEmpty());
    as(MACHINE, post(api + "/acceptance").param("version", "7")).andExpect(status().isBadRequest());
    as(MACHINE, post(api + "/decline").param("reason", "zomaar"))
        .andExpect(status().isBadRequest());
    as(MACHINE, post(api + "/acceptance").param("version", "1"))
        .andExpect(jsonPath("$.state").value("accepted"));
    as(MACHINE, get(api))
        .andExpect(jsonPath("$.fields[?(@.name == 'birthYear')].values[0]").value("2001"))
        .andExpect(jsonPath("$.fields[?(@.name == 'familyName')].state").value("sealed"))
        .andExpect(content().string(not(containsString("Bedachtnaam"))));
    as(MACHINE, post(api + "/identity"))
        .andExpect(jsonPath("$.fields.familyName[0]").value("Bedachtnaam"));
    as(TestActors.machine(OTHER_POLICE), get(api)).andExpect(status().isNotFound());
    as(TestActors.machine(OTHER_POLICE), post(api + "/identity")).andExpect(status().isNotFound());
  }
}
