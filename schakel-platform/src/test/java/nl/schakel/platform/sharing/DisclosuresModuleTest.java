// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.organisation.Organisations;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SchakelTest
class DisclosuresModuleTest {
  private static final OrganisationId CENTRE = TestActors.COORDINATION_CENTRE;

  @Autowired Disclosures disclosures;
  @Autowired SharingParties parties;
  @Autowired SharingRules rules;
  @Autowired PlatformTransactionManager transactions;
  @Autowired DataSource dataSource;
  @Autowired JsonMapper json;
  @Autowired AuditLog auditLog;
  @Autowired ReplayDecision replays;
  @Autowired Covenants covenants;

  private final String subject = "share/" + UUID.randomUUID();

  private static SharingQuestion question(String from, String to, String purpose, String... data) {
    return new SharingQuestion(
        from, to, purpose, List.of(data), "adult", "not-asked", regime(from), "normal");
  }

  private static String regime(String party) {
    return new SharingCodes().usualRegime(party);
  }

  private DisclosureRequest request(SharingQuestion question) {
    return new DisclosureRequest(question, CENTRE, subject, "share");
  }

  private List<Disclosure> decide(DisclosureRequest... requests) {
    return TestActors.as(
        TestActors.registrar(),
        () ->
            new TransactionTemplate(transactions)
                .execute(status -> disclosures.decide(List.of(requests))));
  }

