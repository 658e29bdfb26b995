// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EstimateRunStore {
  private static final HexFormat HEX = HexFormat.of();

  private final JdbcClient jdbc;

  EstimateRunStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps counts under their own name; known counts stay as they are. */
  void keep(EstimateSnapshot snapshot, Instant at, long registerVersion) {
    jdbc.sql(
            """
            insert into monitor.estimate_snapshot (sha256, taken_at, register_version, counts)
            values (:sha256, :at, :version, :counts)
            on conflict (sha256) do nothing
            """)
        .param("sha256", snapshot.sha256())
        .param("at", Timestamp.from(at))
        .param("version", registerVersion)
        .param("counts", snapshot.text())
        .update();
  }

  EstimateSnapshot snapshot(String sha256) {
    return EstimateSnapshot.read(
        jdbc.sql("select counts from monitor.estimate_snapshot where sha256 = :sha256")
            .param("sha256", HEX.parseHex(sha256))
            .query(String.class)
            .single());
  }

  void insert(
      EstimateRunId id,
      OrganisationId organisation,
      AccountId account,
      EstimateQuestion question,
      String snapshot,
      String libraryVersion,
      Optional<EstimateRunId> repeatOf,
      Instant at) {
    jdbc.sql(
            """
            insert into monitor.estimate_run
              (id, organisation_id, account_id, created_at, state, repeat_of, first_year, last_year,
               age_group, sex, form, nationality_group, lists, snapshot_sha256, seed, replicates,
               library_version)
            values
              (:id, :organisation, :account, :at, 'WAITING', :repeatOf, :first, :last,
               :ageGroup, :sex, :form, :nationalityGroup, :lists, :snapshot, :seed, :replicates,
               :version)
            """)
        .param("id", id.value())
        .param("organisation", organisation.value())
        .param("account", account.value())
        .param("at", Timestamp.from(at))
        .param("repeatOf", repeatOf.map(EstimateRunId::value).orElse(null))
        .param("first", question.firstYear())
        .param("last", question.lastYear())
        .param("ageGroup", question.ageGroup())
        .param("sex", question.sex())
        .param("form", question.form())
        .param("nationalityGroup", question.nationalityGroup())
        .param("lists", question.lists().toArray(String[]::new))
        .param("snapshot", HEX.parseHex(snapshot))
        .param("seed", question.seed())
        .param("replicates", question.replicates())
        .param("version", libraryVersion)
        .update();
  }

  Optional<EstimateRun> find(EstimateRunId id) {
    return jdbc.sql(SELECT + " where run.id = :id")
        .param("id", id.value())
        .query(EstimateRunStore::row)
        .optional();
  }

  Optional<EstimateRun> find(OrganisationId organisation, EstimateRunId id) {
    return jdbc.sql(SELECT + " where run.id = :id and run.organisation_id = :organisation")
        .param("id", id.value())
        .param("organisation", organisation.value())
        .query(EstimateRunStore::row)
        .optional();
  }

  List<EstimateRun> latest(OrganisationId organisation, int most) {
    return jdbc.sql(
            SELECT
                + " where run.organisation_id = :organisation order by run.created_at desc limit :most")
        .param("organisation", organisation.value())
        .param("most", most)
        .query(EstimateRunStore::row)
        .list();
  }

  long unfinished(OrganisationId organisation) {
    return jdbc.sql(
            """
            select count(*) from monitor.estimate_run
             where organisation_id = :organisation and state in ('WAITING', 'RUNNING')
            """)
        .param("organisation", organisation.value())
        .query(Long.class)
        .single();
  }

  /** Has others of this organisation wait until the transaction ends. */
  void oneAtATime(OrganisationId organisation) {
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .param("key", "monitor.estimate_run/" + organisation.value())
        .query(Integer.class)
        .single();
  }

  void running(EstimateRunId id, Instant at) {
    jdbc.sql(
            """
            update monitor.estimate_run
               set state = 'RUNNING', started_at = coalesce(started_at, :at)
             where id = :id and state in ('WAITING', 'RUNNING')
            """)
        .param("id", id.value())
        .param("at", Timestamp.from(at))
        .update();
  }

  void progress(EstimateRunId id, String work, long done, long total) {
    jdbc.sql(
            """
            update monitor.estimate_run set work = :work, work_done = :done, work_total = :total
             where id = :id and state = 'RUNNING'
            """)
        .param("id", id.value())
        .param("work", work)
        .param("done", done)
        .param("total", total)
        .update();
  }

  void done(EstimateRunId id, EstimateDocuments documents, Instant at) {
    jdbc.sql(
            """
            update monitor.estimate_run
               set state = 'DONE', finished_at = :at, fingerprint = :fingerprint,
                   result = cast(:result as json), safe_result = cast(:safe as json),
                   report_nl = :dutch, report_en = :english
             where id = :id and state = 'RUNNING'
            """)
        .param("id", id.value())
        .param("at", Timestamp.from(at))
        .param("fingerprint", HEX.parseHex(documents.fingerprint()))
        .param("result", documents.json())
        .param("safe", documents.safeJson())
        .param("dutch", documents.dutchReport())
        .param("english", documents.englishReport())
        .update();
  }

  void failed(EstimateRunId id, String why, Instant at) {
    jdbc.sql(
            """
            update monitor.estimate_run
               set state = 'FAILED', failure = :why, finished_at = :at
             where id = :id and state in ('WAITING', 'RUNNING')
            """)
        .param("id", id.value())
        .param("why", why)
        .param("at", Timestamp.from(at))
        .update();
  }

  Optional<EstimateDocuments> documents(EstimateRunId id) {
    return jdbc.sql(
            """
            select fingerprint, result, safe_result, report_nl, report_en
              from monitor.estimate_run
             where id = :id and state = 'DONE'
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new EstimateDocuments(
                    HEX.formatHex(row.getBytes("fingerprint")),
                    row.getString("result"),
                    row.getString("safe_result"),
                    row.getString("report_nl"),
                    row.getString("report_en")))
        .optional();
  }

  private static final String SELECT =
      """
      select run.id, run.organisation_id, run.first_year, run.last_year, run.age_group, run.sex,
             run.form, run.nationality_group, run.lists, run.seed, run.replicates, run.state,
             run.snapshot_sha256, snapshot.taken_at, snapshot.register_version,
             run.library_version, run.repeat_of, run.work, run.work_done, run.work_total,
             run.failure, run.fingerprint, run.created_at, run.finished_at
        from monitor.estimate_run run
        join monitor.estimate_snapshot snapshot on snapshot.sha256 = run.snapshot_sha256
      """;

  private static EstimateRun row(ResultSet row, int number) throws SQLException {
    byte @Nullable [] fingerprint = row.getBytes("fingerprint");
    @Nullable UUID repeatOf = row.getObject("repeat_of", UUID.class);
    @Nullable Timestamp finished = row.getTimestamp("finished_at");
    return new EstimateRun(
        new EstimateRunId(row.getObject("id", UUID.class)),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        new EstimateQuestion(
            row.getInt("first_year"),
            row.getInt("last_year"),
            row.getString("age_group"),
            row.getString("sex"),
            row.getString("form"),
            row.getString("nationality_group"),
            Arrays.asList((String[]) row.getArray("lists").getArray()),
            row.getLong("seed"),
            row.getInt("replicates")),
        EstimateRunState.valueOf(row.getString("state")),
        HEX.formatHex(row.getBytes("snapshot_sha256")),
        row.getTimestamp("taken_at").toInstant(),
        row.getLong("register_version"),
        row.getString("library_version"),
        Optional.ofNullable(repeatOf).map(EstimateRunId::new),
        row.getString("work"),
        row.getLong("work_done"),
        row.getLong("work_total"),
        Optional.ofNullable(row.getString("failure")),
        Optional.ofNullable(fingerprint).map(HEX::formatHex),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(finished).map(Timestamp::toInstant));
  }
}
