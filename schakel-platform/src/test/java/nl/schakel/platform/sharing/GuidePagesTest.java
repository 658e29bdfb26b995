// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Feedback, bottlenecks, help desk and practice, as their users meet them. */
@SchakelTest(properties = "test.database=guide-pages")
class GuidePagesTest {
  private static final String ANSWERED =
      "sender=police&data=identity&receiver=coordination-centre&purpose=registration&subject=adult&consent=not-asked&regime=wpg&urgency=normal";
  private static final String UNKNOWN =
      "sender=airline&data=needs&receiver=school&purpose=care&subject=adult&consent=not-asked&regime=avg&urgency=urgent";

  private static int visitor;

  private final Actor officer = TestActors.dataProtectionOfficer();
  private final Actor programme =
      TestActors.person(TestActors.anOrganisation(), Role.PROGRAMME_OFFICER);

  @Autowired MockMvc mvc;
  @Autowired DataSource dataSource;

  private JdbcClient behind;

  @BeforeEach
  void empty() {
    behind = TestDatabase.ownerOf(dataSource);
    behind
        .sql(
            "truncate sharing.feedback, sharing.bottleneck, sharing.bottleneck_change, sharing.help_answer, sharing.help_question")
        .update();
  }

  /** Somebody without a name, each time from another network. */
  private static MockHttpServletRequestBuilder anonymous(MockHttpServletRequestBuilder request) {
    visitor++;
    return request
        .locale(Locale.of("nl"))
        .with(csrf())
        .with(
            sent -> {
              sent.setRemoteAddr("2001:db8:0:" + Integer.toHexString(visitor) + "::1");
              return sent;
            });
  }

  private MvcResult feedback(String question, String rule, String verdict, String remark)
      throws Exception {
    return mvc.perform(
            anonymous(post("/may-i-share/feedback?" + question))
                .param("rule", rule)
                .param("verdict", verdict)
                .param("remark", remark))
        .andReturn();
  }

  private long count(String table) {
    return behind.sql("select count(*) from sharing." + table).query(Long.class).single();
  }

  private String bottleneck() {
    return behind.sql("select id::text from sharing.bottleneck").query(String.class).single();
  }

  private String rule(String question) throws Exception {
    String page =
        mvc.perform(get("/may-i-share?" + question)).andReturn().getResponse().getContentAsString();
    return page.replaceAll("(?s).*?[&;]rule=([a-z0-9-]+).*", "$1");
  }

