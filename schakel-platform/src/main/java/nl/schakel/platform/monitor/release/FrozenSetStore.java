// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.report.ReportId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of frozen sets. */
@Repository
class FrozenSetStore {
  /** Any number that no other lock of the house uses. */
  private static final long LOCK = 7_246_361;

  private static final HexFormat HEX = HexFormat.of();
  private static final int BATCH = 5_000;
  private static final String SELECT =
      """
      select id, organisation_id, account_id, name, version, corrects_id, change_note, frozen_at,
             first_year, last_year, records, sha256
        from monitor.frozen_set
      """;

  private final JdbcClient jdbc;

  FrozenSetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(FrozenSet set, long registerVersion, String definitions) {
    jdbc.sql(
            """
            insert into monitor.frozen_set
              (id, organisation_id, account_id, name, version, corrects_id, change_note, frozen_at,
               first_year, last_year, register_version, records, definitions, sha256)
            values
              (:id, :organisation, :account, :name, :version, :corrects, :note, :at,
               :first, :last, :registerVersion, :records, :definitions, :sha256)
            """)
        .param("id", set.id().value())
        .param("organisation", set.organisation().value())
        .param("account", set.account().value())
        .param("name", set.name())
        .param("version", set.version())
        .param("corrects", set.corrects().map(FrozenSetId::value).orElse(null))
        .param("note", set.changeNote())
        .param("at", Timestamp.from(set.frozenAt()))
        .param("first", set.firstYear())
        .param("last", set.lastYear())
        .param("registerVersion", registerVersion)
        .param("records", set.records())
        .param("definitions", definitions)
        .param("sha256", HEX.parseHex(set.sha256()))
        .update();
  }

  /** Records in the order of their marks. */
  void insert(FrozenSetId set, List<FrozenRecord> records) {
    for (int from = 0; from < records.size(); from += BATCH) {
      List<FrozenRecord> batch = records.subList(from, Math.min(from + BATCH, records.size()));
      jdbc.sql(
              """
              insert into monitor.frozen_record (set_id, position, mark, record_key, facts)
              select :set, :from + row.n - 1, decode(row.mark, 'hex'), decode(row.key, 'hex'), row.facts
                from unnest(:marks, :keys, :facts) with ordinality as row (mark, key, facts, n)
              """)
          .param("set", set.value())
          .param("from", from)
          .param("marks", texts(batch, record -> HEX.formatHex(record.mark())))
          .param("keys", texts(batch, record -> HEX.formatHex(record.key())))
          .param("facts", texts(batch, FrozenRecord::facts))
          .update();
    }
  }

