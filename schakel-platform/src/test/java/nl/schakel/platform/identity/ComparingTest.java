// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.NotAllowed;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest
class ComparingTest {
  @Autowired Comparing comparing;
  @Autowired Vault vault;
  @Autowired IdentityDesk desk;
  @Autowired Gate gate;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private PersonId seal(Identity identity) {
    return gate.asSystem(
        () ->
            transaction
                .execute(status -> vault.seal(List.of(new NewPerson(identity, Optional.empty()))))
                .getFirst());
  }

  private static Identity born(Identity named, LocalDate day) {
    return new Identity(
        named.givenNames(),
        named.familyName(),
        named.aliases(),
        Optional.of(day),
        named.birthPlace(),
        named.vNumber(),
        named.bsn(),
        named.contactAddress());
  }

  private static KnownFacts facts(PersonId person, int birthYear) {
    return new KnownFacts(
        person,
        "female",
        List.of("SR"),
        Optional.of(birthYear),
        Optional.of(birthYear),
        Optional.of(birthYear),
        List.of());
  }

  private Comparing.Near near(KnownFacts... asked) {
    return gate.asSystem(() -> comparing.near(List.of(asked), desk.permitFinding(asked.length)));
  }

  private List<WeighedPair> weigh(KnownFacts one, KnownFacts other) {
    return gate.asSystem(
        () ->
            comparing.weigh(
                List.of(new PersonPair(one.person(), other.person())),
                Map.of(one.person(), one, other.person(), other),
                -100,
                desk.permitComparison(1)));
  }

  @Test
  void spellings_of_one_name_find_each_other_by_keys_that_show_no_name() {
    KnownFacts one = facts(seal(TestPersons.named("Yuliya", "Vindbaarova")), 1990);
    KnownFacts other = facts(seal(TestPersons.named("Vindbaarowa", "Julija")), 1992);
    KnownFacts nobody = facts(seal(TestPersons.named("Mirjam", "Onvindbaar")), 1990);
    near(one, nobody);

    Comparing.Near found = near(other);

    assertThat(found.pairs()).containsExactly(new PersonPair(other.person(), one.person()));
    assertThat(near(other).pairs()).isEqualTo(found.pairs());
  }

  @Test
  void steps_tell_levels_and_no_value_and_a_day_and_a_year_count_once() {
    PersonId withDay =
        seal(born(TestPersons.named("Stapina", "Weegbaar"), LocalDate.of(1991, 5, 6)));
    KnownFacts one = facts(withDay, 1991);
    KnownFacts other = facts(seal(TestPersons.named("Stapina", "Weegbaar")), 1991);

    WeighedPair weighed = weigh(one, other).getFirst();

    Map<String, String> rules = new java.util.HashMap<>();
    weighed.steps().forEach(step -> rules.put(step.field(), step.rule()));
    assertThat(rules)
        .containsEntry("given_name", "exact")
        .containsEntry("birth_years", "within 0")
        .containsEntry("date_of_birth", WeightSteps.MISSING);
    assertThat(weighed.toString()).doesNotContain("Weegbaar").doesNotContain("1991");
  }

  @Test
  void two_days_of_birth_are_compared_by_the_day_alone() {
    LocalDate day = LocalDate.of(1991, 5, 6);
    KnownFacts one = facts(seal(born(TestPersons.named("Dagina", "Weegbaar"), day)), 1991);
    KnownFacts other = facts(seal(born(TestPersons.named("Dagina", "Weegbaar"), day)), 1991);

    List<WeightSteps.Step> steps = weigh(one, other).getFirst().steps();

    assertThat(steps)
        .filteredOn(step -> step.field().equals("birth_years"))
        .allSatisfy(step -> assertThat(step.bits()).isZero());
    assertThat(steps)
        .filteredOn(step -> step.field().equals("date_of_birth"))
        .allSatisfy(step -> assertThat(step.rule()).isEqualTo("exact"));
  }

  @Test
  void a_permit_is_for_one_kind_of_work_once_and_no_person_gets_one() {
    KnownFacts one = facts(seal(TestPersons.named("Lina", "Voorbeeld")), 1990);

    assertThatThrownBy(
            () -> gate.asSystem(() -> comparing.near(List.of(one), desk.permitComparison(1))))
        .isInstanceOf(PermitRefused.class);
    MachinePermit permit = gate.asSystem(() -> desk.permitFinding(1));
    gate.asSystem(() -> comparing.near(List.of(one), permit));
    assertThatThrownBy(() -> gate.asSystem(() -> comparing.near(List.of(one), permit)))
        .isInstanceOf(PermitRefused.class);
    assertThatThrownBy(() -> TestActors.as(TestActors.registrar(), () -> desk.permitFinding(1)))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void somebody_who_is_not_in_the_vault_is_left_out() {
    KnownFacts gone = facts(new PersonId(java.util.UUID.randomUUID()), 1990);
    KnownFacts other = facts(new PersonId(java.util.UUID.randomUUID()), 1990);

    assertThat(weigh(gone, other)).isEmpty();
    assertThat(near(gone).pairs()).isEmpty();
  }

  @Test
  void too_many_who_are_alike_are_not_looked_into_and_are_counted() {
    List<NewPerson> crowd = new ArrayList<>();
    for (int i = 0; i <= Comparing.BLOCK_CAP; i++) {
      crowd.add(new NewPerson(TestPersons.named("Menigtela", "Menigteva"), Optional.empty()));
    }
    KnownFacts[] facts =
        gate.asSystem(() -> transaction.execute(status -> vault.seal(crowd))).stream()
            .map(person -> facts(person, 1988))
            .toArray(KnownFacts[]::new);

    Comparing.Near found = near(facts);

    assertThat(found.capped()).isPositive();
    assertThat(found.pairs()).isEmpty();
  }
}
