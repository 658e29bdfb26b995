// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static nl.schakel.platform.TestActors.signedIn;
import static nl.schakel.platform.sharing.ReportedPersons.COORDINATOR;
import static nl.schakel.platform.sharing.ReportedPersons.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.UUID;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/** Agreements and consents as people see them. */
@SchakelTest
@Import(ReportedPersons.class)
class AgreementPagesTest {
  private static final Actor WORKER = TestActors.reporter(COORDINATOR);
  private static final Actor KEEPER = TestActors.person(ReportedPersons.CENTRE, Role.ADMINISTRATOR);
  private static final Actor OFFICER =
      TestActors.person(ReportedPersons.CENTRE, Role.DATA_PROTECTION_OFFICER);

  @Autowired MockMvc mvc;
  @Autowired ReportedPersons persons;

  @Test
  void an_agreement_is_written_down_by_one_person_and_confirmed_by_another() throws Exception {
    String name = "Voorbeeldafspraak " + UUID.randomUUID();
    String place =
        mvc.perform(
                post("/covenants")
                    .with(signedIn(KEEPER))
                    .with(csrf())
                    .param("name", name)
                    .param("kind", "covenant")
                    .param("nationwideTypes", "customs")
                    .param("partyTypes", "shelter")
                    .param("partyOrganisations", "Politie Rotterdam\nFier")
                    .param("purposes", "signalling")
                    .param("data", "suspect")
                    .param("source", "Bedacht voor een test")
                    .param("certainty", "sure")
                    .param("startsOn", "01-01-2026")
                    .param("reviewOn", "01-01-2090"))
            .andExpect(status().is3xxRedirection())
            .andReturn()
            .getResponse()
            .getRedirectedUrl();

    assertThat(place).startsWith("/covenants/");
    mvc.perform(get(place).with(signedIn(WORKER)))
        .andExpect(content().string(containsString("Telt nog niet")))
        .andExpect(
            content()
                .string(
                    containsString(
                        "Landelijk, elke organisatie: Douane. Bij naam: Politie Rotterdam; Fier. Alleen"
                            + " wie bij naam staat, uit: Opvang.")))
        .andExpect(content().string(not(containsString("Laten gelden"))));
    mvc.perform(
            post(place + "/confirmation")
                .with(signedIn(OFFICER))
                .with(csrf())
                .param("version", "1"))
        .andExpect(redirectedUrl(place));
    mvc.perform(get(place).with(signedIn(WORKER)).param("lang", "en"))
        .andExpect(content().string(containsString("In force")));
    mvc.perform(
            post(place + "/confirmation")
                .with(signedIn(OFFICER))
                .with(csrf())
                .param("version", "1"))
        .andExpect(status().is(422));
    mvc.perform(get("/covenants").with(signedIn(WORKER)))
        .andExpect(content().string(allOf(containsString(name), containsString("THE WALL"))));
  }

  @Test
  void the_form_asks_all_that_a_decision_under_wpg_20_must_hold() throws Exception {
    for (String field :
        List.of("interest", "partnership", "aim", "dataDescribed", "conditions", "recipients")) {
      mvc.perform(get("/covenants/new").with(signedIn(KEEPER)))
          .andExpect(content().string(containsString("name=\"%s\"".formatted(field))));
    }
  }

  @Test
  void an_empty_agreement_tells_everything_that_is_missing_at_once() throws Exception {
    mvc.perform(
            post("/covenants")
                .with(signedIn(KEEPER))
                .with(csrf())
                .param("partyOrganisations", "Niemand die bestaat")
                .param("endsOn", "31-02-2026"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Vul een naam in")))
        .andExpect(content().string(containsString("Vul een bron in")))
        .andExpect(content().string(containsString("Kies wat voor afspraak het is")))
        .andExpect(content().string(containsString("Kies hoe zeker de bron is")))
        .andExpect(content().string(containsString("staat niet in de lijst met organisaties")))
        .andExpect(content().string(containsString("Vul een dag in die bestaat")));
  }

  @Test
  void an_answer_is_written_down_and_withdrawn() throws Exception {
    UUID report = persons.by(COORDINATOR, "familyName", "Bedachtnaam");
    mvc.perform(get("/consents/new").with(signedIn(WORKER)))
        .andExpect(content().string(containsString("case=" + report)));
    mvc.perform(
            get("/consents/new")
                .param("kind", "report")
                .param("case", report.toString())
                .with(signedIn(WORKER)))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString("Bedachtnaam"))));
    mvc.perform(
            post("/consents")
                .with(signedIn(WORKER))
                .with(csrf())
                .param("kind", "report")
                .param("case", report.toString())
                .param("parentsExploit", "no")
                .param("answer", "given")
                .param("giver", "person")
                .param("way", "written")
                .param("answeredOn", "01-06-2025")
                .param("purpose", "shelter")
                .param("recipient", SHELTER.toString())
                .param("data", "identity")
                .param("toldWithdrawable", "yes"))
        .andExpect(redirectedUrl("/consents"));

    String list =
        mvc.perform(get("/consents").with(signedIn(WORKER)))
            .andExpect(content().string(containsString("HVO-Querido")))
            .andReturn()
            .getResponse()
            .getContentAsString();
    String one = list.replaceAll("(?s).*?href=\"(/consents/[0-9a-f-]{36})\".*", "$1");
    mvc.perform(post(one + "/withdrawal").with(signedIn(WORKER)).with(csrf()))
        .andExpect(status().is(422));
    mvc.perform(
            post(one + "/withdrawal")
                .with(signedIn(WORKER))
                .with(csrf())
                .param("data", "identity")
                .param("withdrawnOn", "02-06-2025")
                .param("way", "spoken"))
        .andExpect(redirectedUrl(one));
    mvc.perform(get(one).with(signedIn(WORKER)))
        .andExpect(content().string(containsString("Ingetrokken")))
        .andExpect(content().string(not(containsString("/withdrawal"))));
  }

  @Test
  void an_empty_answer_tells_everything_that_is_missing_at_once() throws Exception {
    UUID report = persons.by(COORDINATOR);

    mvc.perform(
            post("/consents")
                .with(signedIn(WORKER))
                .with(csrf())
                .param("kind", "report")
                .param("case", report.toString()))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Kies wat het antwoord was")))
        .andExpect(content().string(containsString("Kies wie antwoord gaf")))
        .andExpect(content().string(containsString("Kies waarvoor de gegevens zijn")))
        .andExpect(
            content().string(containsString("Kies een organisatie of een soort organisatie")))
        .andExpect(content().string(containsString("Geef aan of de ouders misschien uitbuiten")));
  }

  @Test
  void no_one_writes_down_an_answer_in_a_case_of_somebody_else() throws Exception {
    UUID report = persons.by(COORDINATOR);
    Actor stranger = TestActors.reporter(ReportedPersons.OTHER_POLICE);

    mvc.perform(
            get("/consents/new")
                .param("kind", "report")
                .param("case", report.toString())
                .with(signedIn(stranger)))
        .andExpect(status().isNotFound());
  }
}