  private static <T> String[] texts(Collection<T> rows, Function<T, String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  /** Keys that reports have from earlier sets, in hexadecimal. */
  Map<ReportId, List<String>> keys() {
    Map<ReportId, List<String>> keys = new HashMap<>();
    jdbc.sql(
            """
            select report_id, encode(record_key, 'hex') as key
              from monitor.record_key order by report_id, record_key
            """)
        .query(
            row -> {
              keys.computeIfAbsent(
                      new ReportId(row.getObject("report_id", UUID.class)),
                      report -> new ArrayList<>())
                  .add(row.getString("key"));
            });
    return keys;
  }

  /** Keeps which reports lead to which key; known pairs stay. */
  void keep(List<Map.Entry<ReportId, String>> keys) {
    for (int from = 0; from < keys.size(); from += BATCH) {
      List<Map.Entry<ReportId, String>> batch =
          keys.subList(from, Math.min(from + BATCH, keys.size()));
      jdbc.sql(
              """
              insert into monitor.record_key (report_id, record_key)
              select row.report::uuid, decode(row.key, 'hex')
                from unnest(:reports, :keys) as row (report, key)
              on conflict (report_id, record_key) do nothing
              """)
          .param("reports", texts(batch, entry -> entry.getKey().toString()))
          .param("keys", texts(batch, Map.Entry::getValue))
          .update();
    }
  }

  /** One freezes or erases at a time, so that no set is made of somebody who is being erased. */
  void holdErasures() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, n) -> true)
        .single();
  }

  /** Takes the persons whom these reports are about out of every set; returns how many records. */
  int takeOut(Collection<ReportId> reports) {
    return jdbc.sql("select monitor.take_out(:reports)")
        .param("reports", reports.stream().map(ReportId::value).toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  List<FrozenSet> all(OrganisationId organisation) {
    return jdbc.sql(
            SELECT + " where organisation_id = :organisation order by frozen_at desc, id desc")
        .param("organisation", organisation.value())
        .query(FrozenSetStore::row)
        .list();
  }

  Optional<FrozenSet> find(OrganisationId organisation, FrozenSetId id) {
    return jdbc.sql(SELECT + " where id = :id and organisation_id = :organisation")
        .param("id", id.value())
        .param("organisation", organisation.value())
        .query(FrozenSetStore::row)
        .optional();
  }

  /** Of whatever organisation; for the system alone. */
  Optional<FrozenSet> find(FrozenSetId id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(FrozenSetStore::row)
        .optional();
  }

  String definitions(FrozenSetId id) {
    return jdbc.sql("select definitions from monitor.frozen_set where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  /** Hands out key and facts of every record that is still there, in order. */
  void each(FrozenSetId id, BiConsumer<String, String> taker) {
    jdbc.sql(
            """
            select encode(record_key, 'hex') as key, facts from monitor.frozen_record
             where set_id = :id and record_key is not null
             order by position
            """)
        .param("id", id.value())
        // In parts, so that a large set is never in memory twice.
        .withFetchSize(BATCH)
        .query(
            row -> {
              taker.accept(row.getString("key"), row.getString("facts"));
            });
  }

  /**
   * A record as it is kept.
   *
   * @param record empty once erased
   */
  record Kept(byte[] mark, Optional<FrozenRecord> record) {}

  List<Kept> kept(FrozenSetId id) {
    return jdbc.sql(
            """
            select mark, record_key, facts from monitor.frozen_record
             where set_id = :id order by position
            """)
        .param("id", id.value())
        .query(
            (row, n) -> {
              byte @Nullable [] key = row.getBytes("record_key");
              return new Kept(
                  row.getBytes("mark"),
                  key == null
                      ? Optional.empty()
                      : Optional.of(new FrozenRecord(key, row.getString("facts"))));
            })
        .list();
  }

  Erasures erasures(FrozenSetId id) {
    return jdbc.sql(
            """
            select coalesce(sum(persons), 0) as persons, max(erased_on) as last
              from monitor.frozen_erasure where set_id = :id
            """)
        .param("id", id.value())
        .query(
            (row, n) ->
                new Erasures(
                    row.getInt("persons"),
                    Optional.ofNullable(row.getObject("last", LocalDate.class))))
        .single();
  }

  /** Records of which only the mark is left. */
  long erasedRecords(FrozenSetId id) {
    return jdbc.sql(
            """
            select coalesce(sum(records), 0) from monitor.frozen_erasure where set_id = :id
            """)
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  /** Whether persons were erased from a set after this erasure from any set. */
  boolean isErasedAfter(FrozenSetId id, long erasure) {
    return jdbc.sql(
            """
            select exists (select from monitor.frozen_erasure where set_id = :set and id > :erasure)
            """)
        .param("set", id.value())
        .param("erasure", erasure)
        .query(Boolean.class)
        .single();
  }

  /** Whether persons were erased from a set before this day. */
  boolean isErasedBefore(FrozenSetId id, LocalDate day) {
    return jdbc.sql(
            """
            select exists (select from monitor.frozen_erasure where set_id = :set and erased_on < :day)
            """)
        .param("set", id.value())
        .param("day", day)
        .query(Boolean.class)
        .single();
  }

  /** The last erasure from any set; grows with each, on whatever machine. For the system alone. */
  long lastErasure() {
    return jdbc.sql("select coalesce(max(id), 0) from monitor.frozen_erasure")
        .query(Long.class)
        .single();
  }

  /** The last erasure from this set. */
  long lastErasure(FrozenSetId id) {
    return jdbc.sql("select coalesce(max(id), 0) from monitor.frozen_erasure where set_id = :set")
        .param("set", id.value())
        .query(Long.class)
        .single();
  }

  private static FrozenSet row(ResultSet row, int number) throws SQLException {
    return new FrozenSet(
        new FrozenSetId(row.getObject("id", UUID.class)),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("name"),
        row.getInt("version"),
        Optional.ofNullable(row.getObject("corrects_id", UUID.class)).map(FrozenSetId::new),
        row.getString("change_note"),
        row.getTimestamp("frozen_at").toInstant(),
        row.getInt("first_year"),
        row.getInt("last_year"),
        row.getInt("records"),
        HEX.formatHex(row.getBytes("sha256")));
  }
}
