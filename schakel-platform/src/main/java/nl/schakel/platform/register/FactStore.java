// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.ReportId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the facts of victims row by row, for snapshots. */
@Repository
class FactStore {
  private final JdbcClient jdbc;

  FactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void each(int firstYear, int lastYear, Consumer<RegisterFacts.VictimYear> taker) {
    Gathering gathering = new Gathering(taker);
    jdbc.sql(
            """
            select y.victim_id, y.year, v.status, y.reporter_types, y.forms, y.age_group, y.sex, y.nationality_group,
                   v.border, s.report_id, s.reporter_type, s.organisation_id, s.municipalities
              from register.victim_year y
              join register.victim v on v.id = y.victim_id
              left join register.source s on s.victim_id = y.victim_id and s.year = y.year
             where y.counted and y.year between :first and :last
             order by y.victim_id, y.year, s.reported_on, s.number
            """)
        .param("first", firstYear)
        .param("last", lastYear)
        .query(gathering::row);
    gathering.handOut();
  }

  long placed() {
    return jdbc.sql("select count(*) from register.source").query(Long.class).single();
  }

  /** Reports that lead to this person in the vault. */
  Set<ReportId> reportsOf(PersonId person) {
    return jdbc
        .sql("select report_id from register.source where person_id = :person")
        .param("person", person.value())
        .query((row, n) -> new ReportId(row.getObject("report_id", UUID.class)))
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Puts the reports of one victim and year together: they come one after the other. */
  private static final class Gathering {
    private final Consumer<RegisterFacts.VictimYear> taker;
    private RegisterFacts.@Nullable VictimYear now;
    private final List<RegisterFacts.Told> told = new ArrayList<>();

    Gathering(Consumer<RegisterFacts.VictimYear> taker) {
      this.taker = taker;
    }

    void row(ResultSet row) throws SQLException {
      VictimId victim = new VictimId(row.getObject("victim_id", UUID.class));
      int year = row.getInt("year");
      if (now == null || now.year() != year || !now.victim().equals(victim)) {
        handOut();
        now =
            new RegisterFacts.VictimYear(
                victim,
                year,
                row.getString("status"),
                RegisterStore.texts(row, "reporter_types"),
                RegisterStore.texts(row, "forms"),
                row.getString("age_group"),
                row.getString("sex"),
                row.getString("nationality_group"),
                row.getString("border"),
                List.of());
      }
      @Nullable UUID report = row.getObject("report_id", UUID.class);
      if (report != null) {
        told.add(
            new RegisterFacts.Told(
                new ReportId(report),
                row.getString("reporter_type"),
                new OrganisationId(row.getObject("organisation_id", UUID.class)),
                RegisterStore.texts(row, "municipalities")));
      }
    }

    void handOut() {
      if (now != null) {
        taker.accept(
            new RegisterFacts.VictimYear(
                now.victim(),
                now.year(),
                now.status(),
                now.reporterTypes(),
                now.forms(),
                now.ageGroup(),
                now.sex(),
                now.nationalityGroup(),
                now.border(),
                told));
        now = null;
        told.clear();
      }
    }
  }
}
