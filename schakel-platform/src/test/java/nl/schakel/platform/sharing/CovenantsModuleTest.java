// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchakelTest
class CovenantsModuleTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
  private static final Actor KEEPER = TestActors.person(ReportedPersons.CENTRE, Role.ADMINISTRATOR);
  private static final Actor OFFICER =
      TestActors.person(ReportedPersons.CENTRE, Role.DATA_PROTECTION_OFFICER);

  @Autowired Covenants covenants;
  private final JdbcClient behind;

  @Autowired
  CovenantsModuleTest(DataSource dataSource) {
    behind = TestDatabase.ownerOf(dataSource);
  }

  /** Everything that an agreement needs; a test takes one thing away. */
  static CovenantDraft complete(CovenantKind kind) {
    return new CovenantDraft(
        "Voorbeeldconvenant " + UUID.randomUUID(),
        kind,
        List.of("customs", "border-police"),
        List.of(),
        List.of(),
        List.of("Een partij die niemand kent"),
        List.of("signalling"),
        List.of("identity", "suspect"),
        new CovenantDraft.PartnershipDecision(
            "Belang", "Verband", "Doel", "Gegevens", "Voorwaarden", "Ontvangers"),
        "",
        "Bedacht voor een test",
        Certainty.SURE,
        Optional.of(TODAY.minusDays(10)),
        Optional.of(TODAY.plusDays(10)),
        Optional.of(TODAY.plusDays(200)));
  }

  private static CovenantDraft between(CovenantDraft draft, int from, int to) {
    return new CovenantDraft(
        draft.name(),
        draft.kind(),
        draft.nationwideTypes(),
        draft.partyTypes(),
        draft.partyOrganisations(),
        draft.partyNames(),
        draft.purposes(),
        draft.data(),
        draft.decision(),
        draft.ground(),
        draft.source(),
        draft.certainty(),
        Optional.of(TODAY.plusDays(from)),
        Optional.of(TODAY.plusDays(to)),
        draft.reviewOn());
  }

  private CovenantId added(CovenantDraft draft) {
    return ((Covenants.Kept.Done) TestActors.as(KEEPER, () -> covenants.add(draft))).id();
  }

  private CovenantId inForce(CovenantDraft draft) {
    CovenantId id = added(draft);
    assertThat(TestActors.as(OFFICER, () -> covenants.putInForce(id, 1)))
        .isInstanceOf(Covenants.Kept.Done.class);
    return id;
  }

  private boolean covers(CovenantId id, String from, String to, String purpose, String data) {
    return covering(
            new Covenants.Exchange(from, Optional.empty(), to, Optional.empty(), purpose, data))
        .stream()
        .anyMatch(one -> one.id().equals(id));
  }

  private List<Covenant> covering(Covenants.Exchange exchange) {
    return exchange.coveredBy(covenants.inForce(exchange.purpose()));
  }

  @Test
  void one_in_force_covers_its_parties_purpose_and_data_and_nothing_else() {
    CovenantId id = inForce(complete(CovenantKind.COVENANT));

    assertThat(covers(id, "customs", "border-police", "signalling", "suspect")).isTrue();
    assertThat(covers(id, "border-police", "customs", "signalling", "suspect")).isTrue();
    assertThat(covers(id, "customs", "police", "signalling", "suspect")).isFalse();
    assertThat(covers(id, "police", "customs", "signalling", "suspect")).isFalse();
    assertThat(covers(id, "customs", "border-police", "investigation", "suspect")).isFalse();
    assertThat(covers(id, "customs", "border-police", "signalling", "health")).isFalse();
  }

  @Test
  void one_that_nobody_confirmed_does_not_count() {
    CovenantId id = added(complete(CovenantKind.COVENANT));

    assertThat(covers(id, "customs", "border-police", "signalling", "suspect")).isFalse();
  }

  @Test
  void it_counts_from_its_first_day_to_its_last() {
    CovenantId later = inForce(between(complete(CovenantKind.COVENANT), 1, 5));
    CovenantId today = inForce(between(complete(CovenantKind.COVENANT), 0, 0));
    CovenantId over = inForce(between(complete(CovenantKind.COVENANT), -9, 3));
    behind
        .sql("update sharing.covenant set ends_on = current_date - 2 where id = :id")
        .param("id", over.value())
        .update();

    assertThat(covers(later, "customs", "border-police", "signalling", "suspect")).isFalse();
    assertThat(covers(today, "customs", "border-police", "signalling", "suspect")).isTrue();
    assertThat(covers(over, "customs", "border-police", "signalling", "suspect")).isFalse();
  }

  @Test
  void an_organisation_named_as_party_does_not_bring_in_others_of_its_kind() {
    CovenantDraft all = complete(CovenantKind.COVENANT);
    CovenantDraft draft =
        new CovenantDraft(
            all.name(),
            all.kind(),
            List.of("customs"),
            List.of(),
            List.of(ReportedPersons.POLICE),
            List.of(),
            all.purposes(),
            all.data(),
            all.decision(),
            "",
            all.source(),
            all.certainty(),
            all.startsOn(),
            all.endsOn(),
            all.reviewOn());
    inForce(draft);

    assertThat(toPolice(ReportedPersons.POLICE))
        .extracting(one -> one.contents().name())
        .contains(draft.name());
    assertThat(toPolice(ReportedPersons.OTHER_POLICE))
        .extracting(one -> one.contents().name())
        .doesNotContain(draft.name());
  }

  @Test
  void a_kind_that_takes_part_without_being_nationwide_is_shown_and_binds_nobody() {
    CovenantDraft all = complete(CovenantKind.COVENANT);
    CovenantDraft draft =
        new CovenantDraft(
            all.name(),
            all.kind(),
            List.of("customs"),
            List.of("police"),
            List.of(ReportedPersons.POLICE),
            List.of(),
            all.purposes(),
            all.data(),
            all.decision(),
            "",
            all.source(),
            all.certainty(),
            all.startsOn(),
            all.endsOn(),
            all.reviewOn());
    CovenantId id = inForce(draft);

    assertThat(toPolice(ReportedPersons.POLICE)).anyMatch(one -> one.id().equals(id));
    assertThat(toPolice(ReportedPersons.OTHER_POLICE)).noneMatch(one -> one.id().equals(id));
    assertThat(covers(id, "customs", "police", "signalling", "suspect"))
        .as("of whom only the kind is known")
        .isFalse();
  }

  @Test
  void kinds_that_are_not_nationwide_are_no_parties_to_put_in_force() {
    CovenantDraft all = complete(CovenantKind.COVENANT);
    CovenantId id =
        added(
            new CovenantDraft(
                all.name(),
                all.kind(),
                List.of("customs"),
                List.of("police", "municipality"),
                List.of(),
                List.of(),
                all.purposes(),
                all.data(),
                all.decision(),
                "",
                all.source(),
                all.certainty(),
                all.startsOn(),
                all.endsOn(),
                all.reviewOn()));

    assertThat(TestActors.as(OFFICER, () -> covenants.putInForce(id, 1)))
        .isEqualTo(
            new Covenants.Kept.Refused(
                List.of(new FieldProblem("partyOrganisations", "covenant.two-parties"))));
  }

  @Test
  void what_takes_part_by_region_comes_along_as_not_nationwide() {
    assertThat(ShippedCovenants.shipped())
        .filteredOn(draft -> draft.kind() == CovenantKind.BY_LAW)
        .singleElement()
        .satisfies(
            riec -> {
              assertThat(riec.nationwideTypes()).contains("police", "prosecution-service");
              assertThat(riec.partyTypes()).containsExactly("riec", "municipality", "mayor");
            });
    assertThat(ShippedCovenants.shipped())
        .allSatisfy(
            draft -> assertThat(draft.nationwideTypes()).noneMatch(draft.partyTypes()::contains));
  }

  private List<Covenant> toPolice(OrganisationId police) {
    return covering(
        new Covenants.Exchange(
            "customs", Optional.empty(), "police", Optional.of(police), "signalling", "suspect"));
  }

  @Test
  void who_wrote_it_down_cannot_confirm_it() {
    Actor both =
        TestActors.person(ReportedPersons.CENTRE, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER);
    CovenantDraft draft = complete(CovenantKind.COVENANT);
    CovenantId id = ((Covenants.Kept.Done) TestActors.as(both, () -> covenants.add(draft))).id();

    assertThat(TestActors.as(both, () -> covenants.putInForce(id, 1)))
        .isEqualTo(
            new Covenants.Kept.Refused(List.of(new FieldProblem("", "covenant.second-person"))));
    assertThat(TestActors.as(both, () -> covenants.putInForce(id, 2)))
        .as("a version that is yet to be made")
        .isEqualTo(new Covenants.Kept.Outdated());
  }

  static Stream<CovenantDraft> incomplete() {
    CovenantDraft all = complete(CovenantKind.PARTNERSHIP);
    CovenantDraft.PartnershipDecision said = all.decision();
    return Stream.of(
            new CovenantDraft.PartnershipDecision(
                "",
                said.partnership(),
                said.aim(),
                said.data(),
                said.conditions(),
                said.recipients()),
            new CovenantDraft.PartnershipDecision(
                said.interest(), "", said.aim(), said.data(), said.conditions(), said.recipients()),
            new CovenantDraft.PartnershipDecision(
                said.interest(),
                said.partnership(),
                "",
                said.data(),
                said.conditions(),
                said.recipients()),
            new CovenantDraft.PartnershipDecision(
                said.interest(),
                said.partnership(),
                said.aim(),
                "",
                said.conditions(),
                said.recipients()),
            new CovenantDraft.PartnershipDecision(
                said.interest(),
                said.partnership(),
                said.aim(),
                said.data(),
                "",
                said.recipients()),
            new CovenantDraft.PartnershipDecision(
                said.interest(),
                said.partnership(),
                said.aim(),
                said.data(),
                said.conditions(),
                ""))
        .map(
            one ->
                new CovenantDraft(
                    "Voorbeeldverband " + UUID.randomUUID(),
                    all.kind(),
                    all.nationwideTypes(),
                    all.partyTypes(),
                    List.of(),
                    List.of(),
                    all.purposes(),
                    all.data(),
                    one,
                    "",
                    all.source(),
                    all.certainty(),
                    all.startsOn(),
                    all.endsOn(),
                    all.reviewOn()));
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void each_of_the_six_contents_of_wpg_20_is_needed(CovenantDraft draft) {
    CovenantId id = added(draft);

    assertThat(TestActors.as(OFFICER, () -> covenants.putInForce(id, 1)))
        .isInstanceOfSatisfying(
            Covenants.Kept.Refused.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FieldProblem::rule)
                    .containsExactly("covenant.wpg-20"));
  }

  @Test
  void what_came_with_the_product_is_known_with_source_and_does_not_count() {
    List<Covenant> all = TestActors.as(OFFICER, covenants::all);

    assertThat(ShippedCovenants.shipped()).hasSize(5);
    assertThat(ShippedCovenants.shipped())
        .allSatisfy(draft -> assertThat(draft.source()).isNotBlank());
    assertThat(all)
        .filteredOn(
            one ->
                ShippedCovenants.shipped().stream()
                    .anyMatch(draft -> draft.name().equals(one.contents().name())))
        .hasSize(5)
        .allSatisfy(one -> assertThat(one.state()).isEqualTo(CovenantState.PROPOSED));
  }

  @Test
  void a_temporary_partnership_without_an_end_cannot_be_put_in_force() {
    CovenantDraft all = complete(CovenantKind.TEMPORARY);
    CovenantId id =
        added(
            new CovenantDraft(
                all.name(),
                all.kind(),
                all.nationwideTypes(),
                all.partyTypes(),
                List.of(),
                List.of(),
                all.purposes(),
                all.data(),
                all.decision(),
                "",
                all.source(),
                all.certainty(),
                all.startsOn(),
                Optional.empty(),
                all.reviewOn()));

    assertThat(TestActors.as(OFFICER, () -> covenants.putInForce(id, 1)))
        .isEqualTo(
            new Covenants.Kept.Refused(List.of(new FieldProblem("endsOn", "covenant.ends"))));
  }

  @Test
  void one_in_force_is_set_aside_before_it_changes_and_every_step_keeps_its_contents() {
    CovenantDraft draft = complete(CovenantKind.COVENANT);
    CovenantId id = inForce(draft);

    assertThat(TestActors.as(KEEPER, () -> covenants.change(id, 2, draft)))
        .isEqualTo(new Covenants.Kept.Outdated());
    TestActors.as(KEEPER, () -> covenants.setAside(id, 2, "Ander doel"));
    assertThat(covers(id, "customs", "border-police", "signalling", "suspect")).isFalse();
    assertThat(TestActors.as(KEEPER, () -> covenants.change(id, 3, draft)))
        .isInstanceOf(Covenants.Kept.Done.class);
    assertThat(TestActors.as(KEEPER, () -> covenants.end(id, 4, "Gestopt")))
        .isInstanceOf(Covenants.Kept.Done.class);
    assertThat(TestActors.as(OFFICER, () -> covenants.putInForce(id, 5)))
        .isEqualTo(new Covenants.Kept.Outdated());

    assertThat(TestActors.as(OFFICER, () -> covenants.steps(id)))
        .extracting(Covenants.Step::what)
        .containsExactly("ended", "changed", "set-aside", "in-force", "added");
    assertThat(
            behind
                .sql(
                    "select content ->> 'state' from sharing.covenant_step where covenant_id = :id"
                        + " order by version")
                .param("id", id.value())
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly("PROPOSED", "IN_FORCE", "PROPOSED", "PROPOSED", "ENDED");
    assertThat(
            behind
                .sql("select count(*) from audit.entry where object = :object")
                .param("object", "covenant/" + id)
                .query(Long.class)
                .single())
        .isEqualTo(5);
  }

  @Test
  void only_who_keeps_agreements_changes_them_and_only_an_officer_confirms() {
    Actor reporter = TestActors.reporter(ReportedPersons.POLICE);
    CovenantDraft draft = complete(CovenantKind.COVENANT);
    CovenantId id = added(draft);

    assertThat(TestActors.as(reporter, covenants::all)).isNotEmpty();
    assertThatThrownBy(() -> TestActors.as(reporter, () -> covenants.add(draft)))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> TestActors.as(reporter, () -> covenants.end(id, 1, "Zomaar")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> TestActors.as(KEEPER, () -> covenants.putInForce(id, 1)))
        .isInstanceOf(NotAllowed.class);
  }

  @ParameterizedTest
  @EnumSource(CovenantKind.class)
  void conditions_of_one_kind_are_not_met_by_another(CovenantKind kind) {
    CovenantDraft draft = complete(kind);
    inForce(
        new CovenantDraft(
            draft.name(),
            kind,
            List.of("riec", "mayor"),
            List.of(),
            List.of(),
            List.of(),
            List.of("partnership"),
            List.of(kind == CovenantKind.BY_LAW ? "location" : "offence"),
            draft.decision(),
            "",
            draft.source(),
            draft.certainty(),
            draft.startsOn(),
            draft.endsOn(),
            draft.reviewOn()));
    Covenants.Exchange law =
        new Covenants.Exchange(
            "riec", Optional.empty(), "mayor", Optional.empty(), "partnership", "location");

    if (kind == CovenantKind.BY_LAW) {
      assertThat(covering(law))
          .extracting(one -> one.contents().kind())
          .isNotEmpty()
          .allMatch(one -> one.meets("wgs-partner") && !one.meets("covenant"));
    } else {
      assertThat(kind.meets("wgs-partner")).isFalse();
    }
    assertThat(Covenants.decidesAbout("covenant")).isTrue();
    assertThat(Covenants.decidesAbout("weigh-interests")).isFalse();
  }
}
