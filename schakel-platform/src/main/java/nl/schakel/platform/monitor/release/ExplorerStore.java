// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
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

  void keep(
      FrozenSetId set, Actor actor, Instant at, String asked, Optional<PublishedTable> shown) {
    jdbc.sql(
            """
            insert into monitor.explorer_query
              (set_id, organisation_id, account_id, asked_at, specification, outcome, published)
            values (:set, :organisation, :account, :at, :asked, :outcome, :published)
            """)
        .param("set", set.value())
        .param("organisation", actor.organisation().value())
        .param("account", actor.account().value())
        .param("at", Timestamp.from(at))
        .param("asked", asked)
        .param("outcome", shown.isPresent() ? "shown" : "refused")
        .param("published", shown.map(ReleaseStore::text).orElse(null))
        .update();
  }

  Optional<PublishedTable> shown(FrozenSetId set, OrganisationId organisation, String asked) {
    return jdbc.sql(
            """
            select published from monitor.explorer_query
             where set_id = :set and organisation_id = :organisation
               and specification = :asked and published is not null
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
