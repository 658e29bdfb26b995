// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of questions at the explorer. */
@Repository
class ExplorerStore {
  private static final String ELSEWHERE =
      """
        from monitor.explorer_query q join monitor.frozen_set s on s.id = q.set_id
       where q.set_id <> :set and q.organisation_id = :organisation and q.published is not null
         and s.first_year <= :last and s.last_year >= :first
      """;

  private final JdbcClient jdbc;

  ExplorerStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A question that was answered with a table. */
  record Answered(String asked, PublishedTable shown) {}

  /** A question that was refused, and what it was judged with. */
  record RefusedBefore(Refusal refusal, String judgedWith) {}

  void keep(FrozenSetId set, Actor actor, Instant at, String asked, PublishedTable shown) {
    keep(set, actor, at, asked, "shown", ReleaseStore.text(shown), null, null);
  }

  void keep(
      FrozenSetId set, Actor actor, Instant at, String asked, Refusal refusal, String judgedWith) {
    keep(set, actor, at, asked, "refused", null, ReleaseStore.text(refusal), judgedWith);
  }

  private void keep(
      FrozenSetId set,
      Actor actor,
      Instant at,
      String asked,
      String outcome,
      @Nullable String shown,
      @Nullable String refusal,
      @Nullable String judgedWith) {
    jdbc.sql(
            """
            insert into monitor.explorer_query
              (set_id, organisation_id, account_id, asked_at, specification, outcome, published,
               refusal, judged_with)
            values
              (:set, :organisation, :account, :at, :asked, :outcome, :published, :refusal,
               :judgedWith)
            """)
        .param("set", set.value())
        .param("organisation", actor.organisation().value())
        .param("account", actor.account().value())
        .param("at", Timestamp.from(at))
        .param("asked", asked)
        .param("outcome", outcome)
        .param("published", shown)
        .param("refusal", refusal)
        .param("judgedWith", judgedWith)
        .update();
  }

  /** The last time that the question was refused. */
  Optional<RefusedBefore> refused(FrozenSetId set, OrganisationId organisation, String asked) {
    return jdbc.sql(
            """
            select refusal, judged_with from monitor.explorer_query
             where set_id = :set and organisation_id = :organisation
               and md5(specification) = md5(:asked) and specification = :asked
               and refusal is not null
             order by id desc limit 1
            """)
        .param("set", set.value())
        .param("organisation", organisation.value())
        .param("asked", asked)
        .query(
            (row, n) ->
                new RefusedBefore(
                    ReleaseStore.readRefusal(row.getString("refusal")),
                    row.getString("judged_with")))
        .optional();
  }

  Optional<PublishedTable> shown(FrozenSetId set, OrganisationId organisation, String asked) {
    return jdbc.sql(
            """
            select published from monitor.explorer_query
             where set_id = :set and organisation_id = :organisation
               and md5(specification) = md5(:asked) and specification = :asked
               and published is not null
             order by id limit 1
            """)
        .param("set", set.value())
        .param("organisation", organisation.value())
        .param("asked", asked)
        .query(String.class)
        .optional()
        .map(ReleaseStore::readTable);
  }

  List<Answered> answered(FrozenSetId set, OrganisationId organisation) {
    return jdbc.sql(
            """
            select specification, published from monitor.explorer_query
             where set_id = :set and organisation_id = :organisation and published is not null
             order by id
            """)
        .param("set", set.value())
        .param("organisation", organisation.value())
        .query(
            (row, n) ->
                new Answered(
                    row.getString("specification"),
                    ReleaseStore.readTable(row.getString("published"))))
        .list();
  }

  /** An answer over another set. */
  record Elsewhere(FrozenSetId set, String asked, PublishedTable shown) {}

  /** Answers to an organisation over other sets with years of this one, in order. */
  List<Elsewhere> elsewhere(FrozenSet set, OrganisationId organisation) {
    return jdbc.sql(
            """
            select q.set_id, q.specification, q.published
            """
                + ELSEWHERE
                + " order by q.id")
        .param("set", set.id().value())
        .param("organisation", organisation.value())
        .param("first", set.firstYear())
        .param("last", set.lastYear())
        .query(
            (row, n) ->
                new Elsewhere(
                    new FrozenSetId(row.getObject("set_id", UUID.class)),
                    row.getString("specification"),
                    ReleaseStore.readTable(row.getString("published"))))
        .list();
  }

  long countElsewhere(FrozenSet set, OrganisationId organisation) {
    return jdbc.sql("select count(*)\n" + ELSEWHERE)
        .param("set", set.id().value())
        .param("organisation", organisation.value())
        .param("first", set.firstYear())
        .param("last", set.lastYear())
        .query(Long.class)
        .single();
  }

  long count(FrozenSetId set, OrganisationId organisation) {
    return jdbc.sql(
            """
            select count(*) from monitor.explorer_query
             where set_id = :set and organisation_id = :organisation and published is not null
            """)
        .param("set", set.value())
        .param("organisation", organisation.value())
        .query(Long.class)
        .single();
  }
}
