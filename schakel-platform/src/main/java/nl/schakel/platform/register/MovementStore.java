// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.identity.KeyKind;
import nl.schakel.platform.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Merges, splits and their undoing, and who was said not to be the same person. */
@Repository
class MovementStore {
  private final JdbcClient jdbc;

  MovementStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Moves reports and decisions and remembers which, so that it can be taken back. */
  void move(Movement movement, Collection<ReportId> reports, Collection<UUID> decisions) {
    jdbc.sql(
            """
            insert into register.movement
              (id, kind, from_victim_id, to_victim_id, reason, account_id, at, undoes_movement_id,
               weight, model_version, by_key)
            values (:id, :kind, :from, :to, :reason, :account, :at, :undoes, :weight, :model, :key)
            """)
        .param("id", movement.id())
        .param("kind", movement.kind().code())
        .param("from", movement.from().value())
        .param("to", movement.to().value())
        .param("reason", movement.reason())
        .param("account", movement.account().value())
        .param("at", Timestamp.from(movement.at()))
        .param("undoes", movement.undoes().orElse(null))
        .param("weight", movement.byModel().map(Movement.ByModel::bits).orElse(null))
        .param("model", movement.byModel().map(Movement.ByModel::version).orElse(null))
        .param("key", movement.byKey().map(KeyKind::name).orElse(null))
        .update();
    jdbc.sql("update register.source set victim_id = :to where report_id = any(:reports)")
        .param("to", movement.to().value())
        .param("reports", RegisterStore.reportIds(reports))
        .update();
    jdbc.sql("update register.decision set victim_id = :to where id = any(:decisions)")
        .param("to", movement.to().value())
        .param("decisions", decisions.toArray(UUID[]::new))
        .update();
    jdbc.sql(
            """
            insert into register.movement_item (movement_id, kind, item_id)
            select :id, 'report', unnest(:reports)
             union all
            select :id, 'decision', unnest(:decisions)
            """)
        .param("id", movement.id())
        .param("reports", RegisterStore.reportIds(reports))
        .param("decisions", decisions.toArray(UUID[]::new))
        .update();
  }

  Optional<Movement> movement(UUID id) {
    return movements("m.id = :id", id).stream().findFirst();
  }

  /** Everything that touched this victim, latest first. */
  List<Movement> history(VictimId victim) {
    return movements("(m.from_victim_id = :id or m.to_victim_id = :id)", victim.value());
  }

  private List<Movement> movements(String which, UUID id) {
    return jdbc.sql(
            """
            select m.id, m.kind, m.from_victim_id, m.to_victim_id, m.reason, m.account_id, m.at,
                   m.undoes_movement_id, m.weight, m.model_version, m.by_key, back.id as undone_by,
                   (select count(*) from register.movement_item i
                     where i.movement_id = m.id and i.kind = 'report') as reports
              from register.movement m
              left join register.movement back on back.undoes_movement_id = m.id
             where %s
             order by m.at desc, m.id desc
            """
                .formatted(which))
        .param("id", id)
        .query(
            (row, n) ->
                new Movement(
                    row.getObject("id", UUID.class),
                    Movement.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                    new VictimId(row.getObject("from_victim_id", UUID.class)),
                    new VictimId(row.getObject("to_victim_id", UUID.class)),
                    row.getString("reason"),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getTimestamp("at").toInstant(),
                    row.getInt("reports"),
                    Optional.ofNullable(row.getObject("undoes_movement_id", UUID.class)),
                    Optional.ofNullable(row.getObject("undone_by", UUID.class)),
                    Optional.ofNullable(row.getObject("model_version", Integer.class))
                        .map(model -> byModel(row, model)),
                    Optional.ofNullable(row.getString("by_key")).map(KeyKind::valueOf)))
        .list();
  }

  /** What went along, as far as it still is where the movement brought it. */
  List<ReportId> reportsStillThere(Movement movement) {
    return jdbc.sql(
            """
            select s.report_id
              from register.movement_item i
              join register.source s on s.report_id = i.item_id and s.victim_id = :to
             where i.movement_id = :id and i.kind = 'report'
            """)
        .param("to", movement.to().value())
        .param("id", movement.id())
        .query((row, n) -> new ReportId(row.getObject(1, UUID.class)))
        .list();
  }

  List<UUID> decisionsStillThere(Movement movement) {
    return jdbc.sql(
            """
            select d.id
              from register.movement_item i
              join register.decision d on d.id = i.item_id and d.victim_id = :to
             where i.movement_id = :id and i.kind = 'decision'
            """)
        .param("to", movement.to().value())
        .param("id", movement.id())
        .query((row, n) -> row.getObject(1, UUID.class))
        .list();
  }

