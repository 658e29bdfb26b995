// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.report.ReportFixtures.policeReport;
import static nl.schakel.platform.report.ReportFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.identity.KeyKind;
import nl.schakel.platform.identity.KeyMatch;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.IntakeOutcome.Accepted;
import nl.schakel.platform.report.IntakeOutcome.Refused;
import nl.schakel.platform.report.LinkageRoutes.Outcome;
import nl.schakel.platform.report.LinkageRoutes.RouteDecision;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchakelTest(properties = "test.database=linkage-routes")
class LinkageRoutesModuleTest {
  private static final OrganisationId NORTH = Organisations.idOf("Politie Noord-Nederland");
  private static final OrganisationId EAST = Organisations.idOf("Politie Oost-Nederland");
  private static final OrganisationId MIDDLE = Organisations.idOf("Politie Midden-Nederland");
  private static final OrganisationId SOUTH = Organisations.idOf("Politie Limburg");
  private static final OrganisationId BORDER = Organisations.idOf("Koninklijke Marechaussee");
  private static final Actor ADMINISTRATOR =
      TestActors.person(TestActors.COORDINATION_CENTRE, Role.ADMINISTRATOR);
  private static final String DUTY = "police-policy-duty";

  @Autowired LinkageRoutes routes;
  @Autowired Intake intake;
  @Autowired Reports reports;
  @Autowired Vault vault;
  @Autowired Gate gate;
  @Autowired ReportCalendar calendar;
  @Autowired DataSource dataSource;
  @Autowired JdbcClient jdbc;

  private static String pseudonym(int epoch, long seed) {
    byte[] bytes = new byte[32];
    new Random(seed).nextBytes(bytes);
    return "e%d.%s".formatted(epoch, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private IntakeOutcome send(OrganisationId from, Map<String, List<String>> values) {
    return TestActors.as(
        TestActors.reporter(from),
        () ->
            intake.submit(
                new Submission(
                    from, Channel.API, UUID.randomUUID().toString(), new RawReport(values))));
  }

  private RouteDecision decision(
      OrganisationId organisation, LinkageRoute route, String ground, boolean open) {
    return new RouteDecision(
        organisation,
        route,
        ground,
        open,
        "likely",
        "officer-decision",
        calendar.today(),
        Optional.empty(),
        Optional.empty());
  }

  private Outcome decide(RouteDecision asked) {
    return TestActors.as(ADMINISTRATOR, () -> routes.decide(asked));
  }

  private static List<String> rules(IntakeOutcome outcome) {
    return ((Refused) outcome).problems().stream().map(FieldProblem::rule).toList();
  }

  private static List<String> rules(Outcome outcome) {
    return ((Outcome.Refused) outcome).problems().stream().map(FieldProblem::rule).toList();
  }

  private ReportFacts facts(IntakeOutcome outcome) {
    return gate.asSystem(() -> reports.read(((Accepted) outcome).id()));
  }

  @Test
  void a_pseudonym_is_refused_until_somebody_opened_the_route() {
    Map<String, List<String>> report = with(policeReport(), "vNumberPseudonym", pseudonym(1, 11));

    OrganisationId amsterdam = Organisations.idOf("Politie Amsterdam");
    Refused refused = (Refused) send(amsterdam, report);
    assertThat(refused.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.rule()).isEqualTo("route-oblivious");
              assertThat(problem.arguments()).hasSize(6).doesNotContain("");
            });

    assertThat(decide(decision(amsterdam, LinkageRoute.OBLIVIOUS, DUTY, true)))
        .isInstanceOf(Outcome.Done.class);
    assertThat(send(amsterdam, report)).isInstanceOf(Accepted.class);
    assertThat(rules(send(Organisations.idOf("Politie Limburg"), report)))
        .containsExactly("route-oblivious");
  }

  @Test
  void two_organisations_with_one_pseudonym_meet_in_the_vault_and_no_table_holds_it() {
    decide(decision(EAST, LinkageRoute.OBLIVIOUS, RouteRule.ANY_GROUND, true));
    decide(decision(BORDER, LinkageRoute.OBLIVIOUS, RouteRule.ANY_GROUND, true));
    String one = pseudonym(1, 21);
    String next = pseudonym(2, 21);

    ReportFacts east = facts(send(EAST, with(policeReport(), "vNumberPseudonym", one)));
    ReportFacts border =
        facts(
            send(
                BORDER,
                with(
                    with(policeReport(), "vNumberPseudonym", one, next), "vNumber", "1234567890")));
    ReportFacts later = facts(send(EAST, with(policeReport(), "vNumberPseudonym", next)));

    List<KeyMatch> matches =
        gate.asSystem(() -> vault.sharingExactKey(List.of(border.person().orElseThrow())));
    assertThat(matches)
        .extracting(KeyMatch::other)
        .containsExactlyInAnyOrder(east.person().orElseThrow(), later.person().orElseThrow());
    assertThat(matches).extracting(KeyMatch::kind).containsOnly(KeyKind.V_NUMBER_PSEUDONYM);
    assertThat(east.identityFields()).containsExactly("vNumberPseudonym");
    String everything =
        TestDatabase.ownerOf(dataSource)
            .sql(
                """
                select string_agg(r::text, ' ') || (select string_agg(k::text, ' ') from identity.linking_key k)
                  from report.report r
                """)
            .query(String.class)
            .single();
    assertThat(everything).doesNotContain(one).doesNotContain(one.substring(3));
  }

