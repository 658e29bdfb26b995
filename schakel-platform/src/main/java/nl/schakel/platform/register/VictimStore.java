// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.ReportId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reading victims. */
@Repository
class VictimStore {
  private static final String COLUMNS =
      """
      v.id, v.created_at, v.merged_into_victim_id, v.reports, v.first_on, v.lists, v.reporter_types,
      v.forms, v.age_group, v.birth_year, v.sex, v.nationalities, v.nationality_group, v.border,
      v.dossier_type, v.status, v.missing, v.review_since
      """;

  private final JdbcClient jdbc;

  VictimStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Victim> victim(VictimId id) {
    return jdbc.sql("select %s from register.victim v where v.id = :id".formatted(COLUMNS))
        .param("id", id.value())
        .query((row, n) -> victim(row))
        .optional();
  }

  /** Which victims a search is about, before its conditions; empty means all that have reports. */
  record Among(
      Optional<VictimId> victim,
      Optional<List<ReportId>> reports,
      Optional<List<PersonId>> persons) {
    private String where() {
      String source = " and v.id in (select victim_id from register.source where %s = any(:%s))";
      return (victim.isPresent() ? "v.id = :victim" : "v.reports > 0")
          + (reports.isPresent() ? source.formatted("report_id", "reports") : "")
          + (persons.isPresent() ? source.formatted("person_id", "persons") : "");
    }
  }

  /**
   * Newest first; each condition stands there only when it is asked, so that an index serves it.
   */
  List<Victim> page(Among among, VictimSearch search, UUID before, int size) {
    String common =
        among.where()
            + " and v.id < :before"
            + (search.year().isPresent() ? " and v.first_year = :year" : "")
            + (search.sex().isPresent() ? " and v.sex = :sex" : "");
    String one = "(select %s from register.victim v where %s %s order by v.id desc limit :size)";
    String rows =
        search.nationality().isEmpty()
            ? one.formatted(COLUMNS, common, "")
            : one.formatted(COLUMNS, common, "and v.nationality = :nationality")
                + " union all "
                + one.formatted(
                    COLUMNS,
                    common,
                    """
                    and cardinality(v.nationalities) > 1 and v.nationality <> :nationality
                    and v.nationalities @> array[:nationality]::text[]""");
    return jdbc.sql("select * from (%s) v order by id desc limit :size".formatted(rows))
        .param("victim", among.victim().map(VictimId::value).orElse(before))
        .param("reports", RegisterStore.reportIds(among.reports().orElse(List.of())))
        .param(
            "persons",
            among.persons().orElse(List.of()).stream().map(PersonId::value).toArray(UUID[]::new))
        .param("before", before)
        .param("year", search.year().orElse(0))
        .param("sex", search.sex().orElse(""))
        .param("nationality", search.nationality().orElse(""))
        .param("size", size)
        .query((row, n) -> victim(row))
        .list();
  }

  private static Victim victim(ResultSet row) throws SQLException {
    return new Victim(
        new VictimId(row.getObject("id", UUID.class)),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getObject("merged_into_victim_id", UUID.class)).map(VictimId::new),
        row.getInt("reports"),
        Optional.ofNullable(row.getObject("first_on", LocalDate.class)),
        RegisterStore.texts(row, "lists"),
        RegisterStore.texts(row, "reporter_types"),
        RegisterStore.texts(row, "forms"),
        row.getString("age_group"),
        Optional.ofNullable(row.getObject("birth_year", Integer.class)),
        row.getString("sex"),
        RegisterStore.texts(row, "nationalities"),
        row.getString("nationality_group"),
        row.getString("border"),
        row.getString("dossier_type"),
        row.getString("status"),
        RegisterStore.texts(row, "missing"),
        Optional.ofNullable(row.getTimestamp("review_since")).map(Timestamp::toInstant));
  }

  /** Reports of this victim that still have somebody in the vault. */
  List<PersonId> persons(VictimId victim) {
    return jdbc.sql(
            """
            select person_id from register.source
             where victim_id = :victim and person_id is not null
             order by number
            """)
        .param("victim", victim.value())
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  Optional<PersonId> person(VictimId victim, ReportId report) {
    return jdbc.sql(
            """
            select person_id from register.source
             where victim_id = :victim and report_id = :report and person_id is not null
            """)
        .param("victim", victim.value())
        .param("report", report.value())
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Which victim each of these reports is with now. */
  Map<ReportId, VictimId> victims(Collection<ReportId> reports) {
    Map<ReportId, VictimId> victims = new HashMap<>();
    jdbc.sql("select report_id, victim_id from register.source where report_id = any(:reports)")
        .param("reports", RegisterStore.reportIds(reports))
        .query(
            row -> {
              victims.put(
                  new ReportId(row.getObject("report_id", UUID.class)),
                  new VictimId(row.getObject("victim_id", UUID.class)));
            });
    return victims;
  }

  /**
   * Cuts the way from the register to a person who is no longer in the vault, and takes away what
   * was written about that person.
   */
  void forget(PersonId person) {
    jdbc.sql("select register.forget(:person)")
        .param("person", person.value())
        .query((row, n) -> true)
        .single();
  }
}
