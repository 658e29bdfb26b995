// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.web.FieldProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of imports. */
@Repository
class ImportStore {
  /** Between the arguments of a rule; no code, limit or label holds it. */
  private static final String BETWEEN = "\u001F";

  private static final String SELECT =
      """
      select id, organisation_id, size, format, state, uploaded, rows_read, accepted, repeated,
             refused, last_line, created_at, started_at, finished_at, halted_at
        from report.import
      """;

  private final JdbcClient jdbc;

  ImportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a batch adds to an import. */
  record Progress(ImportFormat format, long accepted, long repeated, long refused, long lastLine) {}

  void insertReceiving(ImportId id, OrganisationId organisation, AccountId account, Instant now) {
    jdbc.sql(
            """
            insert into report.import (id, organisation_id, account_id, size, state, uploaded, created_at)
            values (:id, :organisation, :account, 0, 'RECEIVING', true, :now)
            """)
        .param("id", id.value())
        .param("organisation", organisation.value())
        .param("account", account.value())
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * A file that lies beside the running program and needs no upload; false when it is here already.
   */
  boolean insertWaiting(
      ImportId id,
      OrganisationId organisation,
      AccountId account,
      byte[] sha256,
      long size,
      Instant now) {
    return jdbc.sql(
                """
                insert into report.import
                  (id, organisation_id, account_id, sha256, size, state, uploaded, created_at)
                values (:id, :organisation, :account, :sha256, :size, 'WAITING', false, :now)
                on conflict do nothing
                """)
            .param("id", id.value())
            .param("organisation", organisation.value())
            .param("account", account.value())
            .param("sha256", sha256)
            .param("size", size)
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  Optional<Import> find(ImportId id) {
    return jdbc.sql(SELECT + "where id = :id")
        .param("id", id.value())
        .query(ImportStore::row)
        .optional();
  }

  Optional<Import> find(OrganisationId organisation, ImportId id) {
    return jdbc.sql(SELECT + "where id = :id and organisation_id = :organisation")
        .param("id", id.value())
        .param("organisation", organisation.value())
        .query(ImportStore::row)
        .optional();
  }

  Optional<Import> unfinished(OrganisationId organisation, byte[] sha256) {
    return jdbc.sql(
            SELECT
                + """
                where organisation_id = :organisation and sha256 = :sha256
                  and state in ('WAITING', 'RUNNING', 'STOPPED')
                """)
        .param("organisation", organisation.value())
        .param("sha256", sha256)
        .query(ImportStore::row)
        .optional();
  }

  List<Import> latest(OrganisationId organisation, int most) {
    return jdbc.sql(
            SELECT
                + "where organisation_id = :organisation order by created_at desc, id desc limit :most")
        .param("organisation", organisation.value())
        .param("most", most)
        .query(ImportStore::row)
        .list();
  }

  List<Import> abandoned(Instant before) {
    return jdbc.sql(SELECT + "where state = 'RECEIVING' and created_at < :before")
        .param("before", Timestamp.from(before))
        .query(ImportStore::row)
        .list();
  }

  void received(ImportId id, byte[] sha256, long size) {
    jdbc.sql(
            """
            update report.import set state = 'WAITING', sha256 = :sha256, size = :size
             where id = :id and state = 'RECEIVING'
            """)
        .param("sha256", sha256)
        .param("size", size)
        .param("id", id.value())
        .update();
  }

  /** Holds the import until the transaction ends; false when another process got further. */
  boolean lock(ImportId id, long lastLine) {
    return jdbc.sql(
                """
                select last_line from report.import
                 where id = :id and last_line = :lastLine and state = 'RUNNING' for update
                """)
            .param("id", id.value())
            .param("lastLine", lastLine)
            .query(Long.class)
            .list()
            .size()
        == 1;
  }

  /**
   * Lets the transaction end before it is safe on disk. Batches become safe in their order, and
   * what the last one says of the progress goes with it: a server that falls takes at most the last
   * batches of a file away whole, and the import goes on before them. Its end waits for the disk.
   */
  void endBeforeDisk() {
    jdbc.sql("select set_config('synchronous_commit', 'off', true)").query((row, n) -> "").list();
  }

  /** Has an import stay where it is; false when it has ended or was stopped before. */
  boolean halt(ImportId id, Instant now) {
    return jdbc.sql(
                """
                update report.import set halted_at = :now
                 where id = :id and halted_at is null and state in ('WAITING', 'RUNNING', 'STOPPED')
                """)
            .param("now", Timestamp.from(now))
            .param("id", id.value())
            .update()
        == 1;
  }

  /** Holds an import that its sender stopped until the transaction ends; false when it is not. */
  boolean lockHalted(ImportId id) {
    return !jdbc.sql(
            "select id from report.import where id = :id and halted_at is not null for update")
        .param("id", id.value())
        .query(UUID.class)
        .list()
        .isEmpty();
  }

  /** Lets a stopped import go on; false when it was not stopped or has ended. */
  boolean letGoOn(ImportId id) {
    return jdbc.sql(
                """
                update report.import set halted_at = null
                 where id = :id and halted_at is not null
                   and state in ('WAITING', 'RUNNING', 'STOPPED')
                """)
            .param("id", id.value())
            .update()
        == 1;
  }

  /** Uploads that their senders stopped before this moment. */
  List<Import> haltedBefore(Instant before) {
    return jdbc.sql(
            SELECT
                + "where uploaded and halted_at < :before and state in ('WAITING', 'RUNNING', 'STOPPED')")
        .param("before", Timestamp.from(before))
        .query(ImportStore::row)
        .list();
  }

  void advance(ImportId id, Progress progress) {
    jdbc.sql(
            """
            update report.import
               set format = :format,
                   rows_read = rows_read + :accepted + :repeated + :refused,
                   accepted = accepted + :accepted,
                   repeated = repeated + :repeated,
                   refused = refused + :refused,
                   last_line = :lastLine
             where id = :id
            """)
        .param("format", progress.format().name())
        .param("accepted", progress.accepted())
        .param("repeated", progress.repeated())
        .param("refused", progress.refused())
        .param("lastLine", progress.lastLine())
        .param("id", id.value())
        .update();
  }

  /** Changes the state if the old one allows it. */
  boolean change(ImportId id, ImportState state, Instant now) {
    List<String> before = new ArrayList<>();
    for (ImportState each : ImportState.values()) {
      if (each.next().contains(state)) {
        before.add(each.name());
      }
    }
    return jdbc.sql(
                """
                update report.import
                   set state = :state,
                       started_at = case when :state = 'RUNNING' then coalesce(started_at, cast(:now as timestamptz))
                                         else started_at end,
                       finished_at = case when :ended then cast(:now as timestamptz) end
                 where id = :id and state = any (:before)
                """)
            .param("state", state.name())
            .param("now", Timestamp.from(now))
            .param("ended", state.ended())
            .param("id", id.value())
            .param("before", before.toArray(String[]::new))
            .update()
        == 1;
  }

  void addProblems(ImportId id, OrganisationId organisation, List<ImportProblem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    int count = problems.size();
    Long[] lines = new Long[count];
    String[] fields = new String[count];
    String[] rules = new String[count];
    String[] arguments = new String[count];
    for (int i = 0; i < count; i++) {
      FieldProblem problem = problems.get(i).problem();
      lines[i] = problems.get(i).line();
      fields[i] = problem.field();
      rules[i] = problem.rule();
      arguments[i] = String.join(BETWEEN, problem.arguments());
    }
    jdbc.sql(
            """
            insert into report.import_problem
              (import_id, number, organisation_id, line, field, rule, arguments)
            select :id,
                   n + (select coalesce(max(number), 0) from report.import_problem where import_id = :id),
                   :organisation, line, field, rule, string_to_array(arguments, :between)
              from unnest(:lines::bigint[], :fields::text[], :rules::text[], :arguments::text[])
                   with ordinality as given (line, field, rule, arguments, n)
            """)
        .param("id", id.value())
        .param("organisation", organisation.value())
        .param("between", BETWEEN)
        .param("lines", lines)
        .param("fields", fields)
        .param("rules", rules)
        .param("arguments", arguments)
        .update();
  }

  /** Problems after this number, in order. */
  List<ImportProblem> problems(OrganisationId organisation, ImportId id, long after, int most) {
    return jdbc.sql(
            """
            select number, line, field, rule, array_to_string(arguments, :between) as arguments
              from report.import_problem
             where import_id = :id and organisation_id = :organisation and number > :after
             order by number
             limit :most
            """)
        .param("between", BETWEEN)
        .param("id", id.value())
        .param("organisation", organisation.value())
        .param("after", after)
        .param("most", most)
        .query((row, n) -> problem(row))
        .list();
  }

  private static ImportProblem problem(ResultSet row) throws SQLException {
    String arguments = row.getString("arguments");
    return new ImportProblem(
        row.getLong("number"),
        row.getLong("line"),
        new FieldProblem(
            row.getString("field"),
            row.getString("rule"),
            arguments.isEmpty() ? List.of() : List.of(arguments.split(BETWEEN, -1))));
  }

  /** What ended the reading of the whole file. */
  Optional<ImportProblem> failure(OrganisationId organisation, ImportId id) {
    return jdbc.sql(
            """
            select number, line, field, rule, array_to_string(arguments, :between) as arguments
              from report.import_problem
             where import_id = :id and organisation_id = :organisation and field = :file
             order by number desc
             limit 1
            """)
        .param("between", BETWEEN)
        .param("id", id.value())
        .param("organisation", organisation.value())
        .param("file", ImportBroken.WHOLE_FILE)
        .query((row, n) -> problem(row))
        .optional();
  }

  void addNotes(ImportId id, OrganisationId organisation, Map<ImportNote, Long> notes) {
    notes.forEach(
        (note, rows) ->
            jdbc.sql(
                    """
                    insert into report.import_note (import_id, kind, subject, reason, organisation_id, rows)
                    values (:id, :kind, :subject, :reason, :organisation, :rows)
                    on conflict (import_id, kind, subject, reason)
                      do update set rows = import_note.rows + excluded.rows
                    """)
                .param("id", id.value())
                .param("kind", note.kind().name())
                .param("subject", note.subject())
                .param("reason", note.reason())
                .param("organisation", organisation.value())
                .param("rows", rows)
                .update());
  }

  /** Notes with the number of rows. */
  List<Map.Entry<ImportNote, Long>> notes(OrganisationId organisation, ImportId id) {
    return jdbc.sql(
            """
            select kind, subject, reason, rows
              from report.import_note
             where import_id = :id and organisation_id = :organisation
             order by kind, subject, reason
            """)
        .param("id", id.value())
        .param("organisation", organisation.value())
        .query(
            (row, n) ->
                Map.entry(
                    new ImportNote(
                        ImportNote.Kind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getString("reason")),
                    row.getLong("rows")))
        .list();
  }

  void insertChunk(ImportId id, OrganisationId organisation, int number, byte[] sealed) {
    jdbc.sql(
            """
            insert into report.import_chunk (import_id, number, organisation_id, sealed)
            values (:id, :number, :organisation, :sealed)
            """)
        .param("id", id.value())
        .param("number", number)
        .param("organisation", organisation.value())
        .param("sealed", sealed)
        .update();
  }

  Optional<byte[]> chunk(ImportId id, int number) {
    return jdbc.sql(
            "select sealed from report.import_chunk where import_id = :id and number = :number")
        .param("id", id.value())
        .param("number", number)
        .query(byte[].class)
        .optional();
  }

  void deleteChunks(ImportId id) {
    jdbc.sql("delete from report.import_chunk where import_id = :id")
        .param("id", id.value())
        .update();
  }

  /** Announcements of reports and of their place in the register that are not dealt with yet. */
  long announcementsOpen() {
    return jdbc.sql(
            """
            select count(*) from database.event_publication
             where completion_date is null
               and event_type like any (array['nl.schakel.platform.report.%', 'nl.schakel.platform.register.%'])
            """)
        .query(Long.class)
        .single();
  }

  private static Import row(ResultSet row, int number) throws SQLException {
    return new Import(
        new ImportId(row.getObject("id", UUID.class)),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        row.getLong("size"),
        Optional.ofNullable(row.getString("format")).map(ImportFormat::valueOf),
        ImportState.valueOf(row.getString("state")),
        row.getBoolean("uploaded"),
        row.getLong("rows_read"),
        row.getLong("accepted"),
        row.getLong("repeated"),
        row.getLong("refused"),
        row.getLong("last_line"),
        row.getTimestamp("created_at").toInstant(),
        moment(row.getTimestamp("started_at")),
        moment(row.getTimestamp("finished_at")),
        moment(row.getTimestamp("halted_at")));
  }

  private static Optional<Instant> moment(@Nullable Timestamp at) {
    return Optional.ofNullable(at).map(Timestamp::toInstant);
  }
}
