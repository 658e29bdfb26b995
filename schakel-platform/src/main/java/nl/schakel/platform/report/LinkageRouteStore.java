// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.report.RouteRule.Confirmed;
import nl.schakel.platform.report.RouteRule.Decision;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Decisions on routes: only added, and confirmed once. */
@Repository
class LinkageRouteStore {
  private final JdbcClient jdbc;

  LinkageRouteStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Everything decided about an organisation, earliest first. */
  List<RouteRule> decisions(OrganisationId organisation) {
    return jdbc.sql(
            """
            select id, organisation_id, route, ground, allowed, certainty, valid_from, valid_to, reason,
                   assessment, decided_by, decided_at, confirmed_by, confirmed_at
              from report.route_decision
             where organisation_id = :organisation
             order by id
            """)
        .param("organisation", organisation.value())
        .query((row, n) -> rule(row))
        .list();
  }

  List<RouteRule> latest(int most) {
    return jdbc.sql(
            """
            select id, organisation_id, route, ground, allowed, certainty, valid_from, valid_to, reason,
                   assessment, decided_by, decided_at, confirmed_by, confirmed_at
              from report.route_decision
             order by id desc
             limit :most
            """)
        .param("most", most)
        .query((row, n) -> rule(row))
        .list();
  }

  /** Holds the row until the transaction ends. */
  Optional<RouteRule> lock(OrganisationId organisation, long id) {
    return jdbc.sql(
            """
            select id, organisation_id, route, ground, allowed, certainty, valid_from, valid_to, reason,
                   assessment, decided_by, decided_at, confirmed_by, confirmed_at
              from report.route_decision
             where id = :id and organisation_id = :organisation
               for update
            """)
        .param("id", id)
        .param("organisation", organisation.value())
        .query((row, n) -> rule(row))
        .optional();
  }

  RouteRule insert(RouteRule rule) {
    Decision decision = rule.decision().orElseThrow();
    long id =
        jdbc.sql(
                """
                insert into report.route_decision
                  (organisation_id, route, ground, allowed, certainty, valid_from, valid_to, reason,
                   assessment, decided_by, decided_at)
                values (:organisation, :route, :ground, :allowed, :certainty, :from, :to, :reason,
                   :assessment, :by, :at)
                returning id
                """)
            .param("organisation", decision.organisation().value())
            .param("route", rule.route().code())
            .param("ground", rule.ground())
            .param("allowed", rule.allowed())
            .param("certainty", rule.certainty())
            .param("from", Date.valueOf(rule.validFrom()))
            .param("to", rule.validTo().map(Date::valueOf).orElse(null))
            .param("reason", decision.reason())
            .param("assessment", decision.assessment().orElse(null))
            .param("by", decision.by().value())
            .param("at", Timestamp.from(decision.at()))
            .query(Long.class)
            .single();
    return lock(decision.organisation(), id).orElseThrow();
  }

  void confirm(long id, Confirmed second) {
    jdbc.sql(
            """
            update report.route_decision set confirmed_by = :by, confirmed_at = :at where id = :id
            """)
        .param("id", id)
        .param("by", second.by().value())
        .param("at", Timestamp.from(second.at()))
        .update();
  }

  private static RouteRule rule(ResultSet row) throws SQLException {
    UUID second = row.getObject("confirmed_by", UUID.class);
    return new RouteRule(
        row.getLong("id"),
        "",
        LinkageRoute.of(row.getString("route")).orElseThrow(),
        row.getString("ground"),
        row.getBoolean("allowed"),
        row.getString("ground"),
        row.getString("certainty"),
        row.getObject("valid_from", LocalDate.class),
        Optional.ofNullable(row.getObject("valid_to", LocalDate.class)),
        "",
        Optional.of(
            new Decision(
                new OrganisationId(row.getObject("organisation_id", UUID.class)),
                new AccountId(row.getObject("decided_by", UUID.class)),
                row.getTimestamp("decided_at").toInstant(),
                row.getString("reason"),
                Optional.ofNullable(row.getString("assessment")),
                second == null
                    ? Optional.empty()
                    : Optional.of(
                        new Confirmed(
                            new AccountId(second),
                            row.getTimestamp("confirmed_at").toInstant())))));
  }
}
