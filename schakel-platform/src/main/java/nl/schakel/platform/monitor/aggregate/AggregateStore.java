// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of uploaded tables; what nobody else may read yet, the database does not hand out. */
@Repository
class AggregateStore {
  private static final String SELECT =
      """
      select id, organisation_id, series_id, version, change_note, specification, title, maker,
             made_on, already_published, citation, certainty, uploaded_by, uploaded_at, state,
             coalesce(decided_note, '') as decided_note, withdrawn_by, withdrawn_of, withdrawn_at,
             withdrawn_note, checked_by
        from monitor.aggregate_upload
      """;

  private final JdbcClient jdbc;

  AggregateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One upload at a time for each organisation, and one decision of all: they are judged together.
   */
  void oneAtATime(String what) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 11))")
        .param("what", what)
        .query((row, n) -> true)
        .single();
  }

  void insert(Aggregate aggregate, Optional<AggregateId> corrects) {
    jdbc.sql(
            """
            insert into monitor.aggregate_upload
              (id, organisation_id, series_id, version, corrects_id, change_note, kind,
               specification, title, maker, made_on, already_published, citation, certainty,
               uploaded_by, uploaded_at, state)
            values
              (:id, :organisation, :series, :version, cast(:corrects as uuid), :note, :kind,
               :specification, :title, :maker, :madeOn, :published, :citation, :certainty,
               :account, :at, :state)
            """)
        .param("id", aggregate.id().value())
        .param("organisation", aggregate.organisation().value())
        .param("series", aggregate.series().value())
        .param("version", aggregate.version())
        .param("corrects", corrects.map(AggregateId::value).orElse(null))
        .param("note", aggregate.changeNote())
        .param("kind", aggregate.kind().code())
        .param("specification", AggregateKinds.write(aggregate.kind()))
        .param("title", aggregate.title())
        .param("maker", aggregate.maker())
        .param("madeOn", aggregate.madeOn())
        .param("published", aggregate.alreadyPublished())
        .param("citation", aggregate.citation())
        .param("certainty", aggregate.certainty())
        .param("account", aggregate.uploadedBy().value())
        .param("at", Timestamp.from(aggregate.uploadedAt()))
        .param("state", aggregate.state().name())
        .update();
  }

  void insertCounts(AggregateId id, List<AggregateRow> rows) {
    for (int at = 0; at < rows.size(); at++) {
      insert(
          """
          insert into monitor.aggregate_count
            (upload_id, position, year, figure, split, category, count)
          values (:id, :position, :year, :figure, :split, :category, :value)
          """,
          id,
          at,
          rows.get(at));
    }
  }

  void insertShown(AggregateId id, List<AggregateRow> rows) {
    for (int at = 0; at < rows.size(); at++) {
      insert(
          """
          insert into monitor.aggregate_shown
            (upload_id, position, year, figure, split, category, shown)
          values (:id, :position, :year, :figure, :split, :category, :value)
          """,
          id,
          at,
          rows.get(at));
    }
  }

  private void insert(String sql, AggregateId id, int position, AggregateRow row) {
    jdbc.sql(sql)
        .param("id", id.value())
        .param("position", position)
        .param("year", row.place().year())
        .param("figure", row.place().figure())
        .param("split", row.place().split())
        .param("category", row.place().category())
        .param("value", row.value().isPresent() ? row.value().getAsLong() : null)
        .update();
  }

  /** The counts as uploaded; empty for whoever is not of the organisation. */
  List<AggregateRow> counts(AggregateId id) {
    return jdbc.sql(
            """
            select year, figure, split, category, count as value
              from monitor.aggregate_count where upload_id = :id order by position
            """)
        .param("id", id.value())
        .query(AggregateStore::number)
        .list();
  }

  /** The numbers as others see them. */
  List<AggregateRow> shown(AggregateId id) {
    return jdbc.sql(
            """
            select year, figure, split, category, shown as value
              from monitor.aggregate_shown where upload_id = :id order by position
            """)
        .param("id", id.value())
        .query(AggregateStore::number)
        .list();
  }

  /**
   * What readers saw of this kind before, or may see: of the organisation all but returned uploads,
   * of the same maker what went out by whomever, also what was taken back since; for the system
   * alone.
   */
  List<AggregateAudit.Known> shownBefore(
      OrganisationId organisation, String kind, Predicate<String> maker) {
    return jdbc
        .sql(
            """
            select s.year, s.figure, s.split, s.category, s.shown as value, u.already_published,
                   u.maker, u.organisation_id = :organisation as own
              from monitor.aggregate_shown s
              join monitor.aggregate_upload u on u.id = s.upload_id
             where u.kind = :kind and u.state <> 'RETURNED' and s.shown is not null
               and (u.organisation_id = :organisation or u.state in ('APPROVED', 'WITHDRAWN'))
             order by u.uploaded_at desc, u.id, s.position
            """)
        .param("organisation", organisation.value())
        .param("kind", kind)
        .query(
            (row, n) ->
                new ShownBefore(
                    row.getBoolean("own"),
                    row.getString("maker"),
                    new AggregateAudit.Known(
                        number(row, n).place(),
                        row.getLong("value"),
                        row.getBoolean("already_published"))))
        .list()
        .stream()
        .filter(one -> one.own() || maker.test(one.maker()))
        .map(ShownBefore::number)
        .toList();
  }

  /** A number of an earlier table, and whose. */
  private record ShownBefore(boolean own, String maker, AggregateAudit.Known number) {}

  /** Tables of the own organisation, and of others what went out. */
  List<Aggregate> readable(OrganisationId organisation) {
    return jdbc.sql(
            SELECT
                + """
                   where organisation_id = :organisation or state in ('APPROVED', 'WITHDRAWN')
                   order by uploaded_at desc, id desc
                  """)
        .param("organisation", organisation.value())
        .query(AggregateStore::row)
        .list();
  }

  /** What went out, also what was taken back since. */
  List<Aggregate> out() {
    return jdbc.sql(
            SELECT + " where state in ('APPROVED', 'WITHDRAWN') order by uploaded_at desc, id desc")
        .query(AggregateStore::row)
        .list();
  }

  List<Aggregate> versions(AggregateId series) {
    return jdbc.sql(SELECT + " where series_id = :series order by version desc, uploaded_at desc")
        .param("series", series.value())
        .query(AggregateStore::row)
        .list();
  }

  Optional<Aggregate> find(AggregateId id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(AggregateStore::row)
        .optional();
  }

  /** What the wall lets whoever is at work change. */
  Optional<Aggregate> lock(AggregateId id) {
    return jdbc.sql(SELECT + " where id = :id for update")
        .param("id", id.value())
        .query(AggregateStore::row)
        .optional();
  }

  void decide(AggregateId id, AggregateState state, Actor actor, Instant at, String note) {
    jdbc.sql(
            """
            update monitor.aggregate_upload
               set state = :state, decided_by = :account, decided_at = :at, decided_note = :note
             where id = :id
            """)
        .param("state", state.name())
        .param("account", actor.account().value())
        .param("at", Timestamp.from(at))
        .param("note", note)
        .param("id", id.value())
        .update();
  }

  void withdraw(AggregateId id, Aggregate.Withdrawal withdrawal) {
    jdbc.sql(
            """
            update monitor.aggregate_upload
               set state = 'WITHDRAWN', withdrawn_by = :account, withdrawn_of = :of,
                   withdrawn_at = :at, withdrawn_note = :note
             where id = :id
            """)
        .param("account", withdrawal.by().value())
        .param("of", withdrawal.of().value())
        .param("at", Timestamp.from(withdrawal.at()))
        .param("note", withdrawal.note())
        .param("id", id.value())
        .update();
  }

  /** A second person looked at what was taken back. */
  void check(AggregateId id, Actor actor, Instant at) {
    jdbc.sql(
            """
            update monitor.aggregate_upload set checked_by = :account, checked_at = :at
             where id = :id
            """)
        .param("account", actor.account().value())
        .param("at", Timestamp.from(at))
        .param("id", id.value())
        .update();
  }

  private static AggregateRow number(ResultSet row, int n) throws SQLException {
    long value = row.getLong("value");
    boolean absent = row.wasNull();
    return new AggregateRow(
        new AggregateRow.Place(
            row.getInt("year"),
            row.getString("figure"),
            row.getString("split"),
            row.getString("category")),
        absent ? OptionalLong.empty() : OptionalLong.of(value));
  }

  private static Aggregate row(ResultSet row, int n) throws SQLException {
    return new Aggregate(
        new AggregateId(row.getObject("id", UUID.class)),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        new AggregateId(row.getObject("series_id", UUID.class)),
        row.getInt("version"),
        row.getString("change_note"),
        AggregateKinds.read(row.getString("specification")),
        row.getString("title"),
        row.getString("maker"),
        row.getObject("made_on", LocalDate.class),
        row.getBoolean("already_published"),
        row.getString("citation"),
        row.getString("certainty"),
        new AccountId(row.getObject("uploaded_by", UUID.class)),
        row.getTimestamp("uploaded_at").toInstant(),
        AggregateState.valueOf(row.getString("state")),
        row.getString("decided_note"),
        withdrawal(row));
  }

  private static Optional<Aggregate.Withdrawal> withdrawal(ResultSet row) throws SQLException {
    UUID by = row.getObject("withdrawn_by", UUID.class);
    return by == null
        ? Optional.empty()
        : Optional.of(
            new Aggregate.Withdrawal(
                new AccountId(by),
                new OrganisationId(row.getObject("withdrawn_of", UUID.class)),
                row.getTimestamp("withdrawn_at").toInstant(),
                row.getString("withdrawn_note"),
                row.getObject("checked_by", UUID.class) != null));
  }
}
