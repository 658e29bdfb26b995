// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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

  RegisterFigures.SelectedOverlap overlap(RegisterFigures.Selection selection) {
    Map<Set<String>, Long> together = new LinkedHashMap<>();
    NavigableMap<Integer, Map<Set<String>, Long>> years = new TreeMap<>();
    jdbc.sql(
            """
            with kept as (
              select victim_id, year, lists
                from register.victim_year
               where counted
                 and year between :first and :last
                 and (:ageGroup = '' or age_group = :ageGroup)
                 and (:sex = '' or sex = :sex)
                 and (:nationalityGroup = '' or nationality_group = :nationalityGroup)
                 and (:form = '' or :form = any (forms))),
            united as (
              select kept.victim_id, array_agg(distinct list order by list) as lists
                from kept cross join unnest(kept.lists) list
               group by kept.victim_id)
            select 0 as year, lists, count(*) as victims from united group by lists
            union all
            select year, lists, count(*) as victims from kept group by year, lists
             order by year, lists
            """)
        .param("first", selection.firstYear())
        .param("last", selection.lastYear())
        .param("ageGroup", selection.ageGroup())
        .param("sex", selection.sex())
        .param("nationalityGroup", selection.nationalityGroup())
        .param("form", selection.form())
        .query(
            row -> {
              Set<String> lists =
                  new TreeSet<>(Arrays.asList((String[]) row.getArray("lists").getArray()));
              int year = row.getInt("year");
              Map<Set<String>, Long> counts =
                  year == 0 ? together : years.computeIfAbsent(year, y -> new LinkedHashMap<>());
              counts.merge(lists, row.getLong("victims"), Long::sum);
            });
    return new RegisterFigures.SelectedOverlap(together, years);
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

  List<RegisterFigures.ValueMonthCount> reportsPerMonthByReporterType(
      YearMonth first, YearMonth last) {
    return perMonth(
        """
        select reporter_type as value, date_trunc('month', reported_on)::date as month,
               count(*) as reports
          from register.source
         where reported_on between :first and :last
           and reporter_type <> 'historic-source-list'
         group by value, month
         order by value, month
        """,
        first,
        last);
  }

  List<RegisterFigures.ValueMonthCount> reportsPerMonthByForm(YearMonth first, YearMonth last) {
    return perMonth(
        """
        select form as value, date_trunc('month', reported_on)::date as month,
               count(*) as reports
          from register.source
         cross join unnest(case when forms = '{}' then '{unknown}' else forms end) form
         where reported_on between :first and :last
           and reporter_type <> 'historic-source-list'
         group by value, month
         order by value, month
        """,
        first,
        last);
  }

  private List<RegisterFigures.ValueMonthCount> perMonth(
      String sql, YearMonth first, YearMonth last) {
    return jdbc.sql(sql)
        .param("first", first.atDay(1))
        .param("last", last.atEndOfMonth())
        .query(
            (row, number) ->
                new RegisterFigures.ValueMonthCount(
                    row.getString("value"),
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
