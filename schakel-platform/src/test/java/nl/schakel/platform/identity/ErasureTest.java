// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.database.DataFolder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@RecordApplicationEvents
@SchakelTest(properties = "test.database=erasure")
class ErasureTest {
  @Autowired Vault vault;
  @Autowired VaultStore store;
  @Autowired IdentityDesk desk;
  @Autowired ErasureLedger ledger;
  @Autowired ErasureReplay replay;
  @Autowired EraseCommand command;
  @Autowired Gate gate;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired DataSource dataSource;
  @Autowired DataFolder folder;
  @Autowired ApplicationEvents events;

  @Test
  void after_an_erasure_nothing_in_any_table_or_file_of_the_database_leads_back() {
    Identity lina = TestPersons.linaVoorbeeld();
    PersonId gone = seal(lina);
    seal(TestPersons.named("Mina", "Bedacht"));
    TestActors.as(
        TestActors.registrar(),
        () -> desk.reveal(gone, desk.ask(gone, "public-task", RevealReason.CORRECT_REPORT)));
    Map<String, byte[]> traces = traces(gone, lina);
    settle();
    assertThat(filesHolding(traces.getOrDefault("wrapped key", new byte[0])))
        .contains("identity.person");
    assertThat(filesHolding(traces.getOrDefault("linking key", new byte[0])))
        .contains("identity.linking_key");

    assertThat(gate.asSystem(() -> command.run(List.of(gone.toString(), "--ground", "avg-17-1-b"))))
        .isZero();

    settle();
    traces.forEach(
        (what, bytes) -> {
          assertThat(filesHolding(bytes)).as("files holding the " + what).isEmpty();
          assertThat(columnsHolding(bytes)).as("columns holding the " + what).isEmpty();
        });
    assertThat(columnsHolding(gone.toString().getBytes(UTF_8)))
        .as("the search finds what is there: the pseudonymous line of the log")
        .contains("audit.entry.object");
  }

  @Test
  void names_and_numbers_are_readable_nowhere_even_before() {
    Identity lina = TestPersons.linaVoorbeeld();
    Map<String, byte[]> traces = traces(seal(lina), lina);
    traces.keySet().removeAll(List.of("wrapped key", "sealed identity", "linking key"));

    settle();

    traces.forEach(
        (what, bytes) -> assertThat(filesHolding(bytes)).as("files holding the " + what).isEmpty());
  }

  @Test
  void an_erased_person_is_not_there_any_more_and_others_stay() {
    PersonId gone = seal(TestPersons.linaVoorbeeld());
    PersonId stays = seal(TestPersons.named("Mina", "Bedacht"));

    erase(gone);

    assertThat(store.present(List.of(gone, stays))).containsExactly(stays);
    assertThat(store.erasures()).extracting(Erasure::person).contains(gone);
    assertThat(ledger.read()).containsKey(gone);
    assertThat(events.stream(PersonErased.class)).contains(new PersonErased(gone));
    assertThat(
            TestDatabase.ownerOf(dataSource)
                .sql(
                    "select ground from audit.entry where subject_id = :person and activity = 'identity.erase'")
                .param("person", gone.value())
                .query((row, n) -> row.getString(1))
                .list())
        .containsExactly("avg-17-1-a");
    assertThatThrownBy(
            () ->
                TestActors.as(
                    TestActors.registrar(),
                    () ->
                        desk.reveal(
                            gone, desk.ask(gone, "public-task", RevealReason.CORRECT_REPORT))))
        .isInstanceOf(PersonNotFound.class);
  }

