// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of code lists, grounds and field lists. */
@Repository
class ReferenceStore {
  private static final int BATCH = 500;

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;

  ReferenceStore(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Keeps a second process that starts at the same moment from loading too. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(7246352)").query((row, n) -> "").list();
  }

  boolean isLoaded(String file, byte[] sha256) {
    return jdbc.sql(
            """
            select exists (
              select from report.reference_file where name = :name and sha256 = :sha256)
            """)
        .param("name", file)
        .param("sha256", sha256)
        .query(Boolean.class)
        .single();
  }

  void markLoaded(String file, byte[] sha256, Instant at) {
    jdbc.sql(
            """
            insert into report.reference_file (name, sha256, loaded_at)
            values (:name, :sha256, :at)
            on conflict (name) do update set sha256 = :sha256, loaded_at = :at
            """)
        .param("name", file)
        .param("sha256", sha256)
        .param("at", Timestamp.from(at))
        .update();
  }

  void saveCodes(List<Code> codes) {
    batches.batchUpdate(
        """
        insert into report.code
          (list, version, code, position, nl, en, valid_from, valid_to, certainty, source, note)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (list, code, version) do update
          set position = excluded.position, nl = excluded.nl, en = excluded.en,
              valid_from = excluded.valid_from, valid_to = excluded.valid_to,
              certainty = excluded.certainty, source = excluded.source, note = excluded.note
        """,
        codes,
        BATCH,
        (statement, code) ->
            set(
                statement,
                code.list(),
                code.version(),
                code.code(),
                code.position(),
                code.nl(),
                code.en(),
                Date.valueOf(code.validFrom()),
                code.validTo().map(Date::valueOf),
                code.certainty(),
                code.source(),
                code.note()));
  }

  void saveGrounds(List<Ground> grounds) {
    batches.batchUpdate(
        """
        insert into report.ground
          (code, kind, article, article_nl, general, certainty, source, label_nl, label_en, reason_nl,
           reason_en, selectable)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (code) do update
          set kind = excluded.kind, article = excluded.article, article_nl = excluded.article_nl,
              general = excluded.general,
              certainty = excluded.certainty, source = excluded.source,
              label_nl = excluded.label_nl, label_en = excluded.label_en,
              reason_nl = excluded.reason_nl, reason_en = excluded.reason_en,
              selectable = excluded.selectable
        """,
        grounds,
        BATCH,
        (statement, ground) ->
            set(
                statement,
                ground.code(),
                ground.kind(),
                ground.article(),
                ground.articleNl(),
                ground.general(),
                ground.certainty(),
                ground.source(),
                ground.labelNl(),
                ground.labelEn(),
                ground.reasonNl(),
                ground.reasonEn(),
                ground.selectable()));
  }