  @Test
  void the_practice_page_shows_what_the_rules_say_without_script_or_cookie() throws Exception {
    mvc.perform(get("/may-i-share/practice").locale(Locale.of("nl")))
        .andExpect(status().isOk())
        .andExpect(cookie().doesNotExist("schakel-session"))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("<details"),
                        containsString("De mentor en de pakketjes"),
                        containsString("AVG art. 6 lid 1 onder f"),
                        containsString("Praat hierover"))));
    mvc.perform(get("/may-i-share/practice").param("lang", "en"))
        .andExpect(content().string(containsString("The mentor and the parcels")));
  }

  @Test
  void feedback_is_kept_without_a_trace_of_who_gave_it_and_opens_a_bottleneck() throws Exception {
    String rule = rule(ANSWERED);

    MvcResult sent = feedback(ANSWERED, rule, "unclear", "Wat is een opdrachtgever hier?");

    assertThat(sent.getResponse().getRedirectedUrl()).isEqualTo("/may-i-share/feedback/thanks");
    assertThat(count("feedback")).isOne();
    assertThat(
            behind
                .sql("select row_to_json(f)::text from sharing.feedback f")
                .query(String.class)
                .single())
        .contains("rule/" + rule, "unclear", "opdrachtgever")
        .doesNotContain("2001:db8", "account");
    mvc.perform(
            get("/sharing-bottlenecks")
                .locale(Locale.of("nl"))
                .with(TestActors.signedIn(programme)))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString(rule),
                        containsString("1 onduidelijk, 0 klopt niet, 0 duidelijk"))));
    mvc.perform(
            get("/sharing-bottlenecks/" + bottleneck())
                .locale(Locale.of("nl"))
                .with(TestActors.signedIn(officer)))
        .andExpect(content().string(containsString("Wat is een opdrachtgever hier?")));
  }

  @Test
  void a_clear_rule_is_counted_and_is_no_bottleneck() throws Exception {
    feedback(ANSWERED, rule(ANSWERED), "clear", "");

    assertThat(count("feedback")).isOne();
    assertThat(count("bottleneck")).isZero();
  }

  @Test
  void a_missing_rule_can_be_called_a_bottleneck_as_well() throws Exception {
    feedback(UNKNOWN, "", "wrong", "");

    assertThat(behind.sql("select subject from sharing.bottleneck").query(String.class).single())
        .isEqualTo("pair/airline/school/care");
  }

  @Test
  void everything_wrong_with_feedback_is_told_at_once_and_nothing_is_kept() throws Exception {
    MvcResult sent =
        feedback(
            ANSWERED,
            rule(ANSWERED),
            "",
            "Bel 06-12345678 of mail lina@voorbeeld.nl " + "a".repeat(500));

    assertThat(sent.getResponse().getStatus()).isEqualTo(422);
    assertThat(sent.getResponse().getContentAsString())
        .contains(
            "Kies een van de antwoorden",
            "Schrijf hoogstens 500 tekens",
            "Haal telefoonnummers",
            "Haal e-mailadressen");
    assertThat(count("feedback")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"registration-99", "care-01", "../x", "'; drop table"})
  void a_rule_that_did_not_answer_the_question_cannot_be_judged(String rule) throws Exception {
    assertThat(feedback(ANSWERED, rule, "wrong", "").getResponse().getStatus()).isEqualTo(422);
    assertThat(count("feedback")).isZero();
  }

  @Test
  void one_visitor_cannot_fill_the_register() throws Exception {
    int refused = 0;
    String rule = rule(ANSWERED);
    for (int i = 0; i < 25; i++) {
      int status =
          mvc.perform(
                  post("/may-i-share/feedback?" + ANSWERED)
                      .param("rule", rule)
                      .param("verdict", "clear")
                      .with(csrf())
                      .with(
                          sent -> {
                            sent.setRemoteAddr("198.51.100.77");
                            return sent;
                          }))
              .andReturn()
              .getResponse()
              .getStatus();
      refused += status == 429 ? 1 : 0;
    }

    assertThat(refused).isEqualTo(5);
    assertThat(count("feedback")).isEqualTo(20);
  }

  @Test
  void without_the_token_of_the_form_nothing_is_taken_in() throws Exception {
    mvc.perform(post("/may-i-share/feedback?" + ANSWERED).param("verdict", "wrong"))
        .andExpect(status().isForbidden());
    mvc.perform(post("/may-i-share/help?" + UNKNOWN)).andExpect(status().isForbidden());
  }

  private MockHttpServletRequestBuilder decision(String id, String version, String state) {
    return post("/sharing-bottlenecks/" + id)
        .locale(Locale.of("nl"))
        .with(csrf())
        .with(TestActors.signedIn(programme))
        .param("version", version)
        .param("state", state);
  }

  @Test
  void a_bottleneck_gets_kind_owner_and_remedy_and_keeps_its_history() throws Exception {
    feedback(ANSWERED, rule(ANSWERED), "unclear", "");
    String id = bottleneck();

    mvc.perform(
            decision(id, "1", "solved")
                .param("barrier", "perceived")
                .param("owner", "CoMensha")
                .param("remedy", "guide")
                .param("plan", "Uitleg herschrijven met drie voorbeelden")
                .param("due", "31-12-2026")
                .param("note", "Besproken in het overleg"))
        .andExpect(redirectedUrl("/sharing-bottlenecks/" + id));

    mvc.perform(
            get("/sharing-bottlenecks/" + id)
                .locale(Locale.of("nl"))
                .with(TestActors.signedIn(officer)))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Opgelost"),
                        containsString("Gevoeld: het mag wel"),
                        containsString("CoMensha"),
                        containsString("Besproken in het overleg"),
                        containsString("Nieuwe reactie op een regel"))));
    assertThat(
            behind
                .sql("select count(*) from audit.entry where activity = 'sharing.bottleneck'")
                .query(Long.class)
                .single())
        .isPositive();

    feedback(ANSWERED, rule(ANSWERED), "wrong", "");

    assertThat(behind.sql("select state from sharing.bottleneck").query(String.class).single())
        .isEqualTo("open");
    assertThat(count("bottleneck_change")).isEqualTo(3);
  }

  @Test
  void nothing_is_solved_without_saying_what_it_was_and_what_helped() throws Exception {
    feedback(ANSWERED, rule(ANSWERED), "unclear", "");
    String id = bottleneck();

    mvc.perform(
            decision(id, "1", "solved")
                .param("barrier", "undecided")
                .param("remedy", "undecided")
                .param("due", "31-02-2026")
                .param("note", "bel 0612345678"))
        .andExpect(status().is(422))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Zeg of de belemmering echt of gevoeld was"),
                        containsString("Zeg wat hielp"),
                        containsString("Zeg wie het oploste"),
                        containsString("Vul een dag in die bestaat"),
                        containsString("Haal telefoonnummers"))));
    mvc.perform(decision(id, "7", "nonsense").param("owner", "Nergens"))
        .andExpect(status().is(422))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Iemand anders heeft dit intussen veranderd"),
                        containsString("Deze organisatie kennen wij niet"))));
    assertThat(behind.sql("select version from sharing.bottleneck").query(Integer.class).single())
        .isOne();
  }

  @Test
  void one_that_nobody_pressed_a_button_for_can_be_written_down() throws Exception {
    mvc.perform(
            post("/sharing-bottlenecks")
                .with(csrf())
                .with(TestActors.signedIn(programme))
                .param("title", "Zorgcoördinatoren hebben geen eigen grond"))
        .andExpect(status().is3xxRedirection());
    mvc.perform(
            post("/sharing-bottlenecks")
                .with(csrf())
                .with(TestActors.signedIn(programme))
                .param("title", " "))
        .andExpect(status().is(422));

    String csv =
        mvc.perform(get("/sharing-bottlenecks.csv").with(TestActors.signedIn(programme)))
            .andExpect(
                header().string("Content-Disposition", containsString("sharing-bottlenecks.csv")))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(csv.lines().toList()).hasSize(2);
    assertThat(csv).contains("Zorgcoördinatoren hebben geen eigen grond", "own/");
  }

  @Test
  void the_list_is_filtered() throws Exception {
    feedback(ANSWERED, rule(ANSWERED), "unclear", "");
    feedback(UNKNOWN, "", "wrong", "");

    mvc.perform(
            decision(
                    behind
                        .sql("select id::text from sharing.bottleneck where subject like 'pair/%'")
                        .query(String.class)
                        .single(),
                    "1",
                    "in-progress")
                .param("barrier", "real")
                .param("remedy", "law"))
        .andExpect(status().is3xxRedirection());

    mvc.perform(
            get("/sharing-bottlenecks.csv?barrier=real&state=in-progress&remedy=law")
                .with(TestActors.signedIn(programme)))
        .andExpect(content().string(containsString("pair/airline/school/care")))
        .andExpect(content().string(not(containsString("rule/"))));
    mvc.perform(
            get("/sharing-bottlenecks?owner=x'--&state=nonsense")
                .with(TestActors.signedIn(programme)))
        .andExpect(status().isOk());
  }

  private String ask(String remark) throws Exception {
    MvcResult sent =
        mvc.perform(anonymous(post("/may-i-share/help?" + UNKNOWN)).param("remark", remark))
            .andExpect(redirectedUrl("/may-i-share/help/sent"))
            .andReturn();
    return String.valueOf(sent.getFlashMap().get("code"));
  }

  private String question() {
    return behind.sql("select id::text from sharing.help_question").query(String.class).single();
  }

  private MockHttpServletRequestBuilder answer(String id) {
    return post("/help-desk/" + id + "/answer")
        .locale(Locale.of("nl"))
        .with(csrf())
        .with(TestActors.signedIn(officer))
        .param("decision", "allowed-if")
        .param("modality", "may")
        .param("conditions", "weigh-interests", "minimise")
        .param("grounds", "http://data.europa.eu/eli/reg/2016/679/oj#art_6.1.f")
        .param("dpv", "eu-gdpr:A6-1-f")
        .param("certainty", "likely")
        .param("review", "2027-06-01")
        .param("source", "Eigen oordeel")
        .param("reasonNl", "Een maatschappij mag zeggen wat iemand nodig heeft.")
        .param("reasonEn", "An airline may say what somebody needs.")
        .param("area", "administration")
        .param("anyOf", "data", "subject", "consent", "urgency");
  }

  private MvcResult look(String code) throws Exception {
    return mvc.perform(anonymous(post("/may-i-share/help/answer")).param("code", code)).andReturn();
  }

  @Test
  void a_question_that_no_rule_answers_comes_back_with_an_answer_for_who_holds_the_code()
      throws Exception {
    String code = ask("Wij twijfelen of dit onder zorg valt.");

    assertThat(
            behind
                .sql("select row_to_json(q)::text from sharing.help_question q")
                .query(String.class)
                .single())
        .contains("airline", "Wij twijfelen")
        .doesNotContain(code, "2001:db8");
    assertThat(look(code).getResponse().getContentAsString())
        .contains("Er is nog geen antwoord", "Wij twijfelen of dit onder zorg valt.");
    mvc.perform(get("/help-desk").locale(Locale.of("nl")).with(TestActors.signedIn(officer)))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Er wacht één vraag"),
                        containsString("Het kan niet wachten"))));

    mvc.perform(answer(question())).andExpect(redirectedUrl("/help-desk/" + question()));

    String typed = code.toLowerCase(Locale.ROOT).replace('-', ' ');
    assertThat(look(typed).getResponse().getContentAsString())
        .contains(
            "Ja, als",
            "Een maatschappij mag zeggen wat iemand nodig heeft.",
            "AVG art. 6 lid 1 onder f",
            "Weeg de belangen",
            "Waarschijnlijk");
    assertThat(
            behind
                .sql("select count(*) from audit.entry where activity = 'sharing.help-desk'")
                .query(Long.class)
                .single())
        .isPositive();
  }

  @Test
  void what_waits_stands_on_the_first_page_of_who_must_act() throws Exception {
    ask("");
    feedback(ANSWERED, rule(ANSWERED), "unclear", "");

    mvc.perform(get("/").locale(Locale.of("nl")).with(TestActors.signedIn(officer)))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("1 keer een vraag over delen"),
                        containsString("1 keer een knelpunt bij delen"))));
    mvc.perform(get("/").locale(Locale.of("nl")).with(TestActors.signedIn(programme)))
        .andExpect(content().string(containsString("1 keer een knelpunt bij delen")))
        .andExpect(content().string(not(containsString("een vraag over delen"))));
  }

  @Test
  void an_answer_is_a_row_that_the_checks_judge_and_a_modeller_opens() throws Exception {
    ask("");
    String id = question();
    mvc.perform(answer(id));

    byte[] dmn =
        mvc.perform(get("/help-desk/" + id + "/candidate.dmn").with(TestActors.signedIn(officer)))
            .andExpect(header().string("Content-Disposition", containsString("administration.dmn")))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    DecisionTable table = DmnReader.read("administration.dmn", dmn);
    DecisionTable shipped =
        DmnReader.read("administration.dmn", SharingFiles.content("administration.dmn"));
    assertThat(table.rows()).hasSize(shipped.rows().size() + 1).containsAll(shipped.rows());
    DecisionTable.Row row = table.rows().getLast();
    assertThat(row.tests().getFirst().accepts("airline")).isTrue();
    assertThat(row.tests().get(3)).isInstanceOf(UnaryTest.Anything.class);
    assertThat(row.notes()).contains("An airline may say what somebody needs.");
    mvc.perform(get("/help-desk/" + id + "/candidate.csv").with(TestActors.signedIn(officer)))
        .andExpect(
            content()
                .string(containsString("administration,,airline,school,care,'-,'-,'-,avg,'-")));
    mvc.perform(get("/help-desk/" + id).locale(Locale.of("nl")).with(TestActors.signedIn(officer)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Het antwoord als regel")));
  }

  @Test
  void everything_wrong_with_an_answer_is_told_at_once() throws Exception {
    ask("");
    String id = question();

    String page =
        mvc.perform(
                post("/help-desk/" + id + "/answer")
                    .locale(Locale.of("nl"))
                    .with(csrf())
                    .with(TestActors.signedIn(officer))
                    .param("decision", "allowed-if")
                    .param("conditions", "minimise")
                    .param("review", "2020-01-01")
                    .param("reasonNl", "Bel 0612345678"))
            .andExpect(status().is(422))
            .andReturn()
            .getResponse()
            .getContentAsString();

    assertThat(page)
        .contains(
            "Op welke grond? – Noem een grond",
            "hoort minstens één voorwaarde",
            "Kies een dag na vandaag",
            "Haal telefoonnummers",
            "Vul dit in");
    assertThat(count("help_answer")).isZero();
  }

  @Test
  void many_questions_push_none_off_the_list() throws Exception {
    ask("");
    String first = question();
    behind
        .sql(
            """
            insert into sharing.help_question
              (id, code_hash, asked_on, sender, receiver, purpose, data, subject, consent, regime,
               urgency, table_version, remark, state)
            select gen_random_uuid(), encode(sha256(n::text::bytea), 'hex'), asked_on, sender,
                   receiver, purpose, data, subject, consent, regime, 'urgent', table_version,
                   remark, state
              from sharing.help_question, generate_series(1, 600) n
            """)
        .update();

    behind
        .sql("update sharing.help_question set urgency = 'normal' where id = :id::uuid")
        .param("id", first)
        .update();

    String page = queue("/help-desk");
    assertThat(page).contains("/help-desk?state=open&amp;page=2").doesNotContain(first);
    assertThat(page.split("schakel-work__title", -1)).hasSize(26);
    assertThat(queue("/help-desk?state=open&page=25"))
        .contains(first)
        .contains("page=24")
        .doesNotContain("page=26");
    assertThat(queue("/help-desk?state=open&page=99999999")).contains(first);
    assertThat(queue("/help-desk?state=open&page=x")).doesNotContain(first);
  }

  private String queue(String address) throws Exception {
    return mvc.perform(get(address).with(TestActors.signedIn(officer)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Test
  void a_question_is_answered_once() throws Exception {
    ask("");
    String id = question();
    mvc.perform(answer(id)).andExpect(status().is3xxRedirection());

    mvc.perform(answer(id))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("al beantwoord of gesloten")));
    mvc.perform(
            post("/help-desk/" + id + "/closure")
                .with(csrf())
                .with(TestActors.signedIn(officer))
                .param("why", "case-data"))
        .andExpect(status().is(422));
  }

  @Test
  void a_question_with_data_of_a_case_is_closed_and_its_text_removed() throws Exception {
    String code = ask("Lina uit de straat bij ons");

    mvc.perform(
            post("/help-desk/" + question() + "/closure")
                .with(csrf())
                .with(TestActors.signedIn(officer))
                .param("why", "case-data"))
        .andExpect(status().is3xxRedirection());

    assertThat(behind.sql("select remark from sharing.help_question").query(String.class).single())
        .isEmpty();
    assertThat(look(code).getResponse().getContentAsString())
        .contains("Uw vraag is gesloten", "Er stonden gegevens van een zaak of persoon in");
  }

  @Test
  void what_the_rules_answer_is_not_sent_on() throws Exception {
    mvc.perform(anonymous(post("/may-i-share/help?" + ANSWERED)))
        .andExpect(status().is3xxRedirection())
        .andExpect(header().string("Location", containsString("/may-i-share?sender=police")));
    mvc.perform(get("/may-i-share/help?" + ANSWERED)).andExpect(status().is3xxRedirection());
    assertThat(count("help_question")).isZero();
  }

  @Test
  void a_question_with_data_of_a_person_is_refused_before_it_is_kept() throws Exception {
    mvc.perform(anonymous(post("/may-i-share/help?" + UNKNOWN)).param("remark", "bsn 123456782"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Haal telefoonnummers")));
    assertThat(count("help_question")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "BCDFG-HJKLM-NPQRS", "' or 1=1 --", "%"})
  void a_wrong_code_finds_nothing(String code) throws Exception {
    ask("");

    MvcResult found = look(code);

    assertThat(found.getResponse().getStatus()).isEqualTo(422);
    assertThat(found.getResponse().getContentAsString())
        .contains("Bij deze code vinden wij geen vraag");
  }

  @Test
  void the_code_is_shown_once_and_stands_in_no_address() throws Exception {
    String code = ask("");

    mvc.perform(get("/may-i-share/help/sent").flashAttr("code", code).locale(Locale.of("nl")))
        .andExpect(content().string(containsString(code)));
    mvc.perform(get("/may-i-share/help/sent").locale(Locale.of("nl")))
        .andExpect(content().string(not(containsString(code))))
        .andExpect(content().string(containsString("kunnen haar niet nog eens tonen")));
  }

  @Test
  void who_may_not_sees_neither_questions_nor_bottlenecks() throws Exception {
    ask("");
    for (Role role : Role.values()) {
      Actor actor = TestActors.person(TestActors.COORDINATION_CENTRE, role);
      int desk = statusOf(get("/help-desk/" + question()), actor);
      int list = statusOf(get("/sharing-bottlenecks"), actor);
      assertThat(desk)
          .as("help desk as " + role)
          .isEqualTo(role == Role.DATA_PROTECTION_OFFICER ? 200 : 403);
      assertThat(list)
          .as("bottlenecks as " + role)
          .isEqualTo(
              role == Role.DATA_PROTECTION_OFFICER || role == Role.PROGRAMME_OFFICER ? 200 : 403);
    }
    mvc.perform(get("/help-desk")).andExpect(header().string("Location", endsWith("/sign-in")));
  }

  private int statusOf(MockHttpServletRequestBuilder request, Actor actor) throws Exception {
    return mvc.perform(request.with(TestActors.signedIn(actor)))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  @Test
  void an_identifier_of_something_else_finds_nothing() throws Exception {
    ask("");
    feedback(ANSWERED, rule(ANSWERED), "unclear", "");
    for (String path :
        List.of(
            "/help-desk/" + bottleneck(),
            "/help-desk/" + bottleneck() + "/candidate.dmn",
            "/help-desk/" + question() + "/candidate.dmn",
            "/help-desk/" + question() + "/candidate.csv",
            "/help-desk/" + UUID.randomUUID(),
            "/help-desk/x",
            "/sharing-bottlenecks/" + question(),
            "/sharing-bottlenecks/x")) {
      assertThat(statusOf(get(path), officer)).as(path).isEqualTo(404);
    }
    mvc.perform(decision(question(), "1", "open")).andExpect(status().isNotFound());
    mvc.perform(answer(bottleneck())).andExpect(status().isNotFound());
  }

  @Test
  void the_wall_in_the_database_hides_questions_from_other_organisations() throws Exception {
    ask("");
    JdbcClient working = JdbcClient.create(dataSource);

    // Outside a transaction of the application nothing of it is to be seen.
    assertThat(working.sql("select count(*) from sharing.help_question").query(Long.class).single())
        .isZero();
    assertThat(working.sql("select count(*) from sharing.feedback").query(Long.class).single())
        .isZero();
  }

  @Test
  void hostile_input_gets_a_page_and_never_a_fault() throws Exception {
    SplittableRandom random = new SplittableRandom(20261122);
    List<String> nasty =
        List.of(
            "",
            " ",
            "=cmd()",
            "' or 1=1 --",
            "<script>alert(1)</script>",
            "${7*7}",
            "\u202e",
            "\ud800",
            "a".repeat(5_000),
            "%s%n",
            "\r\nSet-Cookie: x=1",
            "💥",
            "\u0000",
            "{}",
            "police",
            "rule/registration-01");
    List<String> fields =
        List.of(
            "sender",
            "receiver",
            "purpose",
            "data",
            "subject",
            "consent",
            "regime",
            "urgency",
            "rule",
            "verdict",
            "remark",
            "code",
            "state",
            "barrier",
            "owner",
            "remedy",
            "plan",
            "due",
            "note",
            "version",
            "title",
            "decision",
            "conditions",
            "grounds",
            "anyOf",
            "why");
    ask("");
    feedback(ANSWERED, rule(ANSWERED), "unclear", "");
    List<String> paths =
        List.of(
            "/may-i-share/feedback?" + ANSWERED,
            "/may-i-share/help?" + UNKNOWN,
            "/may-i-share/help/answer",
            "/sharing-bottlenecks",
            "/sharing-bottlenecks/" + bottleneck(),
            "/help-desk/" + question() + "/answer",
            "/help-desk/" + question() + "/closure");
    for (int i = 0; i < 400; i++) {
      MockHttpServletRequestBuilder request =
          anonymous(
                  i % 4 == 0
                      ? get(paths.get(i % 5))
                      : post(paths.get(random.nextInt(paths.size()))))
              .with(TestActors.signedIn(officer));
      for (int n = 0; n < 4; n++) {
        request.param(
            fields.get(random.nextInt(fields.size())), nasty.get(random.nextInt(nasty.size())));
      }
      String about = "call " + i;
      var answer = mvc.perform(request).andReturn().getResponse();
      assertThat(answer.getStatus()).as(about).isLessThan(500);
      assertThat(answer.getContentAsString()).as(about).doesNotContain("<script>alert(1)");
    }
  }
}