  /** The reports of these two sets are of different people. */
  UUID separate(
      Collection<ReportId> one,
      Collection<ReportId> other,
      String reason,
      AccountId account,
      Instant at,
      Optional<UUID> movement) {
    UUID id = Generators.timeBasedEpochGenerator().generate();
    jdbc.sql(
            """
            insert into register.separation (id, reason, account_id, at, movement_id)
            values (:id, :reason, :account, :at, :movement)
            """)
        .param("id", id)
        .param("reason", reason)
        .param("account", account.value())
        .param("at", Timestamp.from(at))
        .param("movement", movement.orElse(null))
        .update();
    jdbc.sql(
            """
            insert into register.separation_report (separation_id, report_id, side)
            select :id, unnest(:one), 1
             union all
            select :id, unnest(:other), 2
            """)
        .param("id", id)
        .param("one", RegisterStore.reportIds(one))
        .param("other", RegisterStore.reportIds(other))
        .update();
    return id;
  }

  /** A decision that two victims are different people, as seen from one of them. */
  record Separation(UUID id, VictimId other, String reason, AccountId account, Instant at) {}

  List<Separation> separations(VictimId victim) {
    return jdbc.sql(
            """
            select distinct s.id, theirs.victim_id, s.reason, s.account_id, s.at
              from register.source mine
              join register.separation_report here on here.report_id = mine.report_id
              join register.separation s on s.id = here.separation_id and s.withdrawn_at is null
              join register.separation_report there
                on there.separation_id = s.id and there.side <> here.side
              join register.source theirs on theirs.report_id = there.report_id
             where mine.victim_id = :victim and theirs.victim_id <> :victim
             order by s.at desc
            """)
        .param("victim", victim.value())
        .query(
            (row, n) ->
                new Separation(
                    row.getObject("id", UUID.class),
                    new VictimId(row.getObject("victim_id", UUID.class)),
                    row.getString("reason"),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  boolean separated(VictimId one, VictimId other) {
    return jdbc.sql("select register.separated(:one, :other)")
        .param("one", one.value())
        .param("other", other.value())
        .query((row, n) -> row.getBoolean(1))
        .single();
  }

  void withdrawSeparation(UUID separation, AccountId by, String reason, Instant at) {
    jdbc.sql(
            """
            update register.separation
               set withdrawn_at = :at, withdrawn_by = :by, withdrawn_reason = :reason
             where id = :id and withdrawn_at is null
            """)
        .param("at", Timestamp.from(at))
        .param("by", by.value())
        .param("reason", reason)
        .param("id", separation)
        .update();
    reopen("separation_id", separation);
  }

  void withdrawSeparationOf(UUID movement, AccountId by, String reason, Instant at) {
    jdbc.sql("select id from register.separation where movement_id = :movement")
        .param("movement", movement)
        .query((row, n) -> row.getObject(1, UUID.class))
        .list()
        .forEach(separation -> withdrawSeparation(separation, by, reason, at));
  }

  /** Questions that this movement answered are open again. */
  void reopenAnsweredBy(UUID movement) {
    reopen("movement_id", movement);
  }

  private void reopen(String answeredBy, UUID id) {
    jdbc.sql(
            """
            update register.candidate
               set state = 'open', decided_at = null, decided_by = null, decided_reason = null,
                   movement_id = null, separation_id = null, round = round + 1
             where %s = :id
            """
                .formatted(answeredBy))
        .param("id", id)
        .update();
  }

  /** Questions about two reports that are of one victim now are answered. */
  void answerWithin(VictimId victim, Movement movement) {
    jdbc.sql(
            """
            update register.candidate c
               set state = 'same', decided_at = :at, decided_by = :by, decided_reason = :reason,
                   movement_id = :movement
              from register.source low, register.source high
             where c.state in ('open', 'later', 'second')
               and low.report_id = c.low_report_id and high.report_id = c.high_report_id
               and low.victim_id = :victim and high.victim_id = :victim
               and c.id in (
                 select q.id from register.source s join register.candidate q on q.low_report_id = s.report_id
                  where s.victim_id = :victim)
            """)
        .param("at", Timestamp.from(movement.at()))
        .param("by", movement.account().value())
        .param("reason", movement.reason())
        .param("movement", movement.id())
        .param("victim", victim.value())
        .update();
  }

  /** Questions between these two victims are answered: not the same. */
  void answerBetween(
      VictimId one, VictimId other, UUID separation, AccountId by, String reason, Instant at) {
    jdbc.sql(
            """
            update register.candidate c
               set state = 'not-same', decided_at = :at, decided_by = :by,
                   decided_reason = :reason, separation_id = :separation
             where c.state in ('open', 'later', 'second')
               and c.id in (
                 select q.id
                   from register.source low
                   join register.candidate q on q.low_report_id = low.report_id
                   join register.source high on high.report_id = q.high_report_id
                  where (low.victim_id = :one and high.victim_id = :other)
                     or (low.victim_id = :other and high.victim_id = :one))
            """)
        .param("at", Timestamp.from(at))
        .param("by", by.value())
        .param("reason", reason)
        .param("separation", separation)
        .param("one", one.value())
        .param("other", other.value())
        .update();
  }

  void postpone(UUID candidate, AccountId by, String reason, Instant at) {
    jdbc.sql(
            """
            update register.candidate
               set since = :at, rank = extract(epoch from :at::timestamptz)::bigint,
                   -- A question that waits for a second reader keeps waiting for one.
                   state = case state when 'second' then 'second' else 'later' end,
                   decided_at = case when state <> 'second' then :at::timestamptz end,
                   decided_by = case when state <> 'second' then :by::uuid end,
                   decided_reason = case when state <> 'second' then :reason end
             where id = :id and state in ('open', 'later', 'second')
            """)
        .param("at", Timestamp.from(at))
        .param("by", by.value())
        .param("reason", reason)
        .param("id", candidate)
        .update();
  }

  /** Two victims that a question is about, the one that was known first as the first. */
  record Question(
      UUID id, VictimId one, VictimId other, Candidate candidate, String state, int round) {
    /** Whether somebody is to answer. */
    boolean waits() {
      return List.of("open", "later", "second").contains(state);
    }
  }

  Optional<Question> question(UUID candidate) {
    return questions("c.id = :id", candidate).stream().findFirst();
  }

  /** Open questions about this victim. */
  List<Question> questionsAbout(VictimId victim) {
    return questions(
        """
        c.state in ('open', 'later', 'second') and c.id in (
          select q.id from register.source s join register.candidate q on q.low_report_id = s.report_id
           where s.victim_id = :id
           union
          select q.id from register.source s join register.candidate q on q.high_report_id = s.report_id
           where s.victim_id = :id)""",
        victim.value());
  }

  private List<Question> questions(String which, UUID id) {
    return jdbc.sql(
            """
            select c.id, least(low.victim_id, high.victim_id) as one,
                   greatest(low.victim_id, high.victim_id) as other, c.low_report_id,
                   c.high_report_id, c.reason, c.weight, c.model_version, c.steps, c.rank, c.list,
                   c.since, c.asked_by, c.state, c.round
              from register.candidate c
              join register.source low on low.report_id = c.low_report_id
              join register.source high on high.report_id = c.high_report_id
             where %s
             order by c.rank, c.id
             limit 50
            """
                .formatted(which))
        .param("id", id)
        .query(
            (row, n) ->
                new Question(
                    row.getObject("id", UUID.class),
                    new VictimId(row.getObject("one", UUID.class)),
                    new VictimId(row.getObject("other", UUID.class)),
                    new Candidate(
                        row.getObject("id", UUID.class),
                        new ReportId(row.getObject("low_report_id", UUID.class)),
                        new ReportId(row.getObject("high_report_id", UUID.class)),
                        Candidate.Reason.of(row.getString("reason")),
                        Optional.ofNullable(row.getObject("model_version", Integer.class))
                            .map(model -> evidence(row, model)),
                        Math.max(0, -row.getLong("rank") / 1000.0),
                        row.getString("list"),
                        row.getTimestamp("since").toInstant(),
                        Optional.ofNullable(row.getObject("asked_by", UUID.class))
                            .map(AccountId::new)),
                    row.getString("state"),
                    row.getInt("round")))
        .list();
  }

  private static Evidence evidence(ResultSet row, int model) {
    try {
      return Evidence.read(row.getDouble("weight"), model, RegisterStore.texts(row, "steps"));
    } catch (SQLException e) {
      throw new IllegalStateException("A weight could not be read", e);
    }
  }

  private static Movement.ByModel byModel(ResultSet row, int model) {
    try {
      return new Movement.ByModel(model, row.getDouble("weight"));
    } catch (SQLException e) {
      throw new IllegalStateException("A weight could not be read", e);
    }
  }

  /** Somebody decided and another one is to look. */
  void awaitSecond(UUID candidate) {
    jdbc.sql(
            """
            update register.candidate
               set state = 'second', decided_at = null, decided_by = null, decided_reason = null
             where id = :id and state in ('open', 'later', 'second')
            """)
        .param("id", candidate)
        .update();
  }
}
