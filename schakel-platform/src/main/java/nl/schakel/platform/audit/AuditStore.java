// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditStore {
  private static final int BATCH = 1_000;

  /** Lines that a filter lets through; a filter that is not set lets all through. */
  private static final String FOUND =
      """
      select e.id, e.at, e.actor_kind, e.account_id, e.organisation_id, e.roles, e.activity,
             e.purpose, e.object, e.subject_id, e.ground, e.result, e.details
        from audit.entry e
       where (cast(:from as timestamptz) is null or e.at >= :from)
         and (cast(:before as timestamptz) is null or e.at < :before)
         and (cast(:account as uuid) is null or e.account_id = :account)
         and (cast(:organisation as uuid) is null or e.organisation_id = :organisation)
         and (cast(:activity as text) is null or e.activity = :activity
              or starts_with(e.activity, :activity || '.'))
         and (cast(:subject as uuid) is null or e.subject_id = :subject)
         and (cast(:result as text) is null or e.result = :result)
      """;

  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(AuditEntryId id, Instant at, Actor actor, AuditEvent event) {
    jdbc.sql(
            """
            insert into audit.entry
              (id, at, actor_kind, account_id, organisation_id, roles, activity, purpose,
               object, subject_id, ground, result, details)
            values
              (:id, :at, :kind, :account, :organisation, string_to_array(:roles, ','), :activity,
               :purpose, :object, :subject, :ground, :result, cast(:details as jsonb))
            """)
        .param("id", id.value())
        .param("at", Timestamp.from(at))
        .param("kind", actor.kind().name())
        .param("account", actor.account().value())
        .param("organisation", actor.organisation().value())
        .param(
            "roles",
            actor.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
        .param("activity", event.activity())
        .param("purpose", event.purpose().name())
        .param("object", event.object())
        .param("subject", event.subject().orElse(null))
        .param("ground", event.ground())
        .param("result", event.result().name())
        .param("details", json(event.details()))
        .update();
  }

  Optional<AuditLine> line(UUID id) {
    return jdbc.sql(
            """
            select e.id, e.at, e.actor_kind, e.account_id, e.organisation_id, e.roles, e.activity,
                   e.purpose, e.object, e.subject_id, e.ground, e.result, e.details
              from audit.entry e
             where e.id = :id
            """)
        .param("id", id)
        .query((row, number) -> line(row))
        .optional();
  }

  List<AuditLine> lines(AuditFilter filter, Optional<UUID> last, int most) {
    return filtered(
            FOUND
                + """
               and (cast(:last as uuid) is null
                    or (e.at, e.id) < (select l.at, l.id from audit.entry l where l.id = :last))
             order by e.at desc, e.id desc
             limit :most
            """,
            filter)
        .param("last", last.orElse(null))
        .param("most", most)
        .query((row, number) -> line(row))
        .list();
  }

  void each(AuditFilter filter, Consumer<AuditLine> reader) {
    filtered(
            FOUND
                + """
             order by e.at, e.id
            """,
            filter)
        .withFetchSize(BATCH)
        .query(
            row -> {
              reader.accept(line(row));
            });
  }

  private JdbcClient.StatementSpec filtered(String sql, AuditFilter filter) {
    return jdbc.sql(sql)
        .param("from", filter.from().map(Timestamp::from).orElse(null))
        .param("before", filter.before().map(Timestamp::from).orElse(null))
        .param("account", filter.account().orElse(null))
        .param("organisation", filter.organisation().orElse(null))
        .param("activity", filter.activity().orElse(null))
        .param("subject", filter.subject().orElse(null))
        .param("result", filter.result().map(Enum::name).orElse(null));
  }

  /**
   * The last link of the chain, safe on disk: an anchor must not know a link that a server that
   * falls takes away. The message says nothing; that it is written has the commit wait for the
   * disk.
   */
  Optional<Link> head() {
    return jdbc.sql(
            """
            select position, hash, pg_logical_emit_message(true, 'anchor', '')
              from (select position, hash from audit.link order by position desc limit 1) last
            """)
        .query((row, number) -> new Link(row.getLong("position"), row.getBytes("hash")))
        .optional();
  }

  /** A place in the chain and the hash of everything up to it. */
  record Link(long position, byte[] hash) {}

  /**
   * One place of the chain with the line that should stand there.
   *
   * @param position 0 for a line that the chain does not know
   * @param line the text that the hash is computed over; null when the line is gone
   */
  record Chained(
      long position, UUID linkedEntry, byte[] hash, @Nullable UUID entry, @Nullable String line) {}

  /** The chain from its first place on, then the lines that it does not know. */
  void chain(Consumer<Chained> reader) {
    jdbc.sql(
            """
            select l.position, l.entry_id, l.hash, e.id, audit.line(e) as line
              from audit.link l
              left join audit.entry e on e.id = l.entry_id
             order by l.position
            """)
        .withFetchSize(BATCH)
        .query(
            row -> {
              UUID entry = row.getObject("id", UUID.class);
              reader.accept(
                  new Chained(
                      row.getLong("position"),
                      row.getObject("entry_id", UUID.class),
                      row.getBytes("hash"),
                      entry,
                      entry == null ? null : row.getString("line")));
            });
  }

  /** Lines that the chain does not know. */
  void unchained(Consumer<UUID> reader) {
    jdbc.sql(
            """
            select e.id
              from audit.entry e
             where not exists (select from audit.link l where l.entry_id = e.id)
             order by e.at, e.id
            """)
        .withFetchSize(BATCH)
        .query(
            row -> {
              reader.accept(row.getObject("id", UUID.class));
            });
  }

  private static AuditLine line(ResultSet row) throws SQLException {
    return new AuditLine(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getString("actor_kind"),
        row.getObject("account_id", UUID.class),
        row.getObject("organisation_id", UUID.class),
        List.of((String[]) row.getArray("roles").getArray()),
        row.getString("activity"),
        row.getString("purpose"),
        row.getString("object"),
        Optional.ofNullable(row.getObject("subject_id", UUID.class)),
        row.getString("ground"),
        row.getString("result"),
        row.getString("details"));
  }

  private static String json(Map<String, String> details) {
    return new TreeMap<>(details)
        .entrySet().stream()
            .map(e -> quote(e.getKey()) + ":" + quote(e.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quote(String text) {
    return '"'
        + new String(tools.jackson.core.io.JsonStringEncoder.getInstance().quoteAsCharArray(text))
        + '"';
  }
}
