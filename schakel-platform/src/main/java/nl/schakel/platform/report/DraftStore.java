// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of drafts. */
@Repository
class DraftStore {
  private final JdbcClient jdbc;

  DraftStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A draft as it is kept. */
  record Sealed(
      UUID id,
      byte[] sealed,
      Instant startedAt,
      Instant changedAt,
      Instant warnFrom,
      Instant deleteFrom) {}

  void insert(Sealed draft, Actor owner) {
    jdbc.sql(
            """
            insert into report.draft
              (id, organisation_id, account_id, sealed, started_at, changed_at, warn_from, delete_from)
            values
              (:id, :organisation, :account, :sealed, :started, :changed, :warn, :delete)
            """)
        .param("id", draft.id())
        .param("organisation", owner.organisation().value())
        .param("account", owner.account().value())
        .param("sealed", draft.sealed())
        .param("started", Timestamp.from(draft.startedAt()))
        .param("changed", Timestamp.from(draft.changedAt()))
        .param("warn", Timestamp.from(draft.warnFrom()))
        .param("delete", Timestamp.from(draft.deleteFrom()))
        .update();
  }

  void update(Sealed draft) {
    jdbc.sql(
            """
            update report.draft
               set sealed = :sealed, changed_at = :changed, warn_from = :warn, delete_from = :delete
             where id = :id
            """)
        .param("id", draft.id())
        .param("sealed", draft.sealed())
        .param("changed", Timestamp.from(draft.changedAt()))
        .param("warn", Timestamp.from(draft.warnFrom()))
        .param("delete", Timestamp.from(draft.deleteFrom()))
        .update();
  }

  Optional<Sealed> find(DraftId id, Actor owner) {
    return jdbc.sql(
            """
            select id, sealed, started_at, changed_at, warn_from, delete_from
              from report.draft
             where id = :id and account_id = :account and organisation_id = :organisation
            """)
        .param("id", id.value())
        .param("account", owner.account().value())
        .param("organisation", owner.organisation().value())
        .query((row, n) -> draft(row))
        .optional();
  }

  /** As {@link #find}, and holds the row until the transaction ends. */
  Optional<Sealed> hold(DraftId id, Actor owner) {
    return jdbc.sql(
            """
            select id, sealed, started_at, changed_at, warn_from, delete_from
              from report.draft
             where id = :id and account_id = :account and organisation_id = :organisation
               for update
            """)
        .param("id", id.value())
        .param("account", owner.account().value())
        .param("organisation", owner.organisation().value())
        .query((row, n) -> draft(row))
        .optional();
  }

  List<Sealed> of(Actor owner) {
    return jdbc.sql(
            """
            select id, sealed, started_at, changed_at, warn_from, delete_from
              from report.draft
             where account_id = :account and organisation_id = :organisation
             order by changed_at desc
             limit 200
            """)
        .param("account", owner.account().value())
        .param("organisation", owner.organisation().value())
        .query((row, n) -> draft(row))
        .list();
  }

  private static Sealed draft(ResultSet row) throws SQLException {
    return new Sealed(
        row.getObject("id", UUID.class),
        row.getBytes("sealed"),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        row.getTimestamp("warn_from").toInstant(),
        row.getTimestamp("delete_from").toInstant());
  }

  void delete(DraftId id) {
    jdbc.sql("delete from report.draft where id = :id").param("id", id.value()).update();
  }

  int deleteExpired(Instant now) {
    return jdbc.sql("delete from report.draft where delete_from <= :now")
        .param("now", Timestamp.from(now))
        .update();
  }
}
