// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL of releases; what nobody may read yet, the database does not hand out. */
@Repository
class ReleaseStore {
  private static final HexFormat HEX = HexFormat.of();
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String SELECT =
      """
      select id, organisation_id, set_id, publication, version, specification, change_note, state,
             drafted_by, drafted_at, publish_at, decided_by, decided_at,
             coalesce(decided_note, '') as decided_note, withdrawn_at,
             coalesce(withdrawn_note, '') as withdrawn_note, failed_why, software
        from monitor.release
      """;

  private final JdbcClient jdbc;

  ReleaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One at a time for each set, publication or whatever else, until the transaction ends. */
  void oneAtATime(String what) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 7))")
        .param("what", what)
        .query((row, n) -> true)
        .single();
  }

  void insert(Release release) {
    jdbc.sql(
            """
            insert into monitor.release
              (id, organisation_id, set_id, publication, version, specification, change_note, state,
               drafted_by, drafted_at, publish_at, software)
            values
              (:id, :organisation, :set, :publication, :version, :specification, :note, 'MAKING',
               :account, :at, :publishAt, :software)
            """)
        .param("id", release.id().value())
        .param("organisation", release.organisation().value())
        .param("set", release.set().value())
        .param("publication", release.publication())
        .param("version", release.version())
        .param("specification", MAPPER.writeValueAsString(release.monitor()))
        .param("note", release.changeNote())
        .param("account", release.draftedBy().value())
        .param("at", Timestamp.from(release.draftedAt()))
        .param("publishAt", Timestamp.from(release.publishAt()))
        .param("software", release.software())
        .update();
  }

  /** The text of a table as it is fingerprinted. */
  static String text(PublishedTable table) {
    return MAPPER.writeValueAsString(table);
  }

  static String text(Refusal refusal) {
    return MAPPER.writeValueAsString(refusal);
  }

  static Refusal readRefusal(String text) {
    return MAPPER.readValue(text, Refusal.class);
  }

  static PublishedTable readTable(String text) {
    return MAPPER.readValue(text, PublishedTable.class);
  }

  void insert(ReleaseId release, ReleaseTable table) {
    jdbc.sql(
            """
            insert into monitor.release_table
              (release_id, position, code, specification, published, refusal, audit, fingerprint)
            values
              (:release, :position, :code, :specification, :published, :refusal, :audit,
               decode(:fingerprint, 'hex'))
            """)
        .param("release", release.value())
        .param("position", table.position())
        .param("code", table.code())
        .param("specification", MAPPER.writeValueAsString(table.specification()))
        .param("published", table.published().map(ReleaseStore::text).orElse(null))
        .param("refusal", table.refusal().map(ReleaseStore::text).orElse(null))
        .param("audit", MAPPER.writeValueAsString(table.audit()))
        .param("fingerprint", table.fingerprint().isEmpty() ? null : table.fingerprint())
        .update();
  }

  List<ReleaseTable> tables(ReleaseId release) {
    return jdbc.sql(
            """
            select position, code, specification, published, refusal, audit,
                   coalesce(encode(fingerprint, 'hex'), '') as fingerprint
              from monitor.release_table
             where release_id = :release order by position
            """)
        .param("release", release.value())
        .query(
            (row, n) ->
                new ReleaseTable(
                    row.getInt("position"),
                    row.getString("code"),
                    Specifications.readTable(row.getString("specification")),
                    Optional.ofNullable(row.getString("published")).map(ReleaseStore::readTable),
                    Optional.ofNullable(row.getString("refusal")).map(ReleaseStore::readRefusal),
                    MAPPER.readValue(row.getString("audit"), AuditReport.class),
                    row.getString("fingerprint")))
        .list();
  }

  List<Release> own(OrganisationId organisation) {
    return jdbc.sql(
            SELECT + " where organisation_id = :organisation order by drafted_at desc, id desc")
        .param("organisation", organisation.value())
        .query(ReleaseStore::row)
        .list();
  }

  Optional<Release> own(OrganisationId organisation, ReleaseId id) {
    return jdbc.sql(SELECT + " where id = :id and organisation_id = :organisation")
        .param("id", id.value())
        .param("organisation", organisation.value())
        .query(ReleaseStore::row)
        .optional();
  }

  Optional<Release> lock(OrganisationId organisation, ReleaseId id) {
    return jdbc.sql(SELECT + " where id = :id and organisation_id = :organisation for update")
        .param("id", id.value())
        .param("organisation", organisation.value())
        .query(ReleaseStore::row)
        .optional();
  }

  /** Releases from this set that went out or may still, in the order in which they were made. */
  List<Release> of(FrozenSetId set) {
    return jdbc.sql(
            SELECT
                + " where set_id = :set and state in ('DRAFT', 'APPROVED', 'WITHDRAWN')"
                + " order by made_number")
        .param("set", set.value())
        .query(ReleaseStore::row)
        .list();
  }

  /** What the tables of this release were judged together with, in the order of making. */
  List<Release> judgedWith(ReleaseId release) {
    return jdbc.sql(
            SELECT
                + """
                 where id = any ((select judged_with from monitor.release where id = :id)::uuid[])
                 order by made_number
                """)
        .param("id", release.value())
        .query(ReleaseStore::row)
        .list();
  }

  /**
   * Releases of any organisation from other sets with years of this one that went out or may still,
   * in the order in which they were made; for the system alone.
   */
  List<Release> beside(FrozenSet set) {
    return jdbc.sql(
            SELECT
                + """
                 where set_id <> :set and state in ('DRAFT', 'APPROVED', 'WITHDRAWN')
                   and exists (select from monitor.frozen_set s
                                where s.id = release.set_id
                                  and s.first_year <= :last and s.last_year >= :first)
                 order by made_number
                """)
        .param("set", set.id().value())
        .param("first", set.firstYear())
        .param("last", set.lastYear())
        .query(ReleaseStore::row)
        .list();
  }

  /** The last version that was neither returned nor failed; 0 when there is none. */
  int lastVersion(String publication) {
    return jdbc.sql(
            """
            select coalesce(max(version), 0) from monitor.release
             where publication = :publication and state not in ('RETURNED', 'FAILED')
            """)
        .param("publication", publication)
        .query(Integer.class)
        .single();
  }

  boolean isOfAnother(String publication, OrganisationId organisation) {
    return jdbc.sql(
            """
            select exists (select from monitor.release
             where publication = :publication and state not in ('RETURNED', 'FAILED')
               and organisation_id <> :organisation)
            """)
        .param("publication", publication)
        .param("organisation", organisation.value())
        .query(Boolean.class)
        .single();
  }

  /** What everybody may read at this moment, the newest first; also asked by nobody. */
  List<Release> everybodys() {
    return jdbc.sql(
            SELECT
                + """
                 where state in ('APPROVED', 'WITHDRAWN') and publish_at <= now()
                 order by publish_at desc, publication, version desc
                """)
        .query(ReleaseStore::row)
        .list();
  }

  List<Release> everybodys(String publication) {
    return jdbc.sql(
            SELECT
                + """
                 where publication = :publication
                   and state in ('APPROVED', 'WITHDRAWN') and publish_at <= now()
                 order by version desc
                """)
        .param("publication", publication)
        .query(ReleaseStore::row)
        .list();
  }

  Optional<Release> find(ReleaseId id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(ReleaseStore::row)
        .optional();
  }

  /** How many tables are made. */
  int progress(ReleaseId id) {
    return jdbc.sql("select tables_made from monitor.release where id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  void progress(ReleaseId id, int tables) {
    jdbc.sql("update monitor.release set tables_made = :tables where id = :id")
        .param("id", id.value())
        .param("tables", tables)
        .update();
  }

  /**
   * Its tables are made: from now on later ones are judged with it.
   *
   * @param with what they were judged together with
   * @param erasures the last erasure before they were made
   */
  void made(ReleaseId id, Instant at, List<ReleaseId> with, long erasures) {
    jdbc.sql(
            """
            update monitor.release
               set state = 'DRAFT', drafted_at = :at, made_number = nextval('monitor.release_made'),
                   judged_with = :with, erasures_seen = :erasures
             where id = :id and state = 'MAKING'
            """)
        .param("id", id.value())
        .param("at", Timestamp.from(at))
        .param("with", with.stream().map(ReleaseId::value).toArray(UUID[]::new))
        .param("erasures", erasures)
        .update();
  }

  /** The last erasure before the tables of this release were made. */
  long erasuresSeen(ReleaseId id) {
    return jdbc.sql("select coalesce(erasures_seen, 0) from monitor.release where id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  void failed(ReleaseId id, String why) {
    jdbc.sql(
            """
            update monitor.release set state = 'FAILED', failed_why = :why
             where id = :id and state = 'MAKING'
            """)
        .param("id", id.value())
        .param("why", why)
        .update();
  }

  void decide(ReleaseId id, ReleaseState state, AccountId by, Instant at, String note) {
    jdbc.sql(
            """
            update monitor.release
               set state = :state, decided_by = :by, decided_at = :at, decided_note = :note
             where id = :id
            """)
        .param("id", id.value())
        .param("state", state.name())
        .param("by", by.value())
        .param("at", Timestamp.from(at))
        .param("note", note)
        .update();
  }

  void withdraw(ReleaseId id, AccountId by, Instant at, String note) {
    jdbc.sql(
            """
            update monitor.release
               set state = 'WITHDRAWN', withdrawn_by = :by, withdrawn_at = :at, withdrawn_note = :note
             where id = :id
            """)
        .param("id", id.value())
        .param("by", by.value())
        .param("at", Timestamp.from(at))
        .param("note", note)
        .update();
  }

  private static Release row(ResultSet row, int number) throws SQLException {
    return new Release(
        new ReleaseId(row.getObject("id", UUID.class)),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        new FrozenSetId(row.getObject("set_id", UUID.class)),
        row.getString("publication"),
        row.getInt("version"),
        MAPPER.readValue(row.getString("specification"), MonitorSpecification.class),
        row.getString("change_note"),
        ReleaseState.valueOf(row.getString("state")),
        new AccountId(row.getObject("drafted_by", UUID.class)),
        row.getTimestamp("drafted_at").toInstant(),
        row.getTimestamp("publish_at").toInstant(),
        Optional.ofNullable(row.getObject("decided_by", UUID.class)).map(AccountId::new),
        Optional.ofNullable(row.getTimestamp("decided_at")).map(Timestamp::toInstant),
        row.getString("decided_note"),
        Optional.ofNullable(row.getTimestamp("withdrawn_at")).map(Timestamp::toInstant),
        row.getString("withdrawn_note"),
        Optional.ofNullable(row.getString("failed_why")),
        row.getString("software"));
  }
}
