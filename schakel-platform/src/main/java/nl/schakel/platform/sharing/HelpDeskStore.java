// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Questions for the data-protection officer and the answers to them. */
@Repository
class HelpDeskStore {
  private final JdbcClient jdbc;

  HelpDeskStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(HelpQuestion one, String codeHash) {
    SharingQuestion question = one.question();
    jdbc.sql(
            """
            insert into sharing.help_question
              (id, code_hash, asked_on, sender, receiver, purpose, data, subject, consent, regime,
               urgency, table_version, remark, state)
            values (:id, :hash, :day, :sender, :receiver, :purpose, :data, :subject, :consent, :regime,
                    :urgency, :version, :remark, 'open')
            """)
        .param("id", one.id())
        .param("hash", codeHash)
        .param("day", one.askedOn())
        .param("sender", question.sender())
        .param("receiver", question.receiver())
        .param("purpose", question.purpose())
        .param("data", question.data().toArray(String[]::new))
        .param("subject", question.subject())
        .param("consent", question.consent())
        .param("regime", question.regime())
        .param("urgency", question.urgency())
        .param("version", one.tableVersion())
        .param("remark", one.remark())
        .update();
  }

  void close(UUID id, String why) {
    jdbc.sql(
            """
            update sharing.help_question
               set state = 'closed', closed_why = :why, remark = ''
             where id = :id
            """)
        .param("why", why)
        .param("id", id)
        .update();
  }

  void answer(UUID id, CandidateRule answer, AccountId by, Instant at) {
    jdbc.sql("update sharing.help_question set state = 'answered' where id = :id")
        .param("id", id)
        .update();
    jdbc.sql(
            """
            insert into sharing.help_answer
              (question_id, answered_at, account_id, area, decision, modality, conditions, grounds,
               dpv, certainty, review_on, source, reason_nl, reason_en, any_of)
            values (:id, :at, :account, :area, :decision, :modality, :conditions, :grounds,
                    :dpv, :certainty, :review, :source, :nl, :en, :any)
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .param("account", by.value())
        .param("area", answer.area())
        .param("decision", answer.decision().code())
        .param("modality", answer.modality())
        .param("conditions", answer.conditions().toArray(String[]::new))
        .param("grounds", answer.grounds().toArray(String[]::new))
        .param("dpv", answer.dpv())
        .param("certainty", answer.certainty().code())
        .param("review", answer.reviewBy())
        .param("source", answer.source())
        .param("nl", answer.reasonNl())
        .param("en", answer.reasonEn())
        .param("any", answer.anyOf().toArray(String[]::new))
        .update();
  }

  /** Deletes what was asked before this day and waits no more, with its answers. */
  int delete(LocalDate before) {
    jdbc.sql(
            """
            delete from sharing.help_answer
             where question_id in (select id from sharing.help_question
                                    where state <> 'open' and asked_on < :before)
            """)
        .param("before", before)
        .update();
    return jdbc.sql(
            "delete from sharing.help_question where state <> 'open' and asked_on < :before")
        .param("before", before)
        .update();
  }

  Optional<HelpQuestion> find(UUID id) {
    return jdbc.sql(
            """
            select q.*, a.*
              from sharing.help_question q
              left join sharing.help_answer a on a.question_id = q.id
             where q.id = :id
            """)
        .param("id", id)
        .query(HelpDeskStore::question)
        .optional();
  }

  /** Reads one and holds it until the transaction ends, so that it is answered once. */
  Optional<HelpQuestion> lock(UUID id) {
    jdbc.sql("select id from sharing.help_question where id = :id for update")
        .param("id", id)
        .query((row, n) -> row.getString(1))
        .optional();
    return find(id);
  }

  Optional<HelpQuestion> byCode(String codeHash) {
    return jdbc.sql("select id from sharing.help_question where code_hash = :hash")
        .param("hash", codeHash)
        .query((row, n) -> row.getObject(1, UUID.class))
        .optional()
        .flatMap(this::find);
  }

  /** Urgent ones first, then who waits longest; the latest first among those that are done. */
  List<HelpQuestion> list(String state, int most, long skipped) {
    return jdbc.sql(
            """
            select q.*, a.*
              from sharing.help_question q
              left join sharing.help_answer a on a.question_id = q.id
             where :state = '' or q.state = :state
             order by q.state <> 'open',
                      case when q.state = 'open' then q.urgency end desc,
                      case when q.state = 'open' then q.asked_on end,
                      q.asked_on desc, q.id
             limit :most offset :skipped
            """)
        .param("state", state)
        .param("most", most)
        .param("skipped", skipped)
        .query(HelpDeskStore::question)
        .list();
  }

  long count(String state) {
    return jdbc.sql(
            "select count(*) from sharing.help_question where :state = '' or state = :state")
        .param("state", state)
        .query(Long.class)
        .single();
  }

  long open() {
    return jdbc.sql("select count(*) from sharing.help_question where state = 'open'")
        .query(Long.class)
        .single();
  }

  boolean isEmpty() {
    return jdbc.sql("select not exists (select from sharing.help_question)")
        .query(Boolean.class)
        .single();
  }

  private static HelpQuestion question(ResultSet row, int n) throws SQLException {
    SharingQuestion question =
        new SharingQuestion(
            row.getString("sender"),
            row.getString("receiver"),
            row.getString("purpose"),
            texts(row, "data"),
            row.getString("subject"),
            row.getString("consent"),
            row.getString("regime"),
            row.getString("urgency"));
    return new HelpQuestion(
        row.getObject("id", UUID.class),
        row.getObject("asked_on", LocalDate.class),
        question,
        row.getString("table_version"),
        row.getString("remark"),
        HelpState.of(row.getString("state")).orElseThrow(),
        row.getString("closed_why"),
        row.getObject("question_id") == null
            ? Optional.empty()
            : Optional.of(answer(row, question)));
  }

  private static CandidateRule answer(ResultSet row, SharingQuestion question) throws SQLException {
    return new CandidateRule(
        question,
        row.getString("area"),
        Decision.of(row.getString("decision")),
        row.getString("modality"),
        texts(row, "conditions"),
        texts(row, "grounds"),
        row.getString("dpv"),
        Certainty.of(row.getString("certainty")),
        row.getObject("review_on", LocalDate.class),
        row.getString("source"),
        row.getString("reason_nl"),
        row.getString("reason_en"),
        Set.of(texts(row, "any_of").toArray(String[]::new)));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