  @Test
  void rows_that_a_restore_brings_back_are_erased_again() {
    Identity lina = TestPersons.linaVoorbeeld();
    PersonId gone = seal(lina);
    JdbcClient owner = TestDatabase.ownerOf(dataSource);
    owner.sql("create schema backup").update();
    owner.sql("create table backup.person as select * from identity.person").update();
    owner.sql("create table backup.linking_key as select * from identity.linking_key").update();
    erase(gone);

    owner.sql("truncate identity.person, identity.linking_key, identity.erasure").update();
    owner.sql("insert into identity.person select * from backup.person").update();
    owner.sql("insert into identity.linking_key select * from backup.linking_key").update();
    owner.sql("drop schema backup cascade").update();
    assertThat(store.present(List.of(gone))).containsExactly(gone);
    int again = replay.replay();

    assertThat(again).isEqualTo(1);
    assertThat(store.present(List.of(gone))).isEmpty();
    assertThat(store.erasures()).extracting(Erasure::person).contains(gone);
    assertThat(replay.replay()).as("a second replay finds nothing left to do").isZero();
  }

  @Test
  void a_ledger_that_was_lost_is_filled_from_the_database() throws Exception {
    PersonId gone = seal(TestPersons.linaVoorbeeld());
    erase(gone);
    Files.delete(folder.root().resolve("erasures.ledger"));

    replay.replay();

    assertThat(ledger.read()).containsKey(gone);
  }

  @Test
  void an_erasure_whose_commit_failed_stands_in_the_ledger_and_is_done_at_the_next_start() {
    PersonId stays = seal(TestPersons.linaVoorbeeld());
    JdbcClient owner = TestDatabase.ownerOf(dataSource);
    owner
        .sql(
            """
            create function identity.refuse() returns trigger language plpgsql as
            $$ begin raise exception 'commit refused'; end $$
            """)
        .update();
    owner
        .sql(
            """
            create constraint trigger refuse after insert on identity.erasure
            deferrable initially deferred for each row execute function identity.refuse()
            """)
        .update();

    assertThatThrownBy(() -> erase(stays)).hasMessageContaining("commit");
    owner.sql("drop function identity.refuse() cascade").update();

    assertThat(store.present(List.of(stays))).containsExactly(stays);
    assertThat(ledger.read()).containsKey(stays);
    replay.replay();
    assertThat(store.present(List.of(stays))).isEmpty();
  }

  @Test
  void a_line_is_withdrawn_when_the_transaction_is_rolled_back_after_it() {
    PersonId stays = seal(TestPersons.linaVoorbeeld());

    assertThatThrownBy(
            () ->
                TestActors.run(
                    TestActors.dataProtectionOfficer(),
                    () -> transaction.executeWithoutResult(status -> eraseAndFailAtTheEnd(stays))))
        .hasMessage("the end failed");

    assertThat(store.present(List.of(stays))).containsExactly(stays);
    assertThat(folder.root().resolve("erasures.ledger"))
        .content()
        .contains("erased " + stays)
        .contains("withdrawn " + stays);
    assertThat(ledger.read()).doesNotContainKey(stays);
  }

