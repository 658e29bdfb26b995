// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.TestActors.signedIn;
import static nl.schakel.platform.report.ReportFixtures.POLICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.report.FieldLists.FieldSwitch;
import nl.schakel.platform.report.FieldLists.SwitchOutcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@SchakelTest
class ReportPagesTest {
  private final Actor reporter = TestActors.reporter(POLICE);

  @Autowired MockMvc mvc;
  @Autowired Drafts drafts;
  @Autowired FieldLists fieldLists;
  @Autowired Gate gate;
  @Autowired DataSource dataSource;

  private String redirect(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(request.with(csrf()).with(signedIn(reporter)))
            .andExpect(status().is3xxRedirection())
            .andReturn()
            .getResponse();
    return Objects.requireNonNull(response.getRedirectedUrl());
  }

  private String begin() throws Exception {
    String step = redirect(post("/report-drafts"));
    return step.substring(0, step.indexOf("/steps/"));
  }

  private static MockHttpServletRequestBuilder step(String draft, String step, String... answers) {
    MockHttpServletRequestBuilder request = post(draft + "/steps/" + step).param("action", "next");
    for (int i = 0; i < answers.length; i += 2) {
      request.param(answers[i], answers[i + 1]);
    }
    return request;
  }

  @Test
  void a_reporter_walks_the_form_and_gets_a_receipt() throws Exception {
    String draft = begin();
    assertThat(redirect(step(draft, "report", "reportedOn", "04-03-2025", "reference", "zaak 7")))
        .isEqualTo(draft + "/steps/person");
    assertThat(
            redirect(
                step(draft, "person", "ageBand", "18-22", "sex", "female", "nationalities", "NL")))
        .isEqualTo(draft + "/steps/ground");
    redirect(step(draft, "ground", "ground", "police-policy-duty"));
    redirect(step(draft, "form", "exploitationForms", "sexual"));
    redirect(step(draft, "identity", "familyName", "Voorbeeld"));

    mvc.perform(get(draft + "/summary").with(signedIn(reporter)))
        .andExpect(status().isOk())
        .andExpect(
            content().string(allOf(containsString("Voorbeeld"), containsString("Versturen"))));
    String receipt = redirect(post(draft + "/submission"));
    assertThat(redirect(post(draft + "/submission"))).isEqualTo(receipt);
    mvc.perform(get(receipt).with(signedIn(reporter)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("SK-")));
    mvc.perform(get(receipt.replace("/receipt", "")).with(signedIn(reporter)))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("afgeschermd"),
                        containsString("niet toegestaan"),
                        containsString("niet ingevuld"),
                        not(containsString("Voorbeeld")))));
  }

  @Test
  void who_a_report_without_a_ground_is_about_is_shown_on_a_ground_that_the_reader_chose()
      throws Exception {
    String draft = begin();
    redirect(step(draft, "report", "reportedOn", "04-03-2025"));
    redirect(step(draft, "person", "ageBand", "18-22", "sex", "female", "nationalities", "NL"));
    redirect(step(draft, "ground", "ground", "police-policy-duty"));
    redirect(step(draft, "form", "exploitationForms", "sexual"));
    redirect(step(draft, "identity", "familyName", "Voorbeeld"));
    String report = redirect(post(draft + "/submission")).replace("/receipt", "");
    UUID id = UUID.fromString(report.substring(report.lastIndexOf('/') + 1));
    assertThat(reveal(report, "").getContentAsString()).contains("Voorbeeld");

    // Reports of historic lists have none; no form of today lets one be left out.
    TestDatabase.ownerOf(dataSource)
        .sql("update report.report set ground = null where id = :id")
        .param("id", id)
        .update();

    MockHttpServletResponse refused = reveal(report, "");
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("Kies op welke grond u dit mag zien", "name=\"ground\"")
        .doesNotContain("Voorbeeld");
    assertThat(reveal(report, "no-such-ground").getStatus()).isEqualTo(422);
    assertThat(reveal(report, "legal-duty").getContentAsString()).contains("Voorbeeld");
    assertThat(
            TestDatabase.ownerOf(dataSource)
                .sql(
                    """
                    select ground from audit.entry
                     where activity = 'identity.reveal'
                       and subject_id = (select person_id from report.report where id = :id)
                     order by at
                    """)
                .param("id", id)
                .query(String.class)
                .list())
        .containsExactly("police-policy-duty", "legal-duty");
  }

  private MockHttpServletResponse reveal(String report, String ground) throws Exception {
    return mvc.perform(
            post(report + "/identity")
                .param("reason", "CORRECT_REPORT")
                .param("ground", ground)
                .with(csrf())
                .with(signedIn(TestActors.registrar())))
        .andReturn()
        .getResponse();
  }

  @Test
  void what_is_missing_is_said_above_the_form_and_at_the_field() throws Exception {
    String draft = begin();

    mvc.perform(step(draft, "person", "sex", "female").with(csrf()).with(signedIn(reporter)))
        .andExpect(status().isUnprocessableContent())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("href=\"#nationalities\""),
                        containsString("id=\"nationalities-error\""),
                        containsString("<title>Fout: "))));
    mvc.perform(post(draft + "/submission").with(csrf()).with(signedIn(reporter)))
        .andExpect(status().isUnprocessableContent());
  }

  @Test
  void the_form_asks_only_what_the_field_list_allows_and_says_why_not() throws Exception {
    String draft = begin();

    mvc.perform(get(draft + "/steps/place").with(signedIn(reporter)))
        .andExpect(
            content()
                .string(
                    allOf(
                        not(containsString("name=\"placeOfOffence\"")),
                        containsString("name=\"exploitationCountries\""),
                        containsString("Gemeente van het delict"))));
  }

  @Test
  void a_draft_is_kept_as_typed_and_opens_for_its_owner_only() throws Exception {
    String draft = begin();
    redirect(post(draft + "/steps/report").param("action", "later").param("reportedOn", "geen"));

    mvc.perform(get(draft + "/steps/report").with(signedIn(reporter)))
        .andExpect(content().string(containsString("value=\"geen\"")));
    mvc.perform(get(draft + "/steps/report").with(signedIn(TestActors.reporter(POLICE))))
        .andExpect(status().isNotFound());
    mvc.perform(get("/report-drafts/geen-nummer/summary").with(signedIn(reporter)))
        .andExpect(status().isNotFound());
  }

  @Test
  void a_draft_is_deleted_four_weeks_after_its_last_change() throws Exception {
    String draft = begin();
    String other = begin();
    TestDatabase.ownerOf(dataSource)
        .sql(
            """
            update report.draft
               set changed_at = now() - interval '28 days', warn_from = now() - interval '7 days',
                   delete_from = now() - interval '1 second'
             where id = :id
            """)
        .param("id", UUID.fromString(draft.substring(draft.lastIndexOf('/') + 1)))
        .update();

    gate.asSystem(drafts::expire);

    mvc.perform(get(draft + "/summary").with(signedIn(reporter))).andExpect(status().isNotFound());
    mvc.perform(get(other + "/summary").with(signedIn(reporter))).andExpect(status().isOk());
  }

  @Test
  void the_officer_switches_a_field_on_with_a_ground_and_reporters_may_give_it() {
    // A reporter type that no other test sends as.
    Actor officer = TestActors.dataProtectionOfficer();
    FieldSwitch asked =
        new FieldSwitch(
            "veilig-thuis",
            "birthPlace",
            true,
            "public-task",
            "likely",
            "officer-decision",
            LocalDate.now(ReportCalendar.ZONE));

    SwitchOutcome done = TestActors.as(officer, () -> fieldLists.change(asked));
    SwitchOutcome again = TestActors.as(officer, () -> fieldLists.change(asked));

    assertThat(done).isInstanceOf(SwitchOutcome.Done.class);
    assertThat(again).isInstanceOf(SwitchOutcome.Refused.class);
    assertThat(fieldLists.today("veilig-thuis").allows("birthPlace")).isTrue();
    assertThat(TestActors.as(officer, () -> fieldLists.history("veilig-thuis", "birthPlace")))
        .first()
        .satisfies(
            rule -> assertThat(rule.switched().orElseThrow().by()).isEqualTo(officer.account()));
  }

  @Test
  void every_page_opens_for_who_holds_its_right_and_for_nobody_else() throws Exception {
    Actor officer = TestActors.dataProtectionOfficer();
    Actor nobody = TestActors.person(POLICE, Role.ANALYST);
    for (String path :
        List.of(
            "/field-lists",
            "/field-lists?type=school",
            "/field-lists/police/placeOfOffence",
            "/field-lists/police/bsn")) {
      mvc.perform(get(path).with(signedIn(officer))).andExpect(status().isOk());
      mvc.perform(get(path).with(signedIn(reporter))).andExpect(status().isForbidden());
    }
    for (String path : List.of("/reports", "/sent-reports", "/sent-reports?q=SK-1&year=2025")) {
      mvc.perform(get(path).with(signedIn(reporter))).andExpect(status().isOk());
      mvc.perform(get(path).with(signedIn(nobody))).andExpect(status().isForbidden());
    }
    for (String type : fieldLists.reporterTypes()) {
      for (String language : List.of("nl", "en")) {
        mvc.perform(get("/what-may-be-reported").param("type", type).locale(Locale.of(language)))
            .andExpect(status().isOk());
      }
    }
    mvc.perform(get("/field-lists/police/nonsense").with(signedIn(officer)))
        .andExpect(status().isNotFound());
  }

  @Test
  void a_system_sends_a_report_and_a_retry_adds_nothing() throws Exception {
    Actor machine = TestActors.machine(POLICE);
    String body =
        """
        {"reportedOn": "2025-03-04", "ground": "police-policy-duty", "birthYear": 2004,
         "sex": "female", "nationalities": ["NL"], "exploitationForms": ["sexual", "criminal"]}
        """;
    String key = UUID.randomUUID().toString();
    for (int time = 0; time < 2; time++) {
      mvc.perform(
              post("/api/v1/reports")
                  .contentType(MediaType.APPLICATION_JSON)
                  .header("Idempotency-Key", key)
                  .content(body)
                  .with(csrf())
                  .with(signedIn(machine)))
          .andExpect(status().is(time == 0 ? 201 : 200))
          .andExpect(header().string("Location", containsString("/api/v1/reports/")))
          .andExpect(jsonPath("$.repeated").value(time == 1));
    }
    mvc.perform(get("/api/v1/reports").with(signedIn(machine)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.reports[0].answers.birthYear").exists());
  }

  @Test
  void the_api_says_everything_that_is_wrong_at_once() throws Exception {
    mvc.perform(
            post("/api/v1/reports")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"reference\": \"x1\", \"sex\": \"f\", \"placeOfOffence\": \"GM0363\"}")
                .with(csrf())
                .with(signedIn(TestActors.machine(POLICE))))
        .andExpect(status().isBadRequest())
        .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
        .andExpect(jsonPath("$.errors.length()").value(7))
        .andExpect(jsonPath("$.errors[?(@.field=='placeOfOffence')].rule").value("not-allowed-now"))
        .andExpect(jsonPath("$.errors[0].mend").isNotEmpty());
    mvc.perform(get("/api/v1/field-lists").with(signedIn(TestActors.machine(POLICE))))
        .andExpect(jsonPath("$.length()").value(20));
    mvc.perform(get("/api/v1/code-lists").with(signedIn(TestActors.machine(POLICE))))
        .andExpect(status().isOk());
  }

  @Test
  void the_next_page_of_a_search_keeps_every_limit_of_the_search() throws Exception {
    Actor machine = TestActors.machine(POLICE);
    String reference = "zaak 7&8+" + UUID.randomUUID();
    for (int i = 0; i < 2; i++) {
      mvc.perform(
              post("/api/v1/reports")
                  .contentType(MediaType.APPLICATION_JSON)
                  .header("Idempotency-Key", UUID.randomUUID().toString())
                  .content(
                      """
                      {"reference": "%s", "reportedOn": "2025-03-04", "ageBand": "18-22",
                       "ground": "police-policy-duty", "sex": "female", "nationalities": ["NL"],
                       "exploitationForms": ["sexual"]}
                      """
                          .formatted(reference))
                  .with(csrf())
                  .with(signedIn(machine)))
          .andExpect(status().isCreated());
    }

    String first =
        mvc.perform(
                get("/api/v1/reports")
                    .param("query", reference)
                    .param("year", "2025")
                    .param("pageSize", "1")
                    .with(signedIn(machine)))
            .andExpect(jsonPath("$.reports.length()").value(1))
            .andReturn()
            .getResponse()
            .getContentAsString();
    String next = JsonPath.read(first, "$.next");

    assertThat(next).contains("year=2025").contains("pageSize=1").contains("query=zaak%207%268%2B");
    mvc.perform(get(URI.create(next)).with(signedIn(machine)))
        .andExpect(jsonPath("$.reports.length()").value(1))
        .andExpect(jsonPath("$.reports[0].answers.reference").value(reference))
        .andExpect(jsonPath("$.next").doesNotExist());
  }
}
