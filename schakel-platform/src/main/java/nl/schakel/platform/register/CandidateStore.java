// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pairs that a registrar is asked about, and pairs that were said to be different people. */
@Repository
class CandidateStore {
  private final JdbcClient jdbc;

  CandidateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Puts pairs before the registrar; a pair that was there before stays as it is, and so does a
   * pair that is one victim already or was said to be two people. Returns how many were new.
   */
  int insert(Collection<Candidate> candidates) {
    return jdbc.sql(
            """
            insert into register.candidate
              (id, low_report_id, high_report_id, reason, points, agrees, differs, list, since, state)
            select c.id::uuid, c.low::uuid, c.high::uuid, c.reason, c.points::int,
                   c.agrees::text[], c.differs::text[], c.list, c.since::timestamptz, 'open'
              from unnest(:id, :low, :high, :reason, :points, :agrees, :differs, :list, :since)
                as c (id, low, high, reason, points, agrees, differs, list, since)
              join register.source one on one.report_id = c.low::uuid
              join register.source other on other.report_id = c.high::uuid
             where one.victim_id <> other.victim_id
               and not register.separated(one.victim_id, other.victim_id)
            on conflict (low_report_id, high_report_id) do nothing
            """)
        .params(
            new Columns<>(candidates)
                .add("id", Candidate::id)
                .add("low", candidate -> candidate.low().value())
                .add("high", candidate -> candidate.high().value())
                .add("reason", candidate -> candidate.reason().code())
                .add("points", Candidate::points)
                .add("agrees", Candidate::agrees)
                .add("differs", Candidate::differs)
                .add("list", Candidate::list)
                .add("since", Candidate::since)
                .toParameters())
        .update();
  }
}
