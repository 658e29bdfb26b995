// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register.web;

import static nl.schakel.platform.TestActors.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.Register;
import nl.schakel.platform.register.VictimId;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.Submission;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@SchakelTest
class RegisterPagesTest {
  private static final Actor REGISTRAR = TestActors.registrar();
  private static final Actor OFFICER = TestActors.dataProtectionOfficer();
  private static final OrganisationId POLICE = Organisations.idOf("Politie Noord-Nederland");
  private static final OrganisationId CARE = Organisations.idOf("Zorgcoördinatie Noord-Nederland");

  @Autowired MockMvc mvc;
  @Autowired Intake intake;
  @Autowired Register register;
  private final JdbcClient behind;
  private String receipt = "";
  private String report = "";
  private String victim = "";
  private String vNumber = "";

  @Autowired
  RegisterPagesTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  @BeforeEach
  void somebody_was_reported() {
    vNumber = "%010d".formatted((long) (Math.random() * 8_000_000_000L) + 1_000_000_000L);
    IntakeOutcome.Accepted accepted =
        send(
            POLICE,
            "ground",
            "police-policy-duty",
            "givenNames",
            "Lina",
            "familyName",
            "Voorbeeld",
            "vNumber",
            vNumber);
    receipt = accepted.receipt();
    report = accepted.id().value().toString();
    victim = victim(report);
  }

