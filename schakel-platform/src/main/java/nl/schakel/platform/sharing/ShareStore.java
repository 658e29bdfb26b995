// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shares with their state; what is in them stands in {@link ShareContentStore}. */
@Repository
class ShareStore {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private static final String COLUMNS =
      """
      s.id, s.parent_id, s.root_id, s.from_organisation, s.to_organisation, s.seen_by, s.source_kind,
      s.source_id, s.report_ids, s.person_id, s.purpose, s.subject, s.urgency, s.regime, s.onward,
      s.chosen, s.confirmed, s.state, s.version, s.read_version, s.expires_on, s.created_by, s.created_at,
      s.changed_at, s.reason_code, s.check_since, s.check_reason, s.done_at
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  ShareStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The day in the Netherlands. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  void insert(Share share) {
    jdbc.sql(
            """
            insert into sharing.share
              (id, parent_id, root_id, from_organisation, to_organisation, seen_by, source_kind,
               source_id, report_ids, purpose, subject, urgency, regime, onward, chosen, state, expires_on,
               created_by, created_at, changed_at)
            values
              (:id, :parent, :root, :from, :to, :seenBy, :kind, :source, :reports, :purpose, :subject,
               :urgency, :regime, :onward, :chosen, 'DRAFT', :expires, :by, :at, :at)
            """)
        .param("id", share.id().value())
        .param("parent", share.parent().map(ShareId::value).orElse(null))
        .param("root", share.root().value())
        .param("from", share.from().value())
        .param("to", share.to().value())
        .param("seenBy", ids(share.seenBy()))
        .param("kind", share.sourceKind())
        .param("source", share.source())
        .param("reports", share.reports().toArray(UUID[]::new))
        .param("purpose", share.purpose())
        .param("subject", share.subject())
        .param("urgency", share.urgency())
        .param("regime", share.regime().orElse(null))
        .param("onward", share.onward())
        .param("chosen", share.chosen().toArray(String[]::new))
        .param("expires", Date.valueOf(share.expiresOn()))
        .param("by", share.createdBy().value())
        .param("at", Timestamp.from(share.createdAt()))
        .update();
  }

  /** One that this organisation may know of. */
  Optional<Share> byId(ShareId id, OrganisationId organisation) {
    return one(id, organisation, "");
  }

  /** As {@link #byId}, holding the row until the transaction ends. */
  Optional<Share> lock(ShareId id, OrganisationId organisation) {
    return one(id, organisation, "for update");
  }

  /** One that was just found to be there. */
  Share one(ShareId id) {
    return jdbc.sql("select %s from sharing.share s where s.id = :id".formatted(COLUMNS))
        .param("id", id.value())
        .query((row, n) -> share(row))
        .single();
  }

  private Optional<Share> one(ShareId id, OrganisationId organisation, String how) {
    return jdbc.sql(
            "select %s from sharing.share s where s.id = :id and :organisation = any(s.seen_by) %s"
                .formatted(COLUMNS, how))
        .param("id", id.value())
        .param("organisation", organisation.value())
        .query((row, n) -> share(row))
        .optional();
  }

  /**
   * Sent to this organisation: what asks something of it first, then the last changed.
   *
   * @param skipped how many of them to leave out at the begin
   */
  List<Share> received(OrganisationId organisation, int skipped, int most) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.to_organisation = :organisation and s.version > 0
             order by s.state = 'SENT'
                      or (s.state = 'ACCEPTED' and s.read_version < s.version)
                      or (s.read_version > 0 and s.done_at is null
                          and (s.state in ('REVOKED', 'EXPIRED', 'ENDED') or s.expires_on < :today)) desc,
                      s.changed_at desc, s.id desc
             limit :most offset :skipped
            """
                .formatted(COLUMNS))
        .param("organisation", organisation.value())
        .param("today", Date.valueOf(today()))
        .param("skipped", skipped)
        .param("most", most)
        .query((row, n) -> share(row))
        .list();
  }

  /** Accepted by this organisation and open to be passed on, the last changed first. */
  List<Share> toPassOn(OrganisationId organisation, int most) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.to_organisation = :organisation and s.state = 'ACCEPTED' and s.onward
               and s.expires_on >= :today
             order by s.changed_at desc, s.id desc
             limit :most
            """
                .formatted(COLUMNS))
        .param("organisation", organisation.value())
        .param("today", Date.valueOf(today()))
        .param("most", most)
        .query((row, n) -> share(row))
        .list();
  }

  /** Sent to this organisation and made from one of these reports, the last changed first. */
  List<Share> receivedFrom(OrganisationId organisation, Collection<UUID> reports) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.to_organisation = :organisation and s.version > 0 and s.report_ids && :reports
             order by s.changed_at desc, s.id desc
            """
                .formatted(COLUMNS))
        .param("organisation", organisation.value())
        .param("reports", reports.toArray(UUID[]::new))
        .query((row, n) -> share(row))
        .list();
  }

  /**
   * Made by this organisation: what it must look at first, then the last changed; drafts that were
   * thrown away, or whose source has ended, are not.
   *
   * @param skipped how many of them to leave out at the begin
   */
  List<Share> sent(OrganisationId organisation, int skipped, int most) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.from_organisation = :organisation
               and (s.version > 0
                    or (s.state = 'DRAFT'
                        and (s.parent_id is null
                             or exists (select from sharing.share p
                                         where p.id = s.parent_id and p.state = 'ACCEPTED'))))
             order by s.check_since is not null or s.state = 'DRAFT' desc, s.changed_at desc, s.id desc
             limit :most offset :skipped
            """
                .formatted(COLUMNS))
        .param("skipped", skipped)
        .param("organisation", organisation.value())
        .param("most", most)
        .query((row, n) -> share(row))
        .list();
  }

  /** All of one tree that this organisation may know of and that were sent. */
  List<Share> tree(ShareId root, OrganisationId organisation) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.root_id = :root and :organisation = any(s.seen_by) and s.version > 0
             order by s.created_at, s.id
            """
                .formatted(COLUMNS))
        .param("root", root.value())
        .param("organisation", organisation.value())
        .query((row, n) -> share(row))
        .list();
  }

  /** These and everything that passes them on, as far as still live, each row held. */
  List<Share> liveWithOnward(Collection<ShareId> shares) {
    return jdbc.sql(
            """
            with recursive down as (
              select id from sharing.share where id = any(:shares)
              union
              select c.id from sharing.share c join down d on c.parent_id = d.id)
            select %s from sharing.share s
             where s.id in (select id from down) and s.state in ('DRAFT', 'SENT', 'ACCEPTED')
             order by s.created_at, s.id
               for update
            """
                .formatted(COLUMNS))
        .param("shares", shares.stream().map(ShareId::value).toArray(UUID[]::new))
        .query((row, n) -> share(row))
        .list();
  }

  /** Live, of this sender, from one of these reports. */
  List<Share> liveFrom(OrganisationId sender, Collection<UUID> reports) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.from_organisation = :sender and s.report_ids && :reports
               and s.state in ('SENT', 'ACCEPTED')
             order by s.created_at, s.id
               for update
            """
                .formatted(COLUMNS))
        .param("sender", sender.value())
        .param("reports", reports.toArray(UUID[]::new))
        .query((row, n) -> share(row))
        .list();
  }

  /** Live, and with a version that let the recipient see who it is. */
  List<Share> naming(UUID person) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.person_id = :person and s.state in ('SENT', 'ACCEPTED')
               and exists (select from sharing.share_field f
                            where f.share_id = s.id and f.state = 'sealed')
            """
                .formatted(COLUMNS))
        .param("person", person)
        .query((row, n) -> share(row))
        .list();
  }

  /** Live, from reports of both of these. */
  List<Share> holdingBoth(Collection<UUID> some, Collection<UUID> others) {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.report_ids && :some and s.report_ids && :others
               and s.state in ('DRAFT', 'SENT', 'ACCEPTED')
            """
                .formatted(COLUMNS))
        .param("some", some.toArray(UUID[]::new))
        .param("others", others.toArray(UUID[]::new))
        .query((row, n) -> share(row))
        .list();
  }

  /** Whose last day has passed and of whom nobody wrote that down. */
  List<Share> overdue() {
    return jdbc.sql(
            """
            select %s from sharing.share s
             where s.state in ('DRAFT', 'SENT', 'ACCEPTED') and s.expires_on < :today
             order by s.expires_on limit 500
            """
                .formatted(COLUMNS))
        .param("today", Date.valueOf(today()))
        .query((row, n) -> share(row))
        .list();
  }

  void choose(ShareId id, Collection<String> chosen, Collection<String> confirmed) {
    jdbc.sql("update sharing.share set chosen = :chosen, confirmed = :confirmed where id = :id")
        .param("chosen", chosen.toArray(String[]::new))
        .param("confirmed", confirmed.toArray(String[]::new))
        .param("id", id.value())
        .update();
  }

  /** A version goes out: to whom, about whom, from which reports. */
  void send(
      Share share,
      ShareState state,
      Collection<OrganisationId> seenBy,
      SharedCase contents,
      Optional<UUID> person) {
    jdbc.sql(
            """
            update sharing.share
               set state = :state, version = version + 1, seen_by = :seenBy, person_id = :person,
                   report_ids = :reports, subject = :subject, changed_at = :at, check_since = null,
                   check_reason = '',
                   reason_code = case when read_version < version then reason_code else '' end
             where id = :id
            """)
        .param("state", state.name())
        .param("seenBy", ids(seenBy))
        .param("person", person.orElse(null))
        .param("reports", contents.reports().toArray(UUID[]::new))
        .param("subject", contents.subject())
        .param("at", now())
        .param("id", share.id().value())
        .update();
  }

  void move(ShareId id, ShareState to, String reasonCode) {
    jdbc.sql(
            """
            update sharing.share set state = :to, reason_code = :reason, changed_at = :at
             where id = :id
            """)
        .param("to", to.name())
        .param("reason", reasonCode)
        .param("at", now())
        .param("id", id.value())
        .update();
  }

  void read(ShareId id, int version) {
    jdbc.sql("update sharing.share set read_version = :version where id = :id")
        .param("version", version)
        .param("id", id.value())
        .update();
  }

  void done(ShareId id) {
    jdbc.sql("update sharing.share set done_at = :at where id = :id")
        .param("at", now())
        .param("id", id.value())
        .update();
  }

  void askToCheck(Collection<ShareId> shares, String reason) {
    jdbc.sql(
            """
            update sharing.share set check_since = :at, check_reason = :reason
             where id = any(:shares)
            """)
        .param("at", now())
        .param("reason", reason)
        .param("shares", shares.stream().map(ShareId::value).toArray(UUID[]::new))
        .update();
  }

  void checked(ShareId id) {
    jdbc.sql("update sharing.share set check_since = null, check_reason = '' where id = :id")
        .param("id", id.value())
        .update();
  }

  /** Live shares that pass this one on. */
  List<ShareId> passedOn(ShareId id) {
    return jdbc.sql(
            """
            select id from sharing.share
             where parent_id = :id and state in ('DRAFT', 'SENT', 'ACCEPTED')
            """)
        .param("id", id.value())
        .query((row, n) -> new ShareId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Cuts the way to a person who is not in the vault any more, and takes away what was written
   * about that person.
   */
  void forget(UUID person) {
    jdbc.sql(
            """
            update sharing.share_step set reason = ''
             where share_id in (select id from sharing.share where person_id = :person)
            """)
        .param("person", person)
        .update();
    jdbc.sql(
            """
            update sharing.share_field set state = 'erased'
             where state = 'sealed'
               and share_id in (select id from sharing.share where person_id = :person)
            """)
        .param("person", person)
        .update();
    jdbc.sql("update sharing.share set person_id = null where person_id = :person")
        .param("person", person)
        .update();
  }

  /** How many are kept; for a demonstration that begins anew. */
  boolean isEmpty() {
    return jdbc.sql("select not exists (select from sharing.share)").query(Boolean.class).single();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static UUID[] ids(Collection<OrganisationId> organisations) {
    return organisations.stream().map(OrganisationId::value).toArray(UUID[]::new);
  }

  private static List<UUID> uuids(ResultSet row, String column) throws SQLException {
    return Arrays.asList((UUID[]) row.getArray(column).getArray());
  }

  private Share share(ResultSet row) throws SQLException {
    @Nullable Timestamp check = row.getTimestamp("check_since");
    Share share =
        new Share(
            new ShareId(row.getObject("id", UUID.class)),
            Optional.ofNullable(row.getObject("parent_id", UUID.class)).map(ShareId::new),
            new ShareId(row.getObject("root_id", UUID.class)),
            new OrganisationId(row.getObject("from_organisation", UUID.class)),
            new OrganisationId(row.getObject("to_organisation", UUID.class)),
            uuids(row, "seen_by").stream().map(OrganisationId::new).toList(),
            row.getString("source_kind"),
            row.getObject("source_id", UUID.class),
            uuids(row, "report_ids"),
            Optional.ofNullable(row.getObject("person_id", UUID.class)),
            row.getString("purpose"),
            row.getString("subject"),
            row.getString("urgency"),
            Optional.ofNullable(row.getString("regime")),
            row.getBoolean("onward"),
            CovenantStore.texts(row, "chosen"),
            CovenantStore.texts(row, "confirmed"),
            ShareState.valueOf(row.getString("state")),
            row.getInt("version"),
            row.getInt("read_version"),
            row.getDate("expires_on").toLocalDate(),
            new AccountId(row.getObject("created_by", UUID.class)),
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("changed_at").toInstant(),
            row.getString("reason_code"),
            check == null
                ? Optional.empty()
                : Optional.of(new Share.Check(row.getString("check_reason"), check.toInstant())),
            Optional.ofNullable(row.getTimestamp("done_at")).map(Timestamp::toInstant));
    boolean over = !share.state().next().isEmpty() && share.expiresOn().isBefore(today());
    return over ? share.in(ShareState.EXPIRED) : share;
  }
}
