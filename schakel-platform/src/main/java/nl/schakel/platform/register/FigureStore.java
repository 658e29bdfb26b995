// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts that the database keeps up to date by itself. */
@Repository
class FigureStore {
  private final JdbcClient jdbc;

  FigureStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<RegisterFigures.YearCount> counts(String dimension, int firstYear, int lastYear) {
    return jdbc.sql(
            """
            select year, value, victims
              from register.figure_tally
             where dimension = :dimension and year between :first and :last and victims > 0
             order by year, value
            """)
        .param("dimension", dimension)
        .param("first", firstYear)
        .param("last", lastYear)
        .query(
            (row, n) ->
                new RegisterFigures.YearCount(
                    row.getInt("year"), row.getString("value"), row.getLong("victims")))
        .list();
  }

  /** Year 0 is all years together. */
  Map<Set<String>, Long> overlap(int year) {
    Map<Set<String>, Long> overlap = new LinkedHashMap<>();
    jdbc.sql(
            """
            select value, victims
              from register.figure_tally
             where dimension = 'lists' and year = :year and victims > 0
             order by length(value), value
            """)
        .param("year", year)
        .query(
            row -> {
              overlap.put(
                  new TreeSet<>(Arrays.asList(row.getString("value").split(","))),
                  row.getLong("victims"));
            });
    return overlap;
  }

  List<RegisterFigures.MonthCount> reportsPerMonth(YearMonth first, YearMonth last) {
    return jdbc.sql(
            """
            select organisation_id, date_trunc('month', reported_on)::date as month,
                   count(*) as reports
              from register.source
             where reported_on between :first and :last
               and reporter_type <> 'historic-source-list'
             group by organisation_id, month
             order by organisation_id, month
            """)
        .param("first", first.atDay(1))
        .param("last", last.atEndOfMonth())
        .query(
            (row, number) ->
                new RegisterFigures.MonthCount(
                    new OrganisationId(row.getObject("organisation_id", UUID.class)),
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getLong("reports")))
        .list();
  }

  long version() {
    return jdbc.sql("select version from register.figure_version").query(Long.class).single();
  }

  List<Integer> years() {
    return jdbc.sql(
            """
            select year from register.figure_tally
             where dimension = 'year' and year > 0 and victims > 0
             order by year
            """)
        .query((row, n) -> row.getInt(1))
        .list();
  }
}
