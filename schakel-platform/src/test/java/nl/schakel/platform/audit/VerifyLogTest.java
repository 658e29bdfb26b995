// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.database.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SchakelTest(properties = {"test.database=verify-log", "db-scheduler.enabled=false"})
class VerifyLogTest {
  @Autowired LogCheck check;
  @Autowired VerifyLog command;
  @Autowired AuditLog auditLog;
  @Autowired AuditAnchors anchors;
  @Autowired DataFolder folder;
  @Autowired Gate gate;
  @Autowired TransactionTemplate transaction;
  @Autowired DataSource pool;
  @Autowired JdbcClient jdbc;
  JdbcClient owner;

  /** Each test starts from a whole chain: the owner puts back what the test before broke. */
  @BeforeEach
  void freshLog() throws Exception {
    owner = TestDatabase.ownerOf(pool);
    owner.sql("truncate audit.entry, audit.link").update();
    Files.deleteIfExists(folder.root().resolve(AuditAnchors.FILE));
    for (int line = 1; line <= 6; line++) {
      write("line-" + line);
    }
  }

  @Test
  void a_log_that_nobody_touched_is_whole() {
    anchors.keep();

    LogCheck.Outcome outcome = check.check();

    assertThat(outcome.whole()).isTrue();
    assertThat(outcome.lines()).isEqualTo(6);
    assertThat(outcome.head()).isEqualTo(6);
    assertThat(outcome.anchors()).isEqualTo(1);
    assertThat(command.run(List.of())).isZero();
  }

  @Test
  void a_changed_line_is_named() {
    UUID third = entryAt(3);
    owner
        .sql("update audit.entry set result = 'REFUSED' where id = :id")
        .param("id", third)
        .update();

    assertThat(check.check().faults())
        .containsExactly(new LogCheck.Fault(LogCheck.Kind.CHANGED_OR_MOVED, 3, Optional.of(third)));
    assertThat(command.run(List.of())).isEqualTo(1);
  }

  @Test
  void a_removed_line_is_named() {
    UUID fourth = entryAt(4);
    owner.sql("delete from audit.entry where id = :id").param("id", fourth).update();

    assertThat(check.check().faults())
        .containsExactly(new LogCheck.Fault(LogCheck.Kind.REMOVED, 4, Optional.of(fourth)));
  }

  @Test
  void a_line_removed_with_its_place_in_the_chain_leaves_a_gap() {
    UUID fourth = entryAt(4);
    owner.sql("delete from audit.entry where id = :id").param("id", fourth).update();
    owner.sql("delete from audit.link where entry_id = :id").param("id", fourth).update();

    assertThat(check.check().faults())
        .extracting(LogCheck.Fault::kind)
        .contains(LogCheck.Kind.CHAIN_BROKEN);
  }

  @Test
  void lines_that_changed_places_are_both_named() {
    UUID second = entryAt(2);
    UUID fifth = entryAt(5);
    owner.sql("update audit.link set position = -1 where position = 2").update();
    owner.sql("update audit.link set position = 2 where position = 5").update();
    owner.sql("update audit.link set position = 5 where position = -1").update();

    assertThat(check.check().faults())
        .contains(
            new LogCheck.Fault(LogCheck.Kind.CHANGED_OR_MOVED, 2, Optional.of(fifth)),
            new LogCheck.Fault(LogCheck.Kind.CHANGED_OR_MOVED, 5, Optional.of(second)));
  }

  @Test
  void a_line_put_in_behind_the_chain_is_named() {
    UUID forged = UUID.randomUUID();
    owner.sql("alter table audit.entry disable trigger user").update();
    owner
        .sql(
            """
            insert into audit.entry
            select :forged, at, actor_kind, account_id, organisation_id, roles, activity, purpose,
                   object, subject_id, ground, result, details
              from audit.entry where id = :like
            """)
        .param("forged", forged)
        .param("like", entryAt(1))
        .update();
    owner.sql("alter table audit.entry enable trigger user").update();

    assertThat(check.check().faults())
        .containsExactly(new LogCheck.Fault(LogCheck.Kind.INSERTED, 0, Optional.of(forged)));
  }

  @Test
  void a_tail_cut_off_cleanly_is_found_by_the_anchor() {
    anchors.keep();
    cutOff(5);

    assertThat(check.check().faults())
        .containsExactly(new LogCheck.Fault(LogCheck.Kind.REWRITTEN, 6, Optional.empty()));
  }

  @Test
  void a_chain_recomputed_after_a_change_is_found_by_the_anchor() {
    anchors.keep();
    owner
        .sql("update audit.entry set details = '{\"x\":\"y\"}' where id = :id")
        .param("id", entryAt(5))
        .update();
    recompute();

    assertThat(check.check().faults())
        .extracting(LogCheck.Fault::kind, LogCheck.Fault::position)
        .containsExactly(tuple(LogCheck.Kind.REWRITTEN, 6L));
  }

  @Test
  void without_an_anchor_a_recomputed_chain_looks_whole() {
    owner
        .sql("update audit.entry set details = '{\"x\":\"y\"}' where id = :id")
        .param("id", entryAt(5))
        .update();
    recompute();

    assertThat(check.check().whole()).isTrue();
  }

  @Test
  void the_application_itself_can_change_and_remove_nothing() {
    for (String attack :
        List.of(
            "update audit.entry set result = 'DONE'",
            "delete from audit.entry",
            "truncate audit.entry",
            "insert into audit.link values (99, '00000000-0000-0000-0000-000000000001', sha256('x'))",
            "delete from audit.link")) {
      assertThat(catchThrowable(() -> jdbc.sql(attack).update()))
          .as(attack)
          .isInstanceOf(DataAccessException.class);
    }
    assertThat(check.check().whole()).isTrue();
  }

  private void write(String object) {
    gate.asSystem(
        () ->
            transaction.execute(
                status ->
                    auditLog.write(
                        new AuditEvent() {
                          @Override
                          public String activity() {
                            return "audit.try";
                          }

                          @Override
                          public Purpose purpose() {
                            return Purpose.OVERSIGHT;
                          }

                          @Override
                          public String object() {
                            return object;
                          }

                          @Override
                          public Map<String, String> details() {
                            return Map.of("quote", "\"'\\ é");
                          }
                        })));
  }

  private UUID entryAt(long position) {
    return owner
        .sql("select entry_id from audit.link where position = :position")
        .param("position", position)
        .query(UUID.class)
        .single();
  }

  private void cutOff(long after) {
    owner
        .sql(
            """
            with gone as (delete from audit.link where position > :after returning entry_id)
            delete from audit.entry where id in (select entry_id from gone)
            """)
        .param("after", after)
        .update();
  }

  /** What an owner of the database would do to hide a change. */
  private void recompute() {
    byte[] before = new byte[0];
    for (long position = 1; position <= 6; position++) {
      before =
          owner
              .sql(
                  """
                  update audit.link l
                     set hash = sha256(cast(:before as bytea) || convert_to(audit.line(e), 'UTF8'))
                    from audit.entry e
                   where e.id = l.entry_id and l.position = :position
                  returning hash
                  """)
              .param("before", before)
              .param("position", position)
              .query(byte[].class)
              .single();
    }
  }
}