  @Test
  void what_is_no_pseudonym_is_refused_without_being_repeated() {
    decide(decision(EAST, LinkageRoute.OBLIVIOUS, RouteRule.ANY_GROUND, true));

    IntakeOutcome outcome = send(EAST, with(policeReport(), "vNumberPseudonym", "1234567890"));

    assertThat(((Refused) outcome).problems())
        .containsExactly(new FieldProblem("vNumberPseudonym", "pseudonym-form"));
  }

  @Test
  void names_are_refused_where_the_clear_route_was_closed_for_that_ground_alone() {
    decide(decision(MIDDLE, LinkageRoute.CLEAR, DUTY, false));
    Map<String, List<String>> named = with(policeReport(), "familyName", "Voorbeeld");

    assertThat(rules(send(MIDDLE, named))).containsExactly("route-clear");
    assertThat(send(MIDDLE, policeReport())).isInstanceOf(Accepted.class);
    Map<String, List<String>> inDanger = with(named, "ground", "vital-interest");
    assertThat(send(MIDDLE, with(inDanger, RawReport.GROUND_CHOSEN, "yes")))
        .isInstanceOf(Accepted.class);

    decide(decision(MIDDLE, LinkageRoute.CLEAR, DUTY, true));
    assertThat(send(MIDDLE, named)).isInstanceOf(Accepted.class);
  }

  @Test
  void a_key_of_the_source_stands_under_a_route_of_its_own() {
    OrganisationId hague = Organisations.idOf("Politie Den Haag");
    Map<String, List<String>> keyed = with(policeReport(), "personKey", "case-4711");
    decide(decision(hague, LinkageRoute.CLEAR, RouteRule.ANY_GROUND, false));
    assertThat(send(hague, keyed)).isInstanceOf(Accepted.class);

    decide(decision(hague, LinkageRoute.KEY, RouteRule.ANY_GROUND, false));

    assertThat(rules(send(hague, keyed))).containsExactly("route-key");
    assertThat(rules(send(hague, with(keyed, "familyName", "Voorbeeld"))))
        .containsExactlyInAnyOrder("route-key", "route-clear");
  }

  @Test
  void a_file_which_is_checked_before_its_transaction_meets_the_same_rules() {
    decide(decision(SOUTH, LinkageRoute.CLEAR, DUTY, false));
    RawReport named = new RawReport(with(policeReport(), "familyName", "Voorbeeld"));
    Submission row = new Submission(SOUTH, Channel.CSV, UUID.randomUUID().toString(), named);

    List<IntakeOutcome> outcomes =
        gate.asSystemFor(SOUTH, () -> intake.submitAll(intake.read(List.of(row))));

    assertThat(rules(outcomes.getFirst())).containsExactly("route-clear");
  }

  @Test
  void a_retry_of_what_was_accepted_gets_its_receipt_after_the_route_was_closed() {
    OrganisationId south = Organisations.idOf("Politie Rotterdam");
    Submission sent =
        new Submission(
            south,
            Channel.API,
            UUID.randomUUID().toString(),
            new RawReport(with(policeReport(), "familyName", "Voorbeeld")));
    Accepted first =
        (Accepted) TestActors.as(TestActors.reporter(south), () -> intake.submit(sent));
    decide(decision(south, LinkageRoute.CLEAR, RouteRule.ANY_GROUND, false));

    assertThat(TestActors.as(TestActors.reporter(south), () -> intake.submit(sent)))
        .isEqualTo(new Accepted(first.id(), first.receipt(), true));
  }

