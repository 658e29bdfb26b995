// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest
class VaultTest {
  @Autowired Vault vault;
  @Autowired IdentityDesk desk;
  @Autowired Gate gate;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource dataSource;

  @Test
  void a_registrar_with_a_ground_sees_what_was_sealed_and_a_line_tells_of_it() {
    Identity lina = TestPersons.linaVoorbeeld();
    PersonId person = seal(lina);

    Identity seen =
        TestActors.as(
            TestActors.registrar(),
            () ->
                desk.reveal(person, desk.ask(person, "public-task", RevealReason.CORRECT_REPORT)));

    assertThat(seen).isEqualTo(lina);
    assertThat(lines(person)).containsExactly("identity.reveal public-task CORRECT_REPORT");
  }

  @Test
  void the_line_stays_when_the_reading_fails_and_when_the_work_around_it_is_rolled_back() {
    PersonId nobody = new PersonId(UUID.randomUUID());

    assertThatThrownBy(
            () ->
                TestActors.as(
                    TestActors.registrar(),
                    () ->
                        transaction.execute(
                            status ->
                                desk.reveal(
                                    nobody,
                                    desk.ask(
                                        nobody, "public-task", RevealReason.COMPARE_CANDIDATES)))))
        .isInstanceOf(PersonNotFound.class);

    assertThat(lines(nobody)).containsExactly("identity.reveal public-task COMPARE_CANDIDATES");
  }

