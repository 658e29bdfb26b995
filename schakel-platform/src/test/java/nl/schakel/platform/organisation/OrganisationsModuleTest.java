// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import static nl.schakel.platform.TestActors.COORDINATION_CENTRE;
import static nl.schakel.platform.TestActors.as;
import static nl.schakel.platform.TestActors.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.web.FieldProblem;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchakelTest
class OrganisationsModuleTest {
  private static final Actor ADMINISTRATOR = person(COORDINATION_CENTRE, Role.ADMINISTRATOR);

  @Autowired Organisations organisations;
  @Autowired ShippedDirectory shipped;
  @Autowired JdbcClient jdbc;

  @Test
  void an_old_name_means_the_organisation_of_its_days_alone() {
    OrganisationId inspectorate = Organisations.idOf("Nederlandse Arbeidsinspectie");

    assertThat(organisations.named("inspectie szw", LocalDate.of(2021, 12, 31)))
        .map(Organisation::id)
        .contains(inspectorate);
    assertThat(organisations.named("Inspectie SZW", LocalDate.of(2022, 1, 1))).isEmpty();
    assertThat(organisations.named("NLA", LocalDate.of(2022, 1, 1)))
        .map(Organisation::id)
        .contains(inspectorate);
  }

  @Test
  void the_return_service_is_no_part_of_the_immigration_service() {
    LocalDate day = LocalDate.of(2026, 1, 1);

    Organisation returns = organisations.named("DT&V", day).orElseThrow();

    assertThat(returns.id()).isNotEqualTo(organisations.named("IND", day).orElseThrow().id());
    assertThat(returns.type()).isEqualTo("return-service");
    assertThat(organisations.reporterType(returns.id())).isEmpty();
  }

  @Test
  void the_type_of_an_organisation_decides_what_kind_of_reporter_it_is() {
    assertThat(organisations.reporterType(Organisations.idOf("Politie Rotterdam")))
        .contains("police");
    assertThat(organisations.sourceList(Organisations.idOf("Politie Rotterdam"))).contains("P");
    assertThat(organisations.reporterType(Organisations.idOf("Historische bronlijsten 2010-2015")))
        .contains("historic-source-list");
    assertThat(organisations.sourceList(Organisations.idOf("Historische bronlijsten 2010-2015")))
        .isEmpty();
  }

  @Test
  void filling_the_directory_again_changes_nothing() {
    long before = jdbc.sql("select count(*) from organisation.alias").query(Long.class).single();

    shipped.bring();

    assertThat(jdbc.sql("select count(*) from organisation.alias").query(Long.class).single())
        .isEqualTo(before)
        .isPositive();
  }

  @Test
  void a_name_means_one_organisation_at_a_time() {
    OrganisationId added = add("Opvang Voorbeeldstad");
    Alias taken = new Alias("CoMensha", Optional.empty(), Optional.empty(), "");
    Alias later =
        new Alias("Inspectie SZW", Optional.of(LocalDate.of(2022, 1, 1)), Optional.empty(), "test");
    Alias overlapping =
        new Alias("Inspectie SZW", Optional.of(LocalDate.of(2021, 1, 1)), Optional.empty(), "test");

    assertThat(as(ADMINISTRATOR, () -> organisations.addAlias(added, taken)))
        .isEqualTo(
            new Organisations.Kept.Refused(
                List.of(new FieldProblem("name", "organisation.name-taken"))));
    assertThat(as(ADMINISTRATOR, () -> organisations.addAlias(added, overlapping)))
        .isInstanceOf(Organisations.Kept.Refused.class);
    assertThat(as(ADMINISTRATOR, () -> organisations.addAlias(added, later)))
        .isInstanceOf(Organisations.Kept.Done.class);
  }

  @Test
  void every_mistake_is_told_at_once() {
    OrganisationDraft wrong =
        new OrganisationDraft(
            "",
            "no-type",
            "nowhere",
            Optional.empty(),
            Optional.of("Q"),
            Optional.of("12"),
            Optional.of(LocalDate.of(2026, 2, 1)),
            Optional.of(LocalDate.of(2026, 1, 1)),
            "");

    Organisations.Kept kept = as(ADMINISTRATOR, () -> organisations.add(wrong));

    assertThat(((Organisations.Kept.Refused) kept).problems())
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder("name", "type", "region", "sourceList", "oin", "validTo");
  }

  @Test
  void two_administrators_do_not_overwrite_each_other() {
    OrganisationId id = add("Tweemaal Gewijzigd");
    OrganisationDraft change = draft("Tweemaal Gewijzigd", "school");

    Organisations.Kept first = as(ADMINISTRATOR, () -> organisations.change(id, 1, change, true));
    Organisations.Kept second = as(ADMINISTRATOR, () -> organisations.change(id, 1, change, false));

    assertThat(first).isInstanceOf(Organisations.Kept.Done.class);
    assertThat(second).isInstanceOf(Organisations.Kept.Outdated.class);
    assertThat(organisations.get(id).active()).isTrue();
  }

  @Test
  void only_an_administrator_keeps_the_directory() {
    Actor reporter = person(COORDINATION_CENTRE, Role.REPORTER);

    assertThatThrownBy(() -> as(reporter, () -> organisations.add(draft("Niet van mij", "school"))))
        .isInstanceOf(NotAllowed.class);
  }

  private OrganisationId add(String name) {
    Organisations.Kept kept = as(ADMINISTRATOR, () -> organisations.add(draft(name, "shelter")));
    return ((Organisations.Kept.Done) kept).id();
  }

  private static OrganisationDraft draft(String name, String type) {
    return new OrganisationDraft(
        name,
        type,
        "limburg",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "");
  }
}
