// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static nl.schakel.platform.register.Chain.BORDER_POLICE;
import static nl.schakel.platform.register.Chain.POLICE;
import static nl.schakel.platform.register.Chain.SHELTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.report.EncodedTrial.Receipts;
import nl.schakel.platform.report.LinkageRoute;
import nl.schakel.platform.report.LinkageRoutes;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.RouteRule;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What a linkage unit found outside, and what becomes of it; the trial is switched on here. */
@SchakelTest(
    properties = {"test.database=encoded-pairs", "schakel.register.encoded-pairs-per-day=10"})
@Import(Chain.class)
class EncodedPairsModuleTest {
  private static final Actor ONE =
      TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR);
  private static final Actor OTHER =
      TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR);
  private static final Actor REGISTRAR = TestActors.registrar();
  private static final Judgement.Answer SAME = Judgement.Answer.SAME;

  @Autowired Chain chain;
  @Autowired EncodedPairs encoded;
  @Autowired LinkageRoutes routes;
  @Autowired Judging judging;
  @Autowired MockMvc mvc;
  private final JdbcClient behind;

  @Autowired
  EncodedPairsModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  @BeforeEach
  void beginADay() {
    behind.sql("delete from register.encoded_list").update();
    behind.sql("delete from report.route_decision where route = 'encoded'").update();
  }

  /** As two people do it; the ground is the one that the report names. */
  private void open(OrganisationId organisation, String ground) {
    LocalDate today = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
    LinkageRoutes.Outcome decided =
        TestActors.as(
            ONE,
            () ->
                routes.decide(
                    new LinkageRoutes.RouteDecision(
                        organisation,
                        LinkageRoute.ENCODED,
                        ground,
                        true,
                        "unsure",
                        "officer-decision",
                        today,
                        Optional.of(today.plusMonths(3)),
                        Optional.of("DPIA-2026-07"))));
    RouteRule rule = ((LinkageRoutes.Outcome.Done) decided).rule();
    assertThat(TestActors.as(OTHER, () -> routes.confirm(organisation, rule.id())))
        .isInstanceOf(LinkageRoutes.Outcome.Done.class);
  }

  private ReportFacts report(OrganisationId from) {
    return chain.placed(from, List.of(Chain.facts())).getFirst();
  }

  private static EncodedPairs.Pair pair(ReportFacts left, ReportFacts right, double dice) {
    return new EncodedPairs.Pair(new Receipts(left.receipt(), right.receipt()), dice);
  }

  private EncodedPairs.Outcome send(EncodedPairs.Pair... pairs) {
    return TestActors.as(REGISTRAR, () -> encoded.ask(List.of(pairs)));
  }

  private static List<String> rules(EncodedPairs.Outcome outcome) {
    return ((EncodedPairs.Outcome.Refused) outcome)
        .problems().stream().map(FieldProblem::rule).toList();
  }

  private List<Map<String, Object>> questions(ReportId report) {
    return behind
        .sql(
            """
            select reason, state, weight, rank from register.candidate
             where :report in (low_report_id, high_report_id)
            """)
        .param("report", report.value())
        .query()
        .listOfRows();
  }

  private UUID victim(ReportFacts report) {
    return behind
        .sql("select victim_id from register.source where report_id = :report")
        .param("report", report.id().value())
        .query(UUID.class)
        .single();
  }

  @Test
  void a_pair_of_two_organisations_with_the_route_becomes_a_question_and_never_a_link() {
    ReportFacts police = report(POLICE);
    ReportFacts shelter = report(SHELTER);
    assertThat(rules(send(pair(police, shelter, 0.9))))
        .containsExactly("route-encoded", "route-encoded");
    open(POLICE, police.ground().orElseThrow());
    assertThat(rules(send(pair(police, shelter, 0.9)))).containsExactly("route-encoded");
    open(SHELTER, shelter.ground().orElseThrow());

    assertThat(send(pair(police, shelter, 0.9))).isEqualTo(new EncodedPairs.Outcome.Asked(1));

    assertThat(questions(police.id()))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("reason", "encoded").containsEntry("state", "open");
              assertThat(row).containsEntry("weight", null).containsEntry("rank", -9_000L);
            });
    assertThat(victim(police)).isNotEqualTo(victim(shelter));
    assertThat(send(pair(shelter, police, 1))).isEqualTo(new EncodedPairs.Outcome.Asked(0));
    assertThat(
            behind
                .sql(
                    """
                    select result || ' ' || (details ->> 'pairs') || ' ' || (details ->> 'asked')
                      from audit.entry where activity = 'register.encoded-pairs' order by at
                    """)
                .query(String.class)
                .list())
        .contains("REFUSED 1 0", "DONE 1 1", "DONE 1 0");

    ReportFacts more = report(POLICE);
    ReportFacts wrong = report(BORDER_POLICE);
    assertThat(rules(send(pair(more, shelter, 0.8), pair(more, police, 0.8), pair(more, wrong, 1))))
        .containsExactly("encoded-one-organisation", "route-encoded");
    assertThat(rules(send(new EncodedPairs.Pair(new Receipts("nobody", more.receipt()), 0.8))))
        .containsExactly("encoded-receipt");
    assertThat(questions(more.id())).isEmpty();

    // Eight of the ten of a day are gone, refused ones among them.
    EncodedPairs.Outcome tooMany =
        send(pair(more, shelter, 1), pair(report(POLICE), shelter, 1), pair(police, shelter, 1));
    assertThat(rules(tooMany)).containsExactly("encoded-per-day");
    assertThat(((EncodedPairs.Outcome.Refused) tooMany).problems().getFirst().arguments())
        .containsExactly("10", "2");
    assertThat(questions(more.id())).isEmpty();

    UUID question = question(police);
    assertThat(TestActors.as(REGISTRAR, () -> judging.view(question)).stage())
        .isEqualTo(Judging.Stage.BROUGHT);
    assertThat(answer(REGISTRAR, question)).isFalse();
    assertThat(TestActors.as(REGISTRAR, () -> judging.later(question, "not now"))).isFalse();
    assertThat(TestActors.as(REGISTRAR, () -> judging.decide(question, SAME, "mine")))
        .isEqualTo(new Judging.Outcome.NotJudged());
    assertThat(answer(TestActors.registrar(), question)).isTrue();
  }

  private UUID question(ReportFacts report) {
    return behind
        .sql("select id from register.candidate where :report in (low_report_id, high_report_id)")
        .param("report", report.id().value())
        .query(UUID.class)
        .single();
  }

  private boolean answer(Actor who, UUID question) {
    return TestActors.as(who, () -> judging.judge(question, SAME, "the reporters talked"));
  }

  @Test
  void the_answer_to_a_list_is_another_page_and_who_brought_it_gets_no_question_to_answer()
      throws Exception {
    ReportFacts police = report(POLICE);
    ReportFacts shelter = report(SHELTER);
    open(POLICE, police.ground().orElseThrow());
    open(SHELTER, shelter.ground().orElseThrow());

    mvc.perform(sent(police.receipt() + "," + shelter.receipt() + ",0.7"))
        .andExpect(redirectedUrl("/register/encoded-pairs"))
        .andExpect(flash().attribute("done", containsString("1")));
    mvc.perform(
            post("/register/questions/" + question(police))
                .param("verdict", "same")
                .param("reason", "I know them both")
                .with(TestActors.signedIn(REGISTRAR))
                .with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("zelf aangedragen")))
        .andExpect(content().string(not(containsString("name=\"verdict\""))));
  }

  @Test
  void only_who_judges_brings_pairs_and_each_line_that_is_wrong_is_named() throws Exception {
    assertThatThrownBy(
            () ->
                TestActors.as(
                    TestActors.reporter(POLICE),
                    () -> encoded.ask(List.of(pair(report(POLICE), report(SHELTER), 0.9)))))
        .isInstanceOf(NotAllowed.class);
    Map<String, String> answers =
        Map.of(
            "", "Geef 1 tot en met 1000 paren",
            "id_left,id_right,dice\nSK-1,SK-2,0.3", "Regel 2: Een paar is",
            "id_left,id_right,dice\nSK-1,SK-2,0.7", "Regel 2: Dit is niet het ontvangstnummer");
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      mvc.perform(sent(answer.getKey()))
          .andExpect(status().isUnprocessableContent())
          .andExpect(content().string(containsString(answer.getValue())));
    }
  }

  private static MockHttpServletRequestBuilder sent(String pairs) {
    return post("/register/encoded-pairs")
        .param("pairs", pairs)
        .with(TestActors.signedIn(REGISTRAR))
        .with(csrf());
  }
}