  @Test
  void a_permit_is_for_one_person_and_one_use() {
    PersonId one = seal(TestPersons.linaVoorbeeld());
    PersonId other = seal(TestPersons.named("Mina", "Bedacht"));
    RevealPermit permit =
        TestActors.as(
            TestActors.registrar(),
            () -> desk.ask(one, "public-task", RevealReason.COMPARE_CANDIDATES));

    assertThatThrownBy(() -> desk.reveal(other, permit)).isInstanceOf(PermitRefused.class);
    desk.reveal(one, permit);
    assertThatThrownBy(() -> desk.reveal(one, permit)).isInstanceOf(PermitRefused.class);
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
  void no_other_role_gets_a_permit(Role role) {
    PersonId person = seal(TestPersons.linaVoorbeeld());

    assertThatThrownBy(
            () ->
                TestActors.as(
                    TestActors.person(TestActors.COORDINATION_CENTRE, role),
                    () -> desk.ask(person, "public-task", RevealReason.CORRECT_REPORT)))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void nobody_gets_no_permit_and_no_person_compares_names_in_bulk() {
    PersonId person = seal(TestPersons.linaVoorbeeld());

    assertThatThrownBy(() -> desk.ask(person, "public-task", RevealReason.CORRECT_REPORT))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> TestActors.as(TestActors.registrar(), () -> desk.permitComparison(1)))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void a_ground_is_a_code_so_that_no_name_slips_into_the_log() {
    PersonId person = seal(TestPersons.linaVoorbeeld());

    assertThatThrownBy(
            () ->
                TestActors.as(
                    TestActors.registrar(),
                    () -> desk.ask(person, "Lina asked", RevealReason.DATA_SUBJECT_REQUEST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Lina");
  }

  @Test
  void reports_with_the_same_number_find_each_other_by_each_kind_of_key() {
    String vNumber = TestPersons.aNumber(10);
    String bsn = TestPersons.aNumber(9);
    String own = "key-" + UUID.randomUUID();
    List<PersonId> persons =
        sealAll(
            List.of(
                new NewPerson(TestPersons.withVNumber("V" + vNumber), Optional.empty()),
                new NewPerson(TestPersons.withVNumber(vNumber), Optional.of(own)),
                new NewPerson(TestPersons.withBsn(bsn), Optional.of(own.toUpperCase())),
                new NewPerson(TestPersons.withBsn(bsn), Optional.empty()),
                new NewPerson(TestPersons.withVNumber(bsn), Optional.empty())));

    List<KeyMatch> matches =
        vault.sharingExactKey(List.of(persons.get(1), persons.get(3), persons.get(4)));

    assertThat(matches)
        .containsExactlyInAnyOrder(
            new KeyMatch(persons.get(1), persons.get(0), KeyKind.V_NUMBER),
            new KeyMatch(persons.get(1), persons.get(2), KeyKind.PERSON_KEY),
            new KeyMatch(persons.get(3), persons.get(2), KeyKind.BSN));
  }

  @Test
  void of_a_person_known_by_a_key_alone_only_the_key_is_kept() {
    PersonId person =
        sealAll(
                List.of(
                    new NewPerson(Identity.NOTHING_KNOWN, Optional.of("key-" + UUID.randomUUID()))))
            .getFirst();

    assertThat(count("identity.person", "id", person)).isZero();
    assertThat(count("identity.linking_key", "person_id", person)).isOne();
  }

  @Test
  void sealing_belongs_to_the_transaction_of_the_report() {
    NewPerson lina = new NewPerson(TestPersons.linaVoorbeeld(), Optional.empty());
    assertThatThrownBy(() -> vault.seal(List.of(lina)))
        .isInstanceOf(IllegalTransactionStateException.class);

    List<PersonId> rolledBack = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> {
          rolledBack.addAll(vault.seal(List.of(lina)));
          status.setRollbackOnly();
        });

    assertThat(count("identity.person", "id", rolledBack.getFirst())).isZero();
    assertThat(count("identity.linking_key", "person_id", rolledBack.getFirst())).isZero();
  }

  @Test
  void the_working_role_can_change_nothing_that_is_sealed() {
    for (String table : List.of("person", "linking_key", "erasure")) {
      assertThat(granted(table, "update")).as(table).isFalse();
      assertThat(granted(table, "truncate")).as(table).isFalse();
    }
    assertThat(granted("erasure", "delete")).isFalse();
    assertThat(granted("person", "select")).isTrue();
  }

  @Test
  void a_batch_of_five_thousand_is_sealed_and_matched_in_little_processor_time() {
    sealAll(batch(5_000));
    List<NewPerson> persons = batch(5_000);
    long before = processorTime();
    List<PersonId> ids = sealAll(persons);
    Duration sealing = Duration.ofNanos(processorTime() - before);

    before = processorTime();
    assertThat(vault.sharingExactKey(ids)).isEmpty();
    Duration matching = Duration.ofNanos(processorTime() - before);

    System.out.printf(
        "5,000 persons: sealing %d ms, matching %d ms of processor time%n",
        sealing.toMillis(), matching.toMillis());
    assertThat(sealing).isLessThan(Duration.ofSeconds(1));
    assertThat(matching).isLessThan(Duration.ofSeconds(1));
  }

  private static List<NewPerson> batch(int size) {
    List<NewPerson> persons = new ArrayList<>(size);
    String first = TestPersons.aNumber(8);
    for (int i = 0; i < size; i++) {
      persons.add(
          new NewPerson(
              TestPersons.linaWith(
                  first + "%06d".formatted(i), first.substring(1) + "%06d".formatted(i)),
              Optional.of(UUID.randomUUID().toString())));
    }
    return persons;
  }

  /** Of this thread alone; what the database does is not in it. */
  private static long processorTime() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private boolean granted(String table, String right) {
    return jdbc.sql("select has_table_privilege('schakel_app', :table, :right)")
        .param("table", "identity." + table)
        .param("right", right)
        .query(Boolean.class)
        .single();
  }

  private long count(String table, String column, PersonId person) {
    return jdbc.sql("select count(*) from %s where %s = :person".formatted(table, column))
        .param("person", person.value())
        .query(Long.class)
        .single();
  }

  private List<String> lines(PersonId person) {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            """
            select activity || ' ' || ground || ' ' || (details->>'reason')
            from audit.entry where subject_id = :person
            """)
        .param("person", person.value())
        .query((row, n) -> row.getString(1))
        .list();
  }

  private PersonId seal(Identity identity) {
    return sealAll(List.of(new NewPerson(identity, Optional.empty()))).getFirst();
  }

  private List<PersonId> sealAll(List<NewPerson> persons) {
    List<PersonId> ids = new ArrayList<>();
    transaction.executeWithoutResult(status -> ids.addAll(vault.seal(persons)));
    return ids;
  }
}
