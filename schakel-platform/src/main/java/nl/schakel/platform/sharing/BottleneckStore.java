// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Feedback and the bottlenecks that came of it. */
@Repository
class BottleneckStore {
  private final JdbcClient jdbc;

  BottleneckStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(RuleFeedback feedback, LocalDate day) {
    SharingQuestion question = feedback.question();
    jdbc.sql(
            """
            insert into sharing.feedback
              (given_on, subject, verdict, remark, sender, receiver, purpose, table_version)
            values (:day, :subject, :verdict, :remark, :sender, :receiver, :purpose, :version)
            """)
        .param("day", day)
        .param("subject", feedback.subject())
        .param("verdict", feedback.verdict().code())
        .param("remark", feedback.remark())
        .param("sender", question.sender())
        .param("receiver", question.receiver())
        .param("purpose", question.purpose())
        .param("version", feedback.tableVersion())
        .update();
  }

  boolean hasFeedback() {
    return jdbc.sql("select exists (select from sharing.feedback)").query(Boolean.class).single();
  }

  /** Opens a bottleneck, unless the subject has one already. */
  boolean insert(UUID id, String subject, String title, Instant at) {
    return jdbc.sql(
                """
                insert into sharing.bottleneck
                  (id, subject, title, opened_at, state, barrier, remedy, plan, version)
                values (:id, :subject, :title, :at, 'open', 'undecided', 'undecided', '', 1)
                on conflict (subject) do nothing
                """)
            .param("id", id)
            .param("subject", subject)
            .param("title", title)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  void update(Bottleneck one) {
    jdbc.sql(
            """
            update sharing.bottleneck
               set state = :state, barrier = :barrier, owner_id = :owner, remedy = :remedy,
                   plan = :plan, due_on = :due, version = version + 1
             where id = :id
            """)
        .param("state", one.state().code())
        .param("barrier", one.barrier().code())
        .param("owner", one.owner().map(OrganisationId::value).orElse(null))
        .param("remedy", one.remedy().code())
        .param("plan", one.plan())
        .param("due", one.dueOn().orElse(null))
        .param("id", one.id())
        .update();
  }

  void insertChange(Bottleneck one, Optional<AccountId> by, String note, Instant at) {
    jdbc.sql(
            """
            insert into sharing.bottleneck_change
              (bottleneck_id, changed_at, account_id, state, barrier, owner_id, remedy, note)
            values (:bottleneck, :at, :account, :state, :barrier, :owner, :remedy, :note)
            """)
        .param("bottleneck", one.id())
        .param("at", Timestamp.from(at))
        .param("account", by.map(AccountId::value).orElse(null))
        .param("state", one.state().code())
        .param("barrier", one.barrier().code())
        .param("owner", one.owner().map(OrganisationId::value).orElse(null))
        .param("remedy", one.remedy().code())
        .param("note", note)
        .update();
  }

  Optional<Bottleneck> find(UUID id) {
    return jdbc.sql(
            """
            select b.*, f.clear, f.unclear, f.wrong
              from sharing.bottleneck b
              left join (select subject,
                                count(*) filter (where verdict = 'clear') as clear,
                                count(*) filter (where verdict = 'unclear') as unclear,
                                count(*) filter (where verdict = 'wrong') as wrong
                           from sharing.feedback group by subject) f using (subject)
             where b.id = :id
            """)
        .param("id", id)
        .query(BottleneckStore::bottleneck)
        .optional();
  }

  /** Reads one and holds it until the transaction ends, so that nobody else changes it. */
  Optional<Bottleneck> lock(UUID id) {
    jdbc.sql("select id from sharing.bottleneck where id = :id for update")
        .param("id", id)
        .query((row, n) -> row.getString(1))
        .optional();
    return find(id);
  }

  Optional<UUID> idOf(String subject) {
    return jdbc.sql("select id from sharing.bottleneck where subject = :subject")
        .param("subject", subject)
        .query((row, n) -> row.getObject(1, UUID.class))
        .optional();
  }

  /** What fits the filter: what is not finished first, then where most people got stuck. */
  List<Bottleneck> list(Bottlenecks.Filter filter, int most) {
    return jdbc.sql(
            """
            select b.*, f.clear, f.unclear, f.wrong
              from sharing.bottleneck b
              left join (select subject,
                                count(*) filter (where verdict = 'clear') as clear,
                                count(*) filter (where verdict = 'unclear') as unclear,
                                count(*) filter (where verdict = 'wrong') as wrong
                           from sharing.feedback group by subject) f using (subject)
             where (:state = '' or b.state = :state)
               and (:barrier = '' or b.barrier = :barrier)
               and (:remedy = '' or b.remedy = :remedy)
               and (:owner = '' or b.owner_id = nullif(:owner, '')::uuid)
             order by b.state in ('solved', 'dropped'),
                      coalesce(f.unclear + f.wrong, 0) desc, b.opened_at, b.id
             limit :most
            """)
        .param("state", filter.state())
        .param("barrier", filter.barrier())
        .param("remedy", filter.remedy())
        .param("owner", filter.owner())
        .param("most", most)
        .query(BottleneckStore::bottleneck)
        .list();
  }

  private static Bottleneck bottleneck(ResultSet row, int n) throws SQLException {
    return new Bottleneck(
        row.getObject("id", UUID.class),
        row.getString("subject"),
        row.getString("title"),
        row.getTimestamp("opened_at").toInstant(),
        BottleneckState.of(row.getString("state")).orElseThrow(),
        Barrier.of(row.getString("barrier")).orElseThrow(),
        owner(row),
        Remedy.of(row.getString("remedy")).orElseThrow(),
        row.getString("plan"),
        Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
        row.getInt("version"),
        new Bottleneck.Counts(row.getLong("clear"), row.getLong("unclear"), row.getLong("wrong")));
  }

  private static Optional<OrganisationId> owner(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getObject("owner_id", UUID.class)).map(OrganisationId::new);
  }