  private List<JsonNode> lines() {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            "select details || jsonb_build_object('result', result, 'activity', activity) from"
                + " audit.entry where object = :subject order by at")
        .param("subject", subject)
        .query(String.class)
        .list()
        .stream()
        .map(json::readTree)
        .toList();
  }

  @Test
  void a_decision_is_logged_with_what_is_needed_to_give_it_again() {
    SharingQuestion asked =
        question("police", "coordination-centre", "registration", "identity", "suspect");

    Disclosure disclosure = decide(request(asked)).getFirst();

    assertThat(disclosure.mayGo()).containsExactly("identity");
    assertThat(disclosure.withheld().get("suspect"))
        .isNotNull()
        .extracting(Disclosure.Withheld::decision)
        .isEqualTo(Decision.FORBIDDEN);
    assertThat(lines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.get("activity").asString()).isEqualTo("sharing.decide");
              assertThat(line.get("result").asString()).isEqualTo("DONE");
              assertThat(line.get("policies").asString()).isEqualTo(rules.version());
              assertThat(line.get("rows").asString()).isEqualTo("registration-01,registration-03");
              assertThat(line.get("trace_id").asString()).matches("[0-9a-f]{32}");
              assertThat(line.get("span_id").asString()).matches("[0-9a-f]{16}");
              assertThat(
                      json.readTree(line.get("request").asString())
                          .get(0)
                          .get("purpose")
                          .asString())
                  .isEqualTo("registration");
              assertThat(
                      json.readTree(line.get("response").asString()).get(0).get("mayGo").toString())
                  .isEqualTo("[\"identity\"]");
            });
  }

  @Test
  void what_no_row_knows_goes_nowhere_and_stays_in_the_log_when_the_caller_rolls_back() {
    SharingQuestion asked = question("airline", "operator", "return", "identity");

    TestActors.run(
        TestActors.registrar(),
        () ->
            new TransactionTemplate(transactions)
                .executeWithoutResult(
                    status -> {
                      assertThat(disclosures.decide(request(asked)).mayGo()).isEmpty();
                      status.setRollbackOnly();
                    }));

    assertThat(lines())
        .singleElement()
        .satisfies(line -> assertThat(line.get("result").asString()).isEqualTo("REFUSED"));
  }

  @Test
  void a_yes_that_is_rolled_back_leaves_no_line() {
    SharingQuestion asked = question("police", "coordination-centre", "registration", "identity");

    TestActors.run(
        TestActors.registrar(),
        () ->
            new TransactionTemplate(transactions)
                .executeWithoutResult(
                    status -> {
                      disclosures.decide(request(asked));
                      status.setRollbackOnly();
                    }));

    assertThat(lines()).isEmpty();
  }

  @Test
  void a_condition_without_proof_holds_back_what_is_allowed_if() {
    SharingQuestion asked =
        question("care-coordinator", "coordination-centre", "registration", "exploitation");

    Disclosure without = decide(request(asked)).getFirst();
    Disclosure with = decide(request(asked).meeting(Set.of("weigh-interests"))).getFirst();

    assertThat(without.mayGo()).isEmpty();
    assertThat(without.withheld().get("exploitation"))
        .isNotNull()
        .extracting(Disclosure.Withheld::unmet)
        .isEqualTo(List.of("weigh-interests"));
    assertThat(with.complete()).isTrue();
  }

  @Test
  void an_agreement_counts_in_every_decision_while_it_is_in_force_and_a_declared_one_in_none() {
    DisclosureRequest asked =
        request(question("police", "riec", "partnership", "exploitation", "suspect"));
    assertThat(mayGo(asked)).isEmpty();
    assertThat(mayGo(asked.meeting(Set.of("covenant")))).as("only declared").isEmpty();

    CovenantId agreement = inForce(List.of("police", "riec"), List.of("exploitation"));
    Disclosure within = decide(asked).getFirst();
    TestActors.as(keeper(), () -> covenants.end(agreement, 2, "Gestopt"));

    assertThat(within.mayGo()).as("the class that it is about").containsExactly("exploitation");
    assertThat(lines())
        .as("the log names the agreement, and the version of it that counted")
        .extracting(line -> json.readTree(line.get("request").asString()).get(0).path("agreements"))
        .contains(json.readTree("{\"exploitation\": [\"%s/2\"]}".formatted(agreement)));
    assertThat(mayGo(asked)).as("after its end").isEmpty();
    assertThat(replays.replay(within.id()))
        .as("given again, it counts as it did")
        .isInstanceOf(ReplayDecision.Replayed.Same.class);
  }

  @Test
  void an_agreement_of_one_organisation_says_nothing_about_another_of_its_kind() {
    OrganisationId member = Organisations.idOf("Politie Rotterdam");
    OrganisationId stranger = Organisations.idOf("Politie Limburg");
    CovenantId agreement = inForce(List.of("riec"), List.of(member), List.of("exploitation"));
    DisclosureRequest asked = request(question("police", "riec", "partnership", "exploitation"));

    assertThat(mayGo(asked.sentBy(member))).containsExactly("exploitation");
    assertThat(mayGo(asked.sentBy(stranger))).isEmpty();
    assertThat(mayGo(asked)).as("of whom only the kind is known").isEmpty();
    TestActors.as(keeper(), () -> covenants.end(agreement, 2, "Gestopt"));
  }

  private Set<String> mayGo(DisclosureRequest asked) {
    return decide(asked).getFirst().mayGo();
  }

  private static Actor keeper() {
    return TestActors.person(CENTRE, Role.ADMINISTRATOR);
  }

  private CovenantId inForce(List<String> types, List<String> data) {
    return inForce(types, List.of(), data);
  }

  private CovenantId inForce(
      List<String> types, List<OrganisationId> organisations, List<String> data) {
    CovenantDraft all = CovenantsModuleTest.complete(CovenantKind.PARTNERSHIP);
    CovenantDraft draft =
        new CovenantDraft(
            all.name(),
            all.kind(),
            types,
            List.of("police", "riec"),
            organisations,
            List.of(),
            List.of("partnership"),
            data,
            all.decision(),
            "",
            all.source(),
            all.certainty(),
            all.startsOn(),
            all.endsOn(),
            all.reviewOn());
    CovenantId id =
        ((Covenants.Kept.Done) TestActors.as(keeper(), () -> covenants.add(draft))).id();
    assertThat(TestActors.as(TestActors.dataProtectionOfficer(), () -> covenants.putInForce(id, 1)))
        .isEqualTo(new Covenants.Kept.Done(id));
    return id;
  }

  @Test
  void which_conditions_were_gates_is_logged_and_counts_when_a_decision_is_given_again() {
    DisclosureRequest asked =
        request(
            question("care-coordinator", "coordination-centre", "registration", "exploitation"));
    Disclosure held = decide(asked).getFirst();
    JsonNode line = lines().getFirst();
    assertThat(line.path("gates").asString()).isEqualTo("weigh-interests");

    UUID ofARelease =
        TestActors.as(
                TestActors.registrar(),
                () ->
                    auditLog.writeApart(
                        TestActors.registrar(),
                        new DisclosureDecided(
                            List.of(asked),
                            line.path("request").asString(),
                            json.writeValueAsString(
                                List.of(disclosures.response(asked, held.answer(), Set.of()))),
                            line.path("policies").asString(),
                            line.path("rows").asString(),
                            "",
                            "",
                            "",
                            true)))
            .value();

    assertThat(replays.replay(held.id())).isInstanceOf(ReplayDecision.Replayed.Same.class);
    assertThat(replays.replay(ofARelease))
        .as("for which this condition was no gate, so that everything went")
        .isInstanceOf(ReplayDecision.Replayed.Same.class);
  }

  @Test
  void several_questions_of_one_request_leave_one_line() {
    decide(
        request(question("police", "coordination-centre", "registration", "identity")),
        request(question("border-police", "coordination-centre", "registration", "identity")));

    assertThat(lines())
        .singleElement()
        .satisfies(
            line -> assertThat(json.readTree(line.get("request").asString()).size()).isEqualTo(2));
  }

  @Test
  void a_decision_joins_the_trace_of_the_caller() {
    MockHttpServletRequest http = new MockHttpServletRequest();
    http.addHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(http));
    try {
      decide(request(question("police", "coordination-centre", "registration", "identity")));
      decide(request(question("police", "coordination-centre", "registration", "contact")));
    } finally {
      RequestContextHolder.resetRequestAttributes();
    }

    assertThat(lines())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line.get("trace_id").asString())
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c"))
        .extracting(line -> line.get("span_id").asString())
        .doesNotHaveDuplicates();
  }

  @Test
  void nothing_is_decided_outside_a_transaction() {
    DisclosureRequest asked =
        request(question("police", "coordination-centre", "registration", "identity"));

    assertThatThrownBy(() -> TestActors.as(TestActors.registrar(), () -> disclosures.decide(asked)))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void the_expertise_centre_on_trafficking_is_no_riec_and_customs_are_in_the_directory() {
    assertThat(parties.of(Organisations.idOf("Expertisecentrum Mensenhandel en Mensensmokkel")))
        .isEqualTo("emm");
    assertThat(parties.of(Organisations.idOf("LIEC"))).isEqualTo("riec");
    assertThat(parties.of(Organisations.idOf("Douane"))).isEqualTo("customs");
  }

  @Test
  void an_organisation_that_nobody_knows_is_a_party_that_no_row_accepts() {
    assertThat(parties.of(Organisations.idOf("Koninklijke Marechaussee")))
        .isEqualTo("border-police");
    assertThat(parties.of(CENTRE)).isEqualTo(SharingParties.CENTRE);
    assertThat(parties.of(TestActors.anOrganisation())).isEqualTo(SharingParties.UNKNOWN);
    assertThat(
            decide(
                    new DisclosureRequest(
                        question(
                            "coordination-centre",
                            SharingParties.UNKNOWN,
                            "statistics",
                            "aggregate"),
                        Set.of("no-person-recognisable"),
                        Set.of(),
                        Optional.empty(),
                        subject,
                        "page"))
                .getFirst()
                .withheld())
        .containsOnlyKeys("aggregate");
  }

  @Test
  void a_list_that_misses_a_code_is_named_with_the_code() {
    assertThatThrownBy(
            () -> SharingFiles.same("x.csv", Set.of("a", "b"), Map.of("b", 1, "c", 1).keySet()))
        .hasMessageContaining("missing [a], unknown [c]");
  }
}