  private IntakeOutcome.Accepted send(OrganisationId from, String... fieldAndText) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("reportedOn", List.of("2025-03-04"));
    values.put("birthYear", List.of("2004"));
    values.put("sex", List.of("female"));
    values.put("nationalities", List.of("SR"));
    values.put("exploitationForms", List.of("sexual"));
    for (int i = 0; i < fieldAndText.length; i += 2) {
      values.put(fieldAndText[i], Arrays.asList(fieldAndText[i + 1].split(",")));
    }
    return (IntakeOutcome.Accepted)
        TestActors.as(
            TestActors.reporter(from),
            () ->
                intake.submit(
                    new Submission(
                        from, Channel.API, UUID.randomUUID().toString(), new RawReport(values))));
  }

  private String victim(String report) {
    return Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(60))
        .until(
            () ->
                behind
                    .sql("select victim_id::text from register.source where report_id = :r::uuid")
                    .param("r", report)
                    .query((row, n) -> row.getString(1))
                    .list(),
            found -> !found.isEmpty())
        .getFirst();
  }

  private String page(Actor actor, MockHttpServletRequestBuilder request, String name)
      throws Exception {
    String html =
        mvc.perform(request.with(signedIn(actor)).with(csrf()))
            .andReturn()
            .getResponse()
            .getContentAsString();
    Files.createDirectories(Path.of("target/pages"));
    Files.writeString(Path.of("target/pages", name + ".html"), html);
    assertThat(html).doesNotContain("??register");
    return html;
  }

  @Test
  void the_worklist_says_why_each_row_is_here_and_what_comes_next() throws Exception {
    String html = page(REGISTRAR, get("/register"), "worklist");

    assertThat(html).contains("Nog door niemand bekeken").contains("Bekijk en bevestig");
    assertThat(html).doesNotContain("Voorbeeld");
    assertThat(page(REGISTRAR, get("/register?group=new&lang=en"), "worklist-en"))
        .contains("Look and confirm")
        .contains("href=\"/register?group=new&amp;lang=nl\"");
  }

  @Test
  void a_victim_page_tells_four_kinds_of_absence_apart_and_shows_no_name() throws Exception {
    String html = page(REGISTRAR, get("/register/victims/" + victim), "victim");

    assertThat(html)
        .contains(receipt)
        .contains("verborgen, staat in de kluis")
        .contains("niet toegestaan voor deze melder")
        .contains("niet ingevuld")
        .doesNotContain("Voorbeeld")
        .doesNotContain(vNumber);
  }

  @Test
  void a_reporter_and_an_analyst_do_not_see_the_register() throws Exception {
    for (Actor other :
        List.of(
            TestActors.reporter(POLICE),
            TestActors.person(TestActors.COORDINATION_CENTRE, Role.ANALYST))) {
      mvc.perform(get("/register").with(signedIn(other))).andExpect(status().isForbidden());
      mvc.perform(get("/api/v1/victims").with(signedIn(other))).andExpect(status().isForbidden());
    }
  }

  @Test
  void a_victim_that_is_not_there_is_not_found() throws Exception {
    mvc.perform(get("/register/victims/" + UUID.randomUUID()).with(signedIn(REGISTRAR)))
        .andExpect(status().isNotFound());
    mvc.perform(get("/register/victims/nonsense").with(signedIn(REGISTRAR)))
        .andExpect(status().isNotFound());
  }

  @Test
  void searching_by_v_number_receipt_or_facts_finds_the_victim() throws Exception {
    for (Map.Entry<String, String> typed :
        Map.of("vNumber", vNumber, "text", receipt, "nationality", "SR").entrySet()) {
      assertThat(
              page(
                  REGISTRAR,
                  post("/register/search").param(typed.getKey(), typed.getValue()),
                  "search-" + typed.getKey()))
          .contains("/register/victims/" + victim);
    }
  }

  @Test
  void year_sex_and_nationality_narrow_a_search_by_number() throws Exception {
    for (Map.Entry<String, String> number :
        Map.of("vNumber", vNumber, "text", receipt).entrySet()) {
      for (Map.Entry<String, String> other :
          Map.of("year", "2019", "sex", "male", "nationality", "BG").entrySet()) {
        assertThat(
                page(
                    REGISTRAR,
                    post("/register/search")
                        .param(number.getKey(), number.getValue())
                        .param(other.getKey(), other.getValue()),
                    "search-narrow"))
            .contains("Niets gevonden")
            .doesNotContain("/register/victims/" + victim);
      }
      assertThat(
              page(
                  REGISTRAR,
                  post("/register/search")
                      .param(number.getKey(), number.getValue())
                      .param("year", "2025")
                      .param("sex", "female")
                      .param("nationality", "SR"),
                  "search-narrow"))
          .contains("/register/victims/" + victim);
    }
  }

  @Test
  void a_year_that_is_no_year_is_told_and_not_taken_for_all_years() throws Exception {
    for (String typed : List.of("twintig", "0", "-3")) {
      mvc.perform(
              post("/register/search").param("year", typed).with(signedIn(REGISTRAR)).with(csrf()))
          .andExpect(status().isUnprocessableContent())
          .andExpect(content().string(containsString("Geef een getal van 1900")))
          .andExpect(content().string(not(containsString("/register/victims/"))));
    }
  }

  @Test
  void only_who_may_see_identities_searches_by_v_number() throws Exception {
    assertThat(page(REGISTRAR, get("/register/search"), "search")).contains("name=\"vNumber\"");
    assertThat(page(OFFICER, get("/register/search"), "search-officer"))
        .contains("name=\"text\"")
        .doesNotContain("name=\"vNumber\"");
    mvc.perform(
            post("/register/search").param("vNumber", vNumber).with(signedIn(OFFICER)).with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Alleen een registermedewerker")))
        .andExpect(content().string(not(containsString("/register/victims/"))));
  }

  @Test
  void that_two_are_not_the_same_is_withdrawn_with_a_reason() throws Exception {
    String other = victim(send(POLICE, "ground", "police-policy-duty").id().value().toString());
    UUID separation =
        TestActors.as(
            REGISTRAR,
            () ->
                register.separate(
                    new VictimId(UUID.fromString(victim)),
                    new VictimId(UUID.fromString(other)),
                    "Andere papieren gezien"));
    String path = "/register/victims/" + victim + "/separations/" + separation + "/withdrawal";

    assertThat(page(REGISTRAR, get("/register/victims/" + victim), "victim-separated"))
        .contains(path);
    mvc.perform(post(path).with(signedIn(REGISTRAR)).with(csrf()))
        .andExpect(status().isUnprocessableContent());
    mvc.perform(
            post(path)
                .param("reason", "Papieren waren verwisseld")
                .with(signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(redirectedUrl("/register/victims/" + victim));

    assertThat(
            behind
                .sql("select withdrawn_reason from register.separation where id = :id")
                .param("id", separation)
                .query(String.class)
                .single())
        .isEqualTo("Papieren waren verwisseld");
  }

  @Test
  void an_identity_is_shown_once_a_ground_and_a_reason_are_given() throws Exception {
    String path = "/register/victims/" + victim + "/reports/" + report + "/identity";

    mvc.perform(post(path).with(signedIn(REGISTRAR)).with(csrf()))
        .andExpect(status().isUnprocessableContent());
    assertThat(
            page(
                REGISTRAR,
                post(path)
                    .param("ground", "public-task")
                    .param("revealReason", "COMPARE_CANDIDATES"),
                "identity"))
        .contains("Lina Voorbeeld");
    mvc.perform(
            post(path.replace(victim, UUID.randomUUID().toString()))
                .param("ground", "public-task")
                .param("revealReason", "COMPARE_CANDIDATES")
                .with(signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(status().isNotFound());
  }

  @Test
  void the_other_victim_of_a_merge_is_found_by_a_receipt_number() throws Exception {
    IntakeOutcome.Accepted other = send(POLICE, "ground", "police-policy-duty");
    String absorbed = victim(other.id().value().toString());

    mvc.perform(
            post("/register/victims/" + victim + "/merge")
                .param("other", other.receipt())
                .param("reason", "Zelfde papieren gezien")
                .with(signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(redirectedUrl("/register/victims/" + victim));

    assertThat(victim(other.id().value().toString())).isEqualTo(victim).isNotEqualTo(absorbed);
  }

  @Test
  void a_merge_that_is_refused_keeps_what_was_typed_and_says_what_is_wrong_at_its_own_form()
      throws Exception {
    String html =
        page(
            REGISTRAR,
            post("/register/victims/" + victim + "/merge")
                .param("part", "merge")
                .param("other", "SK-0000-000000")
                .param("reason", "kort"),
            "victim-merge-refused");

    assertThat(html)
        .contains("Dit nummer hoort niet bij precies één slachtoffer.")
        .contains("value=\"SK-0000-000000\"")
        .containsOnlyOnce("id=\"reason\"")
        .containsPattern("id=\"reason\"[^>]*value=\"kort\"[^>]*aria-invalid=\"true\"");
  }

  @Test
  void a_status_is_decided_with_who_when_and_why() throws Exception {
    String path = "/register/victims/" + victim + "/decisions";
    mvc.perform(
            post(path)
                .param("aspect", "status")
                .param("status", "identified")
                .with(signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(status().isUnprocessableContent());

    mvc.perform(
            post(path)
                .param("aspect", "status")
                .param("status", "identified")
                .param("decider", "police")
                .param("decidedOn", "01-06-2025")
                .param("reason", "Brief van de politie")
                .with(signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(redirectedUrl("/register/victims/" + victim));

    assertThat(page(REGISTRAR, get("/register/victims/" + victim), "victim-decided"))
        .contains("Geïdentificeerd slachtoffer (Politie, 1 juni 2025)")
        .contains("Brief van de politie");
  }

  @Test
  void only_the_data_protection_officer_erases_and_nothing_leads_back() throws Exception {
    String path = "/register/victims/" + victim + "/erasure";
    mvc.perform(post(path).with(signedIn(REGISTRAR)).with(csrf()))
        .andExpect(status().isForbidden());
    mvc.perform(
            post(path).param("erasureGround", "avg-17-1-a").with(signedIn(OFFICER)).with(csrf()))
        .andExpect(status().isUnprocessableContent());

    mvc.perform(
            post(path)
                .param("erasureGround", "avg-17-1-a")
                .param("confirmed", "yes")
                .with(signedIn(OFFICER))
                .with(csrf()))
        .andExpect(redirectedUrl("/register/victims/" + victim));

    assertThat(
            behind
                .sql(
                    "select count(*) from register.source where report_id = :r::uuid and person_id is null")
                .param("r", report)
                .query(Long.class)
                .single())
        .isOne();
  }

  @Test
  void two_victims_are_compared_and_judged() throws Exception {
    String place = "GM0034";
    String one =
        send(
                POLICE,
                "ground",
                "police-policy-duty",
                "givenNames",
                "Lina",
                "familyName",
                "Vergelijk",
                "exploitationMunicipalities",
                place)
            .id()
            .value()
            .toString();
    victim(one);
    String other =
        send(
                CARE,
                "ground",
                "consent",
                "givenNames",
                "Lina",
                "familyName",
                "Vergelijkt",
                "exploitationMunicipalities",
                place)
            .id()
            .value()
            .toString();
    String question =
        Awaitility.await()
            .atMost(java.time.Duration.ofSeconds(60))
            .until(
                () ->
                    behind
                        .sql(
                            """
                            select id::text from register.candidate
                             where low_report_id in (:one::uuid, :other::uuid)
                               and high_report_id in (:one::uuid, :other::uuid)
                            """)
                        .param("one", one)
                        .param("other", other)
                        .query((row, n) -> row.getString(1))
                        .list(),
                found -> !found.isEmpty())
            .getFirst();

    assertThat(page(REGISTRAR, get("/register/questions/" + question), "compare"))
        .contains("Gaat dit over dezelfde persoon?")
        .contains("U geeft eerst zelf een antwoord")
        .doesNotContain("bits")
        .doesNotContain("Vergelijkt");
    mvc.perform(
            post("/register/questions/" + question)
                .param("verdict", "same")
                .param("reason", "Zelfde papieren gezien")
                .with(signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(redirectedUrl("/register/questions/" + question));
    assertThat(page(REGISTRAR, get("/register/questions/" + question), "compare-weight"))
        .contains("Achternaam")
        .contains("lijkt sterk")
        .contains("Zelfde papieren gezien")
        .contains("schakel-waterfall__part--for")
        .doesNotContain("Vergelijkt");
    assertThat(page(REGISTRAR, get("/register/questions/" + question + "?lang=en"), "compare-en"))
        .contains("Family name")
        .contains("very similar");
    assertThat(
            page(TestActors.registrar(), get("/register/questions/" + question), "compare-other"))
        .contains("U geeft eerst zelf een antwoord")
        .doesNotContain("bits")
        .doesNotContain("Zelfde papieren gezien");
    mvc.perform(
            post("/register/questions/" + question + "/decision")
                .param("verdict", "same")
                .param("reason", "Zelfde papieren gezien")
                .with(signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(redirectedUrl("/register"));
    assertThat(victim(other)).isEqualTo(victim(one));
    page(REGISTRAR, get("/register/victims/" + victim(one)), "victim-merged");

    behind
        .sql(
            """
            update register.candidate
               set state = 'open', decided_at = null, decided_by = null, decided_reason = null,
                   movement_id = null
             where id = :id::uuid
            """)
        .param("id", question)
        .update();
    assertThat(
            page(
                REGISTRAR,
                post("/register/questions/" + question + "/decision")
                    .param("verdict", "same")
                    .param("reason", "Nog een keer bekeken"),
                "compare-one-already"))
        .contains("zij zijn al één slachtoffer")
        .doesNotContain("Eerder is gezegd");
  }

  @Test
  void completeness_is_told_per_organisation_and_a_reporter_sees_its_own() throws Exception {
    assertThat(page(REGISTRAR, get("/completeness?year=2025"), "completeness"))
        .contains("Politie Noord-Nederland");
    mvc.perform(get("/completeness?year=2025").with(signedIn(TestActors.reporter(CARE))))
        .andExpect(content().string(not(containsString("Politie Noord-Nederland"))));
    mvc.perform(get("/api/v1/completeness?year=twelve").with(signedIn(REGISTRAR)))
        .andExpect(status().isBadRequest());
  }

  @Test
  void the_interface_gives_facts_and_no_identity() throws Exception {
    mvc.perform(get("/api/v1/victims/" + victim).with(signedIn(REGISTRAR)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.status").value("presumed"))
        .andExpect(jsonPath("$.sourceLists[0]").value("P"))
        .andExpect(content().string(not(containsString("Voorbeeld"))));
    mvc.perform(get("/api/v1/victims?year=2025&pageSize=5").with(signedIn(REGISTRAR)))
        .andExpect(status().isOk());
  }
}