  void replaceProposedGrounds(List<ProposedGround> proposed) {
    jdbc.sql("delete from report.proposed_ground").update();
    batches.batchUpdate(
        """
        insert into report.proposed_ground
          (reporter_type, position, ground, applies_to, certainty, note_nl, note_en)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        proposed,
        BATCH,
        (statement, one) ->
            set(
                statement,
                one.reporterType(),
                one.position(),
                one.ground(),
                one.appliesTo().name().toLowerCase(Locale.ROOT),
                one.certainty(),
                one.noteNl(),
                one.noteEn()));
  }

  void insertRules(List<FieldRule> rules, Instant at) {
    batches.batchUpdate(
        """
        insert into report.field_rule
          (reporter_type, field, rule, switchable, ground, note_nl, note_en, certainty, valid_from,
           valid_to, source, satisfied_by, origin, recorded_at, recorded_by, reason)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, string_to_array(?, ';'), ?, ?, ?, ?)
        """,
        rules,
        BATCH,
        (statement, rule) ->
            set(
                statement,
                rule.reporterType(),
                rule.field(),
                rule.presence().code(),
                rule.switchable(),
                rule.ground(),
                rule.noteNl(),
                rule.noteEn(),
                rule.certainty(),
                Date.valueOf(rule.validFrom()),
                rule.validTo().map(Date::valueOf),
                rule.source(),
                String.join(";", rule.satisfiedBy()),
                rule.switched().isPresent() ? "switch" : "reference",
                Timestamp.from(rule.switched().map(FieldRule.Switched::at).orElse(at)),
                rule.switched().map(switched -> switched.by().value()),
                rule.switched().map(FieldRule.Switched::reason)));
  }

  private static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof Optional<?> optional) {
        statement.setObject(i + 1, optional.orElse(null));
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
  }

  List<Code> codes() {
    return jdbc.sql(
            """
            select list, version, code, position, nl, en, valid_from, valid_to, certainty, source,
                   note
              from report.code
            """)
        .query(
            (row, n) ->
                new Code(
                    row.getString("list"),
                    row.getInt("version"),
                    row.getString("code"),
                    row.getInt("position"),
                    row.getString("nl"),
                    row.getString("en"),
                    row.getObject("valid_from", LocalDate.class),
                    Optional.ofNullable(row.getObject("valid_to", LocalDate.class)),
                    row.getString("certainty"),
                    row.getString("source"),
                    row.getString("note")))
        .list();
  }

  List<Ground> grounds() {
    return jdbc.sql(
            """
            select code, kind, article, article_nl, general, certainty, source, label_nl, label_en, reason_nl,
                   reason_en, selectable
              from report.ground
            """)
        .query(
            (row, n) ->
                new Ground(
                    row.getString("code"),
                    row.getString("kind"),
                    row.getString("article"),
                    row.getString("article_nl"),
                    row.getBoolean("general"),
                    row.getString("certainty"),
                    row.getString("source"),
                    row.getString("label_nl"),
                    row.getString("label_en"),
                    row.getString("reason_nl"),
                    row.getString("reason_en"),
                    row.getBoolean("selectable")))
        .list();
  }

  List<ProposedGround> proposedGrounds() {
    return jdbc.sql(
            """
            select reporter_type, position, ground, applies_to, certainty, note_nl, note_en
              from report.proposed_ground
            """)
        .query(
            (row, n) ->
                new ProposedGround(
                    row.getString("reporter_type"),
                    row.getInt("position"),
                    row.getString("ground"),
                    ProposedGround.AppliesTo.valueOf(
                        row.getString("applies_to").toUpperCase(Locale.ROOT)),
                    row.getString("certainty"),
                    row.getString("note_nl"),
                    row.getString("note_en")))
        .list();
  }

  /** Every rule that was ever laid down, earliest first. */
  List<FieldRule> rules() {
    return jdbc.sql(
            """
            select id, reporter_type, field, rule, switchable, ground, note_nl, note_en, certainty,
                   valid_from, valid_to, source, array_to_string(satisfied_by, ';') as satisfied_by,
                   recorded_at, recorded_by, reason
              from report.field_rule
             order by id
            """)
        .query((row, n) -> rule(row))
        .list();
  }

  long lastRule() {
    return jdbc.sql("select coalesce(max(id), 0) from report.field_rule")
        .query(Long.class)
        .single();
  }

  private static FieldRule rule(ResultSet row) throws SQLException {
    String satisfiedBy = row.getString("satisfied_by");
    UUID by = row.getObject("recorded_by", UUID.class);
    return new FieldRule(
        row.getLong("id"),
        row.getString("reporter_type"),
        row.getString("field"),
        FieldRule.Presence.of(row.getString("rule")),
        row.getBoolean("switchable"),
        row.getString("ground"),
        row.getString("note_nl"),
        row.getString("note_en"),
        row.getString("certainty"),
        row.getObject("valid_from", LocalDate.class),
        Optional.ofNullable(row.getObject("valid_to", LocalDate.class)),
        row.getString("source"),
        satisfiedBy.isEmpty() ? List.of() : List.of(satisfiedBy.split(";")),
        by == null
            ? Optional.empty()
            : Optional.of(
                new FieldRule.Switched(
                    new AccountId(by),
                    row.getTimestamp("recorded_at").toInstant(),
                    row.getString("reason"))));
  }
}