  @Test
  void the_trial_takes_an_assessment_an_end_one_ground_and_a_second_person() {
    RouteDecision bare = decision(NORTH, LinkageRoute.ENCODED, RouteRule.ANY_GROUND, true);
    assertThat(rules(decide(bare)))
        .containsExactlyInAnyOrder("route-assessment", "route-trial-end", "route-trial-ground");

    RouteDecision whole = trial(calendar.today().plusMonths(6));
    RouteRule rule = ((Outcome.Done) decide(whole)).rule();
    assertThat(rule.waits()).isTrue();
    assertThat(state(LinkageRoute.ENCODED).open()).isEmpty();

    assertThat(rules(TestActors.as(ADMINISTRATOR, () -> routes.confirm(NORTH, rule.id()))))
        .containsExactly("route-second-person");
    TestActors.as(TestActors.dataProtectionOfficer(), () -> routes.confirm(NORTH, rule.id()));
    assertThat(state(LinkageRoute.ENCODED).open()).hasSize(1);
    assertThatThrownBy(
            () ->
                TestActors.as(
                    TestActors.dataProtectionOfficer(), () -> routes.confirm(NORTH, rule.id())))
        .isInstanceOf(RouteDecisionNotFound.class);
  }

  private RouteDecision trial(LocalDate to) {
    return new RouteDecision(
        NORTH,
        LinkageRoute.ENCODED,
        DUTY,
        true,
        "unsure",
        "pilot",
        calendar.today(),
        Optional.of(to),
        Optional.of("DPIA 2026-4"));
  }

  private LinkageRoutes.State state(LinkageRoute route) {
    return TestActors.as(ADMINISTRATOR, () -> routes.states(NORTH)).stream()
        .filter(state -> state.route() == route)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_trial_of_more_than_a_year_and_a_route_that_is_not_built_are_refused() {
    assertThat(rules(decide(trial(calendar.today().plusYears(1)))))
        .containsExactly("route-trial-end");
    assertThat(rules(decide(decision(NORTH, LinkageRoute.COUNT, DUTY, true))))
        .containsExactly("route-not-built");
    assertThat(rules(decide(decision(NORTH, LinkageRoute.CLEAR, "data-minimisation", true))))
        .containsExactly("switch-ground");
  }

  @Test
  void the_database_itself_refuses_a_trial_without_assessment_or_end() {
    assertThatThrownBy(
            () ->
                TestDatabase.ownerOf(dataSource)
                    .sql(
                        """
                        insert into report.route_decision (organisation_id, route, ground, allowed, certainty,
                          valid_from, reason, decided_by, decided_at)
                        values (gen_random_uuid(), 'encoded', 'consent', true, 'unsure', current_date, 'pilot',
                          gen_random_uuid(), now())
                        """)
                    .update())
        .hasMessageContaining("violates check constraint");
  }

  @Test
  void a_reporter_may_not_see_or_decide_and_sees_no_row_of_another() {
    decide(decision(EAST, LinkageRoute.OBLIVIOUS, RouteRule.ANY_GROUND, true));
    Actor reporter = TestActors.reporter(NORTH);

    assertThatThrownBy(() -> TestActors.as(reporter, () -> routes.states(NORTH)))
        .hasMessageContaining(ReportRights.LINKAGE_ROUTES);
    assertThatThrownBy(
            () ->
                TestActors.as(
                    reporter,
                    () -> routes.decide(decision(NORTH, LinkageRoute.OBLIVIOUS, DUTY, true))))
        .hasMessageContaining(ReportRights.LINKAGE_ROUTES);
    assertThat(
            TestActors.as(
                reporter,
                () ->
                    jdbc.sql(
                            "select count(*) from report.route_decision where organisation_id = :id")
                        .param("id", EAST.value())
                        .query(Long.class)
                        .single()))
        .isZero();
  }

  @Test
  void every_decision_stands_in_the_audit_log() {
    decide(decision(BORDER, LinkageRoute.OBLIVIOUS, DUTY, true));

    assertThat(
            TestDatabase.ownerOf(dataSource)
                .sql(
                    """
                    select count(*) from audit.entry e
                     where e::text like '%report.route-decide%' and e::text like :object
                    """)
                .param("object", "%linkage-route/" + BORDER + "/oblivious%")
                .query(Long.class)
                .single())
        .isPositive();
  }

  @Test
  void each_kind_of_organisation_has_a_rule_for_each_route() {
    List<RouteRule> all = ReferenceFiles.linkageRoutes();

    assertThat(all)
        .extracting(RouteRule::reporterType)
        .contains("police", "school", "help-chat", "historic-source-list");
    assertThat(all)
        .filteredOn(rule -> rule.route() != LinkageRoute.CLEAR && rule.route() != LinkageRoute.KEY)
        .noneMatch(RouteRule::allowed);
    assertThat(all.size() % LinkageRoute.values().length).isZero();
  }
}
