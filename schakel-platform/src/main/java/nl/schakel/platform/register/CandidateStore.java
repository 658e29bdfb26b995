// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pairs that a registrar is asked about, or that were linked by their weight. */
@Repository
class CandidateStore {
  /**
   * Questions between the reports of two victims. Each "offset 0" keeps the planner from starting
   * with all open questions, which it takes for few while an import adds them by the thousand.
   */
  private static final String ASKED_BETWEEN =
      """
        from (select report_id from register.source where victim_id = %s offset 0) mine
       cross join lateral (
         select id, state, round, high_report_id as report_id
           from register.candidate where low_report_id = mine.report_id
          union all
         select id, state, round, low_report_id
           from register.candidate where high_report_id = mine.report_id
         offset 0) asked
        join register.source theirs on theirs.report_id = asked.report_id
       where theirs.victim_id = %s
      """;

  /** As register.separated, written out: a function would be called for each pair. */
  private static final String SEPARATED =
      """
        from (select report_id from register.source where victim_id = %s offset 0) mine
       cross join lateral (
         select separation_id, side
           from register.separation_report where report_id = mine.report_id
         offset 0) here
        join register.separation s on s.id = here.separation_id and s.withdrawn_at is null
        join register.separation_report there
          on there.separation_id = s.id and there.side <> here.side
        join register.source theirs on theirs.report_id = there.report_id
       where theirs.victim_id = %s
      """;

  private final JdbcClient jdbc;

  CandidateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Puts pairs before the registrar; a pair that was there before stays as it is, and so does a
   * pair that is one victim already, was said to be two people, has a question open between the
   * same two victims, or was weighed with somebody who was erased meanwhile. Returns those that are
   * new.
   */
  Set<UUID> insert(Collection<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        jdbc.sql(
                """
                with new as materialized (
                  select c.id::uuid, c.low::uuid, c.high::uuid, c.reason,
                         c.weight::double precision, c.model::int, c.steps::text[], c.rank::bigint,
                         c.list, c.since::timestamptz, c.asked_by::uuid,
                         (select s.victim_id from register.source s
                           where s.report_id = c.low::uuid
                             and (c.weight is null or s.person_id is not null)) as one,
                         (select s.victim_id from register.source s
                           where s.report_id = c.high::uuid
                             and (c.weight is null or s.person_id is not null)) as other
                    from unnest(:id, :low, :high, :reason, :weight, :model, :steps, :rank, :list,
                                :since, :asked_by)
                      as c (id, low, high, reason, weight, model, steps, rank, list, since,
                            asked_by))
                insert into register.candidate
                  (id, low_report_id, high_report_id, reason, weight, model_version, steps, rank,
                   list, since, asked_by, state)
                select id, low, high, reason, weight, model, steps, rank, list, since, asked_by,
                       'open'
                  from new
                 where one <> other
                   and not exists (select %s)
                   and not exists (
                     select %s
                       and asked.state in ('open', 'later', 'second'))
                 order by rank, low, high
                on conflict (low_report_id, high_report_id) do nothing
                returning id
                """
                    .formatted(
                        SEPARATED.formatted("new.one", "new.other"),
                        ASKED_BETWEEN.formatted("new.one", "new.other")))
            .params(
                new Columns<>(candidates)
                    .add("id", Candidate::id)
                    .add("low", candidate -> candidate.low().value())
                    .add("high", candidate -> candidate.high().value())
                    .add("reason", candidate -> candidate.reason().code())
                    .add("weight", candidate -> candidate.evidence().map(Evidence::bits))
                    .add("model", candidate -> candidate.evidence().map(Evidence::model))
                    .add(
                        "steps",
                        candidate ->
                            candidate
                                .evidence()
                                .map(Evidence::lines)
                                .map(Columns::arrayLiteral)
                                .orElse("{}"))
                    .add("rank", Candidate::rank)
                    .add("list", Candidate::list)
                    .add("since", Candidate::since)
                    .add("asked_by", candidate -> candidate.askedBy().map(AccountId::value))
                    .toParameters())
            .query(UUID.class)
            .list());
  }

  /** Whether something is asked between these two, or was and was taken back. */
  boolean askedBetween(VictimId one, VictimId other, UUID besides) {
    return jdbc.sql(
            """
            select exists (
              select %s
                 and (asked.state in ('open', 'later', 'second') or asked.round > 1)
                 and asked.id <> :besides)
            """
                .formatted(ASKED_BETWEEN.formatted(":one", ":other")))
        .param("one", one.value())
        .param("other", other.value())
        .param("besides", besides)
        .query(Boolean.class)
        .single();
  }

  /** A list of the trial came in; it counts whatever becomes of it. */
  void insertEncodedList(AccountId by, int pairs, Instant at) {
    jdbc.sql(
            """
            insert into register.encoded_list (id, account_id, pairs, at)
            values (:id, :account, :pairs, :at)
            """)
        .param("id", Generators.timeBasedEpochGenerator().generate())
        .param("account", by.value())
        .param("pairs", pairs)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Pairs of the trial that came in since a moment, taken or refused. */
  int encodedPairs(Instant since) {
    return jdbc.sql(
            "select coalesce(sum(pairs), 0)::int from register.encoded_list where at > :since")
        .param("since", Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  /** Where the reports about these persons are. */
  Map<PersonId, VictimId> victims(Collection<PersonId> persons) {
    Map<PersonId, VictimId> victims = HashMap.newHashMap(persons.size());
    jdbc.sql("select person_id, victim_id from register.source where person_id = any(:persons)")
        .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
        .query(
            row -> {
              victims.put(
                  new PersonId(row.getObject("person_id", UUID.class)),
                  new VictimId(row.getObject("victim_id", UUID.class)));
            });
    return victims;
  }

  VictimId victim(ReportId report) {
    return jdbc.sql("select victim_id from register.source where report_id = :report")
        .param("report", report.value())
        .query((row, n) -> new VictimId(row.getObject(1, UUID.class)))
        .single();
  }

  void insertComparison(
      UUID id, long first, long last, Instant at, Weighing.Counts counts, int found, int linked) {
    jdbc.sql(
            """
            insert into register.comparison
              (id, first_number, last_number, at, reports, pairs, cut, found, linked)
            values (:id, :first, :last, :at, :reports, :pairs, :cut, :found, :linked)
            """)
        .param("id", id)
        .param("first", first)
        .param("last", last)
        .param("at", Timestamp.from(at))
        .param("reports", counts.reports())
        .param("pairs", counts.pairs())
        .param("cut", counts.capped())
        .param("found", found)
        .param("linked", linked)
        .update();
  }
}