  List<Bottlenecks.Change> changes(UUID bottleneck) {
    return jdbc.sql(
            """
            select changed_at, account_id, state, barrier, owner_id, remedy, note
              from sharing.bottleneck_change
             where bottleneck_id = :bottleneck
             order by id desc
            """)
        .param("bottleneck", bottleneck)
        .query(
            (row, n) ->
                new Bottlenecks.Change(
                    row.getTimestamp("changed_at").toInstant(),
                    Optional.ofNullable(row.getObject("account_id", UUID.class))
                        .map(AccountId::new),
                    BottleneckState.of(row.getString("state")).orElseThrow(),
                    Barrier.of(row.getString("barrier")).orElseThrow(),
                    owner(row),
                    Remedy.of(row.getString("remedy")).orElseThrow(),
                    row.getString("note")))
        .list();
  }

  /** What people wrote, the latest first. */
  List<Bottlenecks.Remark> remarks(String subject, int most) {
    return jdbc.sql(
            """
            select given_on, verdict, remark, sender, receiver, purpose
              from sharing.feedback
             where subject = :subject and remark <> ''
             order by id desc
             limit :most
            """)
        .param("subject", subject)
        .param("most", most)
        .query(
            (row, n) ->
                new Bottlenecks.Remark(
                    row.getObject("given_on", LocalDate.class),
                    RuleVerdict.of(row.getString("verdict")).orElseThrow(),
                    row.getString("remark"),
                    row.getString("sender"),
                    row.getString("receiver"),
                    row.getString("purpose")))
        .list();
  }

  /** Deletes the words of what was given before this day; the verdicts stay. */
  int emptyRemarks(LocalDate before) {
    return jdbc.sql(
            "update sharing.feedback set remark = '' where remark <> '' and given_on < :before")
        .param("before", before)
        .update();
  }

  /** How often each rule was judged, where most people got stuck first. */
  List<Bottlenecks.Judged> judged(int most) {
    return jdbc.sql(
            """
            select subject,
                   count(*) filter (where verdict = 'clear') as clear,
                   count(*) filter (where verdict = 'unclear') as unclear,
                   count(*) filter (where verdict = 'wrong') as wrong
              from sharing.feedback
             group by subject
             order by count(*) filter (where verdict <> 'clear') desc, count(*) desc, subject
             limit :most
            """)
        .param("most", most)
        .query(
            (row, n) ->
                new Bottlenecks.Judged(
                    row.getString("subject"),
                    new Bottleneck.Counts(
                        row.getLong("clear"), row.getLong("unclear"), row.getLong("wrong"))))
        .list();
  }

  List<OrganisationId> owners() {
    return jdbc.sql("select distinct owner_id from sharing.bottleneck where owner_id is not null")
        .query((row, n) -> new OrganisationId(row.getObject(1, UUID.class)))
        .list();
  }

  long open() {
    return jdbc.sql("select count(*) from sharing.bottleneck where state = 'open'")
        .query(Long.class)
        .single();
  }
}
