// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What registrars answered, blind and with the weight in view. */
@Repository
class JudgementStore {
  private final JdbcClient jdbc;

  JudgementStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of this round, the first given first. */
  List<Judgement> of(UUID candidate, int round) {
    return jdbc.sql(
            """
            select id, account_id, blind_answer, blind_reason, blind_at, final_answer,
                   final_reason, final_at
              from register.judgement
             where candidate_id = :candidate and round = :round
             order by blind_at, id
            """)
        .param("candidate", candidate)
        .param("round", round)
        .query((row, n) -> judgement(row))
        .list();
  }

  private static Judgement judgement(ResultSet row) throws SQLException {
    @Nullable Timestamp decided = row.getTimestamp("final_at");
    return new Judgement(
        row.getObject("id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        Judgement.Answer.of(row.getString("blind_answer")).orElseThrow(),
        row.getString("blind_reason"),
        row.getTimestamp("blind_at").toInstant(),
        decided == null
            ? Optional.empty()
            : Optional.of(
                new Judgement.Decided(
                    Judgement.Answer.of(row.getString("final_answer")).orElseThrow(),
                    row.getString("final_reason"),
                    decided.toInstant())));
  }

  void insertBlind(
      MovementStore.Question question,
      AccountId account,
      Judgement.Answer answer,
      String reason,
      Instant at) {
    Optional<Evidence> shown = question.candidate().evidence();
    jdbc.sql(
            """
            insert into register.judgement
              (id, candidate_id, round, account_id, blind_answer, blind_reason, blind_at, weight,
               model_version)
            values (:id, :candidate, :round, :account, :answer, :reason, :at, :weight, :model)
            on conflict (candidate_id, round, account_id) do nothing
            """)
        .param("id", Generators.timeBasedEpochGenerator().generate())
        .param("candidate", question.id())
        .param("round", question.round())
        .param("account", account.value())
        .param("answer", answer.code())
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("weight", shown.map(Evidence::bits).orElse(null))
        .param("model", shown.map(Evidence::model).orElse(null))
        .update();
  }

  void decide(UUID judgement, Judgement.Answer answer, String reason, Instant at) {
    jdbc.sql(
            """
            update register.judgement
               set final_answer = :answer, final_reason = :reason, final_at = :at
             where id = :id
            """)
        .param("answer", answer.code())
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("id", judgement)
        .update();
  }

  /**
   * First answers that were blind and tell nobody anything any more: of the first round, because
   * the weight could be seen after it, and of questions that do not wait.
   */
  private static final String BLIND =
      """
        from register.judgement j
        join register.candidate c on c.id = j.candidate_id
       where j.round = 1 and (c.round > 1 or c.state in ('same', 'not-same'))
      """;

  /** First answers of two readers of one question, as a table of counts. */
  Agreement betweenReaders() {
    return jdbc.sql(
            """
            with numbered as (
              select j.candidate_id, j.blind_answer,
                     row_number() over (partition by j.candidate_id order by j.blind_at, j.id) as n
              %s)
            select count(*) filter (where a.blind_answer = 'same' and b.blind_answer = 'same') as both,
                   count(*) filter (where a.blind_answer = 'same' and b.blind_answer <> 'same') as first_only,
                   count(*) filter (where a.blind_answer <> 'same' and b.blind_answer = 'same') as second_only,
                   count(*) filter (where a.blind_answer <> 'same' and b.blind_answer <> 'same') as neither
              from numbered a
              join numbered b using (candidate_id)
             where a.n = 1 and b.n = 2
            """
                .formatted(BLIND))
        .query((row, n) -> agreement(row))
        .single();
  }

  /** First answers against whether the weight speaks for one person, as a table of counts. */
  Agreement withModel() {
    return jdbc.sql(
            """
            select count(*) filter (where j.blind_answer = 'same' and j.weight >= 0) as both,
                   count(*) filter (where j.blind_answer = 'same' and j.weight < 0) as first_only,
                   count(*) filter (where j.blind_answer <> 'same' and j.weight >= 0) as second_only,
                   count(*) filter (where j.blind_answer <> 'same' and j.weight < 0) as neither
            %s
               and j.weight is not null
            """
                .formatted(BLIND))
        .query((row, n) -> agreement(row))
        .single();
  }

  private static Agreement agreement(ResultSet row) throws SQLException {
    return new Agreement(
        row.getLong("both"),
        row.getLong("first_only"),
        row.getLong("second_only"),
        row.getLong("neither"));
  }

  /** A question that people answered, with what was found when it was weighed. */
  record Answered(Evidence evidence, boolean same) {}

  List<Answered> answered() {
    return jdbc.sql(
            """
            select c.weight, c.model_version, c.steps, c.state
              from register.candidate c
             where c.weight is not null and c.state in ('same', 'not-same')
               and exists (
                 select from register.judgement j
                  where j.candidate_id = c.id and j.round = c.round and j.final_answer = c.state)
             order by c.id
            """)
        .query(
            (row, n) ->
                new Answered(
                    Evidence.read(
                        row.getDouble("weight"),
                        row.getInt("model_version"),
                        RegisterStore.texts(row, "steps")),
                    row.getString("state").equals("same")))
        .list();
  }

  /** Answers by weight, in bands of so many bits, the lowest first. */
  List<AnsweredBand> answeredBands(int bits) {
    return jdbc.sql(
            """
            select floor(c.weight / :bits)::int * :bits as low, count(*) as answered,
                   count(*) filter (where c.state = 'same') as same,
                   avg(1 / (1 + power(2, -c.weight))) as expected
              from register.candidate c
             where c.weight between -100 and 100 and c.state in ('same', 'not-same')
               and exists (
                 select from register.judgement j
                  where j.candidate_id = c.id and j.round = c.round and j.final_answer = c.state)
             group by 1
             order by 1
            """)
        .param("bits", bits)
        .query(
            (row, n) ->
                new AnsweredBand(
                    row.getInt("low"),
                    row.getInt("low") + bits,
                    row.getLong("answered"),
                    row.getLong("same"),
                    row.getDouble("expected")))
        .list();
  }

  /** Questions that people answered, those that were asked first before. */
  List<AnsweredQuestion> answeredAfter(UUID after, int size) {
    return jdbc.sql(
            """
            select c.id, c.reason, c.state, c.decided_at, c.weight, c.model_version, c.steps,
                   array(select j.blind_answer from register.judgement j
                          where j.candidate_id = c.id and j.round = c.round
                          order by j.blind_at, j.id) as firsts
              from register.candidate c
             where c.id > :after and c.state in ('same', 'not-same')
               and exists (
                 select from register.judgement j
                  where j.candidate_id = c.id and j.round = c.round and j.final_answer = c.state)
             order by c.id
             limit :size
            """)
        .param("after", after)
        .param("size", size)
        .query(
            (row, n) ->
                new AnsweredQuestion(
                    row.getObject("id", UUID.class),
                    row.getString("reason"),
                    row.getTimestamp("decided_at").toInstant(),
                    row.getString("state"),
                    RegisterStore.texts(row, "firsts"),
                    evidence(row)))
        .list();
  }

  private static Optional<Evidence> evidence(ResultSet row) throws SQLException {
    return row.getObject("weight") == null
        ? Optional.empty()
        : Optional.of(
            Evidence.read(
                row.getDouble("weight"),
                row.getInt("model_version"),
                RegisterStore.texts(row, "steps")));
  }

  /** How many questions have a weight of so many whole bits. */
  long asked(int bits) {
    return jdbc.sql(
            """
            select count(*) from register.candidate
             where weight >= :bits and weight < :bits + 1 and reason = 'near'
            """)
        .param("bits", bits)
        .query(Long.class)
        .single();
  }
}
