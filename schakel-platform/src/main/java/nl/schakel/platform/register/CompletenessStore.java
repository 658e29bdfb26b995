// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of filled fields. */
@Repository
class CompletenessStore {
  private final JdbcClient jdbc;

  CompletenessStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Row(OrganisationId organisation, CompletenessFigures.Field field) {}

  List<Row> fields(int year, Optional<OrganisationId> only) {
    return jdbc.sql(
            """
            select organisation_id, field, sum(required) as required, sum(allowed) as allowed,
                   sum(known) as known, sum(unknown) as unknown
              from register.completeness
             where year = :year and (:only::uuid is null or organisation_id = :only::uuid)
             group by organisation_id, field
             order by organisation_id, sum(known)::numeric / sum(allowed), field
            """)
        .param("year", year)
        .param("only", only.map(OrganisationId::value).orElse(null))
        .query(
            (row, n) ->
                new Row(
                    new OrganisationId(row.getObject("organisation_id", UUID.class)),
                    new CompletenessFigures.Field(
                        row.getString("field"),
                        row.getLong("required"),
                        row.getLong("allowed"),
                        row.getLong("known"),
                        row.getLong("unknown"))))
        .list();
  }

  List<Integer> years(Optional<OrganisationId> only) {
    return jdbc.sql(
            """
            select distinct year from register.completeness
             where :only::uuid is null or organisation_id = :only::uuid
             order by year desc
            """)
        .param("only", only.map(OrganisationId::value).orElse(null))
        .query((row, n) -> row.getInt(1))
        .list();
  }

  void add(Map<Completeness.Cell, Completeness.Count> counts) {
    jdbc.sql(
            """
            insert into register.completeness as c
              (organisation_id, reporter_type, year, field, required, allowed, known, unknown)
            select n.organisation::uuid, n.reporter_type, n.year::int, n.field, n.required::bigint,
                   n.allowed::bigint, n.known::bigint, n.unknown::bigint
              from unnest(:organisation, :reporter_type, :year, :field, :required, :allowed, :known,
                          :unknown)
                as n (organisation, reporter_type, year, field, required, allowed, known, unknown)
            on conflict (organisation_id, year, reporter_type, field) do update
               set required = c.required + excluded.required,
                   allowed = c.allowed + excluded.allowed,
                   known = c.known + excluded.known,
                   unknown = c.unknown + excluded.unknown
            """)
        .params(
            new Columns<>(counts.entrySet())
                .add("organisation", entry -> entry.getKey().organisation())
                .add("reporter_type", entry -> entry.getKey().reporterType())
                .add("year", entry -> entry.getKey().year())
                .add("field", entry -> entry.getKey().field())
                .add("required", entry -> entry.getValue().required)
                .add("allowed", entry -> entry.getValue().allowed)
                .add("known", entry -> entry.getValue().known)
                .add("unknown", entry -> entry.getValue().unknown)
                .toParameters())
        .update();
  }
}
