// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.fasterxml.uuid.Generators;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was in shares, version by version, what the rules said of it, and what happened. */
@Repository
class ShareContentStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  ShareContentStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void keep(ShareId id, int version, List<CaseField> fields) {
    for (int i = 0; i < fields.size(); i++) {
      CaseField field = fields.get(i);
      jdbc.sql(
              """
              insert into sharing.share_field (share_id, version, position, name, data, state, texts)
              values (:share, :version, :position, :name, :data, :state, :texts)
              """)
          .param("share", id.value())
          .param("version", version)
          .param("position", i)
          .param("name", field.name())
          .param("data", field.data())
          .param("state", field.state().code())
          .param("texts", field.values().toArray(String[]::new))
          .update();
    }
  }

  List<CaseField> fields(ShareId id, int version) {
    return jdbc.sql(
            """
            select name, data, state, texts from sharing.share_field
             where share_id = :share and version = :version order by position
            """)
        .param("share", id.value())
        .param("version", version)
        .query(
            (row, n) ->
                new CaseField(
                    row.getString("name"),
                    row.getString("data"),
                    CaseField.State.valueOf(
                        row.getString("state").toUpperCase(Locale.ROOT).replace('-', '_')),
                    CovenantStore.texts(row, "texts")))
        .list();
  }

  void keepDecisions(ShareId id, int version, List<ShareClass> classes) {
    for (ShareClass one : classes) {
      jdbc.sql(
              """
              insert into sharing.share_class
                (share_id, version, data, consent, rests, met, may_go, decision, unmet, rules, audit_id)
              values (:share, :version, :data, :consent, :rests, :met, :mayGo, :decision, :unmet,
                      :rules, :audit)
              """)
          .param("share", id.value())
          .param("version", version)
          .param("data", one.data())
          .param("consent", one.consent())
          .param("rests", one.rests())
          .param("met", one.met().toArray(String[]::new))
          .param("mayGo", one.mayGo())
          .param("decision", one.decision().code())
          .param("unmet", one.unmet().toArray(String[]::new))
          .param("rules", one.rules().toArray(String[]::new))
          .param("audit", one.audit())
          .update();
    }
  }

  List<ShareClass> decisions(ShareId id, int version) {
    return jdbc.sql(
            """
            select data, consent, rests, met, may_go, decision, unmet, rules, audit_id
              from sharing.share_class where share_id = :share and version = :version
            """)
        .param("share", id.value())
        .param("version", version)
        .query(
            (row, n) ->
                new ShareClass(
                    row.getString("data"),
                    row.getString("consent"),
                    row.getBoolean("rests"),
                    CovenantStore.texts(row, "met"),
                    row.getBoolean("may_go"),
                    Decision.of(row.getString("decision")),
                    CovenantStore.texts(row, "unmet"),
                    CovenantStore.texts(row, "rules"),
                    List.of(),
                    row.getObject("audit_id", UUID.class)))
        .list();
  }

  void step(Share share, Actor by, String what, String reasonCode, String reason) {
    jdbc.sql(
            """
            insert into sharing.share_step
              (id, share_id, at, account_id, organisation_id, what, version, reason_code, reason)
            values (:id, :share, :at, :account, :organisation, :what, :version, :code, :reason)
            """)
        .param("id", Generators.timeBasedEpochGenerator().generate())
        .param("share", share.id().value())
        .param("at", now())
        .param("account", by.account().value())
        .param("organisation", by.organisation().value())
        .param("what", what)
        .param("version", share.version())
        .param("code", reasonCode)
        .param("reason", reason)
        .update();
  }

  /** One thing that happened to a share. */
  record Step(
      Instant at,
      AccountId account,
      OrganisationId organisation,
      String what,
      int version,
      String reasonCode,
      String reason) {}

  /** The last one first. */
  List<Step> steps(ShareId id) {
    return jdbc.sql(
            """
            select at, account_id, organisation_id, what, version, reason_code, reason
              from sharing.share_step where share_id = :share order by at desc, id desc
            """)
        .param("share", id.value())
        .query(
            (row, n) ->
                new Step(
                    row.getTimestamp("at").toInstant(),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    new OrganisationId(row.getObject("organisation_id", UUID.class)),
                    row.getString("what"),
                    row.getInt("version"),
                    row.getString("reason_code"),
                    row.getString("reason")))
        .list();
  }

  /** A share that held what was taken out. */
  record TakenOut(ShareId share, boolean anythingLeft) {}

  /** Takes these classes out of a live share and of all that passes it on, as new versions. */
  List<TakenOut> takeOut(ShareId share, List<ShareClass> lost, String reasonCode) {
    return jdbc.sql(
            """
            select share_id, anything_left
              from sharing.take_out(:share, :classes, :consents, :decisions, :rules, :audit, :at, :reason)
            """)
        .param("share", share.value())
        .param("classes", lost.stream().map(ShareClass::data).toArray(String[]::new))
        .param("consents", lost.stream().map(ShareClass::consent).toArray(String[]::new))
        .param("decisions", lost.stream().map(one -> one.decision().code()).toArray(String[]::new))
        .param(
            "rules", lost.stream().map(one -> String.join(",", one.rules())).toArray(String[]::new))
        .param("audit", lost.getFirst().audit())
        .param("at", now())
        .param("reason", reasonCode)
        .query(
            (row, n) ->
                new TakenOut(
                    new ShareId(row.getObject("share_id", UUID.class)),
                    row.getBoolean("anything_left")))
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
