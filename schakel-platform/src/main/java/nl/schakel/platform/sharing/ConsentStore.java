// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers about consent; each query names the organisation, beside the wall of the database. */
@Repository
class ConsentStore {
  private static final String COLUMNS =
      """
      id, organisation_id, report_id, purpose, recipient_type, recipient_organisation, data, answer,
      giver, way, explicit, told_withdrawable, parents_exploit, answered_on, recorded_by,
      recorded_at, withdrawn_on, withdrawn_way, withdrawn_by, withdrawn_at
      """;

  private final JdbcClient jdbc;

  ConsentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Consent consent) {
    Consent.Asked asked = consent.asked();
    jdbc.sql(
            """
            insert into sharing.consent
              (id, organisation_id, report_id, purpose, recipient_type, recipient_organisation, data,
               answer, giver, way, explicit, told_withdrawable, parents_exploit, answered_on,
               recorded_by, recorded_at)
            values
              (:id, :organisation, :report, :purpose, :type, :recipient, :data, :answer, :giver,
               :way, :explicit, :told, :parents, :on, :by, :at)
            """)
        .param("id", consent.id())
        .param("organisation", consent.organisation().value())
        .param("report", consent.report())
        .param("purpose", asked.purpose())
        .param("type", asked.recipientType())
        .param("recipient", asked.recipient().map(OrganisationId::value).orElse(null))
        .param("data", asked.data().toArray(String[]::new))
        .param("answer", asked.answer().code())
        .param("giver", asked.giver())
        .param("way", asked.way())
        .param("explicit", asked.explicit())
        .param("told", asked.toldWithdrawable())
        .param("parents", asked.parentsExploit())
        .param("on", asked.answeredOn())
        .param("by", consent.recordedBy().value())
        .param("at", Timestamp.from(consent.recordedAt()))
        .update();
  }

  /** Writes down that it was withdrawn; false when it was before, or nothing was given. */
  boolean withdraw(UUID id, OrganisationId organisation, Consent.Withdrawal withdrawal) {
    return jdbc.sql(
                """
                update sharing.consent
                   set withdrawn_on = :on, withdrawn_way = :way, withdrawn_by = :by, withdrawn_at = :at
                 where id = :id and organisation_id = :organisation and answer = 'given'
                   and withdrawn_at is null
                """)
            .param("id", id)
            .param("organisation", organisation.value())
            .param("on", Date.valueOf(withdrawal.on()))
            .param("way", withdrawal.way())
            .param("by", withdrawal.by().value())
            .param("at", Timestamp.from(withdrawal.at()))
            .update()
        == 1;
  }

  /** Lets nobody else answer about, or send, these reports until the transaction ends. */
  void inTurn(Collection<UUID> reports) {
    reports.stream()
        .map(UUID::toString)
        .distinct()
        .sorted()
        .forEach(
            report ->
                jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:report, 13))")
                    .param("report", report)
                    .query((row, n) -> "")
                    .list());
  }

  /** Of these reports those about which somebody wrote down an answer, whichever organisation. */
  List<UUID> answered(Collection<UUID> reports) {
    return jdbc.sql(
            "select distinct report_id from sharing.consent where report_id = any(:reports)")
        .param("reports", reports.toArray(UUID[]::new))
        .query((row, n) -> row.getObject(1, UUID.class))
        .list();
  }

  List<OrganisationId> organisationsThatAsked(Collection<UUID> reports) {
    return jdbc.sql(
            """
            select distinct organisation_id from sharing.consent
             where report_id = any(:reports) order by 1
            """)
        .param("reports", reports.toArray(UUID[]::new))
        .query((row, n) -> new OrganisationId(row.getObject(1, UUID.class)))
        .list();
  }

  /** No parent answers for these persons any more; returns for how many reports that is new. */
  int closeParentsWay(Collection<UUID> reports, Instant at) {
    return jdbc.sql(
            """
            insert into sharing.parents_way (report_id, closed_at)
            select unnest(:reports::uuid[]), :at::timestamptz
            on conflict do nothing
            """)
        .param("reports", reports.toArray(UUID[]::new))
        .param("at", Timestamp.from(at))
        .update();
  }

  void openParentsWay(Collection<UUID> reports) {
    jdbc.sql("delete from sharing.parents_way where report_id = any(:reports)")
        .param("reports", reports.toArray(UUID[]::new))
        .update();
  }

  boolean parentsWayClosed(Collection<UUID> reports) {
    return jdbc.sql(
            "select exists (select from sharing.parents_way where report_id = any(:reports))")
        .param("reports", reports.toArray(UUID[]::new))
        .query(Boolean.class)
        .single();
  }

  /** Holds these until the transaction ends; how many of them stand. */
  int hold(Collection<UUID> ids) {
    return (int)
        jdbc
            .sql(
                """
                select withdrawn_at is null from sharing.consent
                 where id = any(:ids) and answer = 'given' for update
                """)
            .param("ids", ids.toArray(UUID[]::new))
            .query((row, n) -> row.getBoolean(1))
            .list()
            .stream()
            .filter(stands -> stands)
            .count();
  }

  Optional<Consent> byId(UUID id, OrganisationId organisation) {
    return jdbc.sql(
            "select %s from sharing.consent where id = :id and organisation_id = :organisation"
                .formatted(COLUMNS))
        .param("id", id)
        .param("organisation", organisation.value())
        .query((row, n) -> consent(row))
        .optional();
  }

  /** The newest first. */
  List<Consent> newest(OrganisationId organisation, int most) {
    return jdbc.sql(
            """
            select %s from sharing.consent where organisation_id = :organisation
             order by recorded_at desc, id desc limit :most
            """
                .formatted(COLUMNS))
        .param("organisation", organisation.value())
        .param("most", most)
        .query((row, n) -> consent(row))
        .list();
  }

  /** About these reports, the newest answer first. */
  List<Consent> about(OrganisationId organisation, Collection<UUID> reports) {
    return jdbc.sql(
            """
            select %s from sharing.consent
             where organisation_id = :organisation and report_id = any(:reports)
             order by answered_on desc, recorded_at desc, id desc
            """
                .formatted(COLUMNS))
        .param("organisation", organisation.value())
        .param("reports", reports.toArray(UUID[]::new))
        .query((row, n) -> consent(row))
        .list();
  }

  private static Consent consent(ResultSet row) throws SQLException {
    Consent.Asked asked =
        new Consent.Asked(
            row.getString("purpose"),
            row.getString("recipient_type"),
            Optional.ofNullable(row.getObject("recipient_organisation", UUID.class))
                .map(OrganisationId::new),
            CovenantStore.texts(row, "data"),
            answer(row.getString("answer")),
            row.getString("giver"),
            row.getString("way"),
            row.getBoolean("explicit"),
            row.getBoolean("told_withdrawable"),
            row.getString("parents_exploit"),
            row.getDate("answered_on").toLocalDate());
    @Nullable Timestamp withdrawn = row.getTimestamp("withdrawn_at");
    return new Consent(
        row.getObject("id", UUID.class),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        row.getObject("report_id", UUID.class),
        asked,
        new AccountId(row.getObject("recorded_by", UUID.class)),
        row.getTimestamp("recorded_at").toInstant(),
        withdrawn == null
            ? Optional.empty()
            : Optional.of(
                new Consent.Withdrawal(
                    row.getDate("withdrawn_on").toLocalDate(),
                    row.getString("withdrawn_way"),
                    new AccountId(row.getObject("withdrawn_by", UUID.class)),
                    withdrawn.toInstant())));
  }

  private static Consent.Answer answer(String code) {
    return Arrays.stream(Consent.Answer.values())
        .filter(answer -> answer.code().equals(code.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow();
  }
}