  private void eraseAndFailAtTheEnd(PersonId person) {
    vault.erase(person, ErasureGround.OBJECTION);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            throw new IllegalStateException("the end failed");
          }
        });
  }

  @Test
  void a_transaction_that_is_rolled_back_before_its_end_writes_no_line() {
    PersonId stays = seal(TestPersons.linaVoorbeeld());

    TestActors.run(
        TestActors.dataProtectionOfficer(),
        () ->
            transaction.executeWithoutResult(
                status -> {
                  vault.erase(stays, ErasureGround.OBJECTION);
                  status.setRollbackOnly();
                }));

    assertThat(store.present(List.of(stays))).containsExactly(stays);
    assertThat(ledger.read()).doesNotContainKey(stays);
  }

  @Test
  void only_the_data_protection_officer_erases() {
    PersonId stays = seal(TestPersons.linaVoorbeeld());

    assertThatThrownBy(
            () ->
                TestActors.run(
                    TestActors.registrar(), () -> vault.erase(stays, ErasureGround.OBJECTION)))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void the_command_refuses_what_it_does_not_understand() {
    PersonId stays = seal(TestPersons.linaVoorbeeld());

    assertThat(command.run(List.of())).isEqualTo(2);
    assertThat(command.run(List.of("Lina", "--ground", "avg-17-1-a"))).isEqualTo(2);
    assertThat(command.run(List.of(stays.toString(), "--ground", "because"))).isEqualTo(2);
    assertThat(command.run(List.of(UUID.randomUUID().toString(), "--ground", "avg-17-1-a")))
        .isEqualTo(1);
    assertThat(store.present(List.of(stays))).containsExactly(stays);
  }

  @Test
  void an_erasure_plans_that_the_tables_are_written_anew() {
    erase(seal(TestPersons.linaVoorbeeld()));

    assertThat(
            jdbc.sql("select count(*) from database.scheduled_tasks where task_name = :task")
                .param("task", VaultRewrite.TASK)
                .query(Long.class)
                .single())
        .isOne();
  }

  private Map<String, byte[]> traces(PersonId person, Identity identity) {
    SealedPerson sealed = store.persons(List.of(person)).getFirst();
    byte[] linkingKey =
        jdbc.sql(
                "select key from identity.linking_key where person_id = :person and kind = 'V_NUMBER'")
            .param("person", person.value())
            .query((row, n) -> row.getBytes(1))
            .single();
    Map<String, byte[]> traces = new LinkedHashMap<>();
    traces.put("given name", text(identity.givenNames()));
    traces.put("family name", text(identity.familyName()));
    traces.put("alias", identity.aliases().getFirst().getBytes(UTF_8));
    traces.put("birth date", text(identity.birthDate().map(Object::toString)));
    traces.put("birth place", text(identity.birthPlace()));
    traces.put("V-number", text(identity.vNumber()));
    traces.put("BSN", text(identity.bsn()));
    traces.put("address", text(identity.contactAddress()));
    traces.put("wrapped key", sealed.wrappedKey());
    traces.put("sealed identity", sealed.sealed());
    traces.put("linking key", linkingKey);
    return traces;
  }

  private static byte[] text(Optional<String> value) {
    return value.orElseThrow().getBytes(UTF_8);
  }

  /** Brings everything committed into the files. */
  private void settle() {
    JdbcClient owner = TestDatabase.ownerOf(dataSource);
    owner.sql("vacuum").update();
    owner.sql("analyze").update();
    owner.sql("checkpoint").update();
  }

  /** Tables, indexes, catalogs: every file of the database, read as bytes. */
  private List<String> filesHolding(byte[] trace) {
    return TestDatabase.ownerOf(dataSource)
        .sql(
            """
            select n.nspname || '.' || c.relname
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where pg_relation_filepath(c.oid) is not null and c.relpersistence <> 't'
              and position(:trace in pg_read_binary_file(pg_relation_filepath(c.oid))) > 0
            """)
        .param("trace", trace)
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** Every column of every table, as the text it prints and as hexadecimal digits. */
  private List<String> columnsHolding(byte[] trace) {
    JdbcClient owner = TestDatabase.ownerOf(dataSource);
    String hex = java.util.HexFormat.of().formatHex(trace);
    String everyColumn =
        owner
            .sql(
                """
                select format('select %L where exists (select from %I.%I where position(:text in %I::text) > 0 or position(:hex in %I::text) > 0)',
                              table_schema || '.' || table_name || '.' || column_name,
                              table_schema, table_name, column_name, column_name)
                from information_schema.columns
                where table_schema !~ '^pg_' and table_schema <> 'information_schema'
                """)
            .query((row, n) -> row.getString(1))
            .list()
            .stream()
            .collect(Collectors.joining("\nunion all\n"));
    return owner
        .sql(everyColumn)
        .param("text", new String(trace, UTF_8).replace("\0", ""))
        .param("hex", hex)
        .query((row, n) -> row.getString(1))
        .list();
  }

  private void erase(PersonId person) {
    TestActors.run(
        TestActors.dataProtectionOfficer(),
        () -> vault.erase(person, ErasureGround.NO_LONGER_NECESSARY));
  }

  private PersonId seal(Identity identity) {
    List<PersonId> ids = new ArrayList<>();
    transaction.executeWithoutResult(
        status -> ids.addAll(vault.seal(List.of(new NewPerson(identity, Optional.empty())))));
    return ids.getFirst();
  }
}
