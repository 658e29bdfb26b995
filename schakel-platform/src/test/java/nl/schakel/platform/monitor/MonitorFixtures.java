// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import nl.schakel.platform.TestDatabase;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A register of invented persons, put into the tables behind the application's back. */
public final class MonitorFixtures {
  static final OrganisationId FALLEN = Organisations.idOf("Fier");
  public static final OrganisationId STEADY = Organisations.idOf("Politie Noord-Nederland");
  static final OrganisationId RISEN = Organisations.idOf("Politie Limburg");
  static final int LAST_YEAR = 2025;

  private final JdbcClient behind;

  public MonitorFixtures(DataSource pool) {
    this.behind = TestDatabase.ownerOf(pool);
  }

  /** In every run the same persons get the same keys, and the same tables the same figures. */
  public void alwaysAlike() {
    behind
        .sql(
            """
            insert into monitor.noise_key (key)
            values (sha256('The same figures in every run of the tests'::bytea))
            """)
        .update();
    behind
        .sql(
            """
            insert into monitor.record_key (report_id, record_key)
            select report_id, decode(md5('key ' || victim_id), 'hex') from register.source
            """)
        .update();
  }

  /** Twelve years with shares as the chain publishes them, rare categories included. */
  void fill() {
    int[] totals = {1256, 1150, 950, 958, 668, 1334, 984, 791, 881, 868, 1062, 1031};
    for (int at = 0; at < totals.length; at++) {
      victims(2014 + at, totals[at]);
    }
    reports(STEADY, "shelter", "{labour}", 6, 6);
    reports(FALLEN, "shelter", "{}", 5, 1);
    reports(RISEN, "police", "{sexual}", 3, 8);
  }

  public void victims(int year, int persons) {
    behind
        .sql(
            """
            with person as (
              select md5('victim ' || :year || ' ' || n)::uuid as id, n,
                     case when n % 1000 < 720 then 'female' when n % 1000 < 988 then 'male'
                          when n % 1000 < 990 then 'other' else 'unknown' end as sex,
                     case when n % 97 < 8 then 'minor' when n % 97 < 22 then '18-22'
                          when n % 97 < 94 then '23-plus' else 'unknown' end as age_group,
                     case when n % 89 < 17 then 'dutch' when n % 89 < 48 then 'eu-eea'
                          when n % 89 < 87 then 'other' else 'unknown' end as nationality_group,
                     case when n % 83 < 34 then '{sexual}' when n % 83 < 66 then '{labour}'
                          when n % 83 < 76 then '{criminal}' when n % 83 < 79 then '{labour,criminal}'
                          else '{unknown}' end::text[] as forms,
                     case when n % 71 < 22 then '{police}' when n % 71 < 43 then '{care-coordinator}'
                          when n % 71 < 59 then '{support-organisation}'
                          when n % 71 < 64 then '{labour-inspectorate}'
                          when n % 71 < 68 then '{border-police}'
                          else '{police,care-coordinator}' end::text[] as reporter_types,
                     case when n % 71 < 22 then '{P}' when n % 71 < 43 then '{R}'
                          when n % 71 < 59 then '{F}' when n % 71 < 64 then '{I}'
                          when n % 71 < 68 then '{K}' when n % 71 < 70 then '{P,R}'
                          else '{O,P,R}' end::text[] as lists
                from generate_series(1, :persons) n),
            stored as (
              insert into register.victim
                (id, created_at, reports, first_on, first_year, first_list, lists, reporter_types,
                 forms, age_group, sex, nationality, nationalities, nationality_group, border,
                 dossier_type, status, missing)
              select id, now(), 1, make_date(:year, 3, 4), :year, lists[1], lists, reporter_types,
                     forms, age_group, sex, 'unknown', '{}', nationality_group, 'unknown',
                     'registration', 'presumed', '{}'
                from person
              returning id)
            insert into register.victim_year
              (victim_id, year, lists, reporter_types, forms, age_group, sex, nationality_group, counted)
            select id, :year, lists, reporter_types, forms, age_group, sex, nationality_group, true
              from person
            """)
        .param("year", year)
        .param("persons", persons)
        .update();
  }

  /** Everybody has a report, so that a later set knows them again. */
  public void reported() {
    behind
        .sql(
            """
            insert into register.source
              (report_id, number, victim_id, named, organisation_id, reporter_type, list,
               reported_on, year, linked_at, age_group, sex, nationalities, nationality_group,
               forms, sectors, municipalities, countries, border, dossier_type)
            select md5('report ' || y.victim_id)::uuid,
                   row_number() over (order by y.victim_id), y.victim_id,
                   false, :organisation, y.reporter_types[1], y.lists[1], make_date(y.year, 5, 5),
                   y.year, now(), y.age_group, y.sex, '{}', y.nationality_group, y.forms, '{}',
                   '{}', '{}', 'unknown', 'registration'
              from register.victim_year y
            """)
        .param("organisation", STEADY.value())
        .update();
  }

  /**
   * Persons of one year by exact set of lists, from a table with a column for each list; every
   * fourth is male.
   */
  void overlap(int year, String csv) {
    List<String> lines = csv.lines().toList();
    List<String> names = List.of(lines.getFirst().split(","));
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split(","));
      List<String> lists = new ArrayList<>();
      for (int i = 0; i < cells.size() - 1; i++) {
        if (cells.get(i).equals("1")) {
          lists.add(names.get(i));
        }
      }
      behind
          .sql(
              """
              with person as (
                select gen_random_uuid() as id, case when n % 4 = 3 then 'male' else 'female' end as sex
                  from generate_series(1, :persons) n),
              stored as (
                insert into register.victim
                  (id, created_at, reports, first_on, first_year, first_list, lists, reporter_types,
                   forms, age_group, sex, nationality, nationalities, nationality_group, border,
                   dossier_type, status, missing)
                select id, now(), 1, make_date(:year, 3, 4), :year, cast(:first as text), cast(:lists as text[]), '{police}', '{unknown}',
                       'unknown', sex, 'unknown', '{}', 'unknown', 'unknown', 'registration', 'presumed', '{}'
                  from person
                returning id)
              insert into register.victim_year
                (victim_id, year, lists, reporter_types, forms, age_group, sex, nationality_group, counted)
              select id, :year, cast(:lists as text[]), '{police}', '{unknown}', 'unknown', sex, 'unknown', true
                from person
              """)
          .param("year", year)
          .param("persons", Integer.parseInt(cells.getLast()))
          .param("first", lists.getFirst())
          .param("lists", lists.toArray(String[]::new))
          .update();
    }
  }

  private static final Map<String, String> POLICE =
      Map.of(
          "noord-nederland", "Politie Noord-Nederland",
          "oost-nederland", "Politie Oost-Nederland",
          "midden-nederland", "Politie Midden-Nederland",
          "noord-holland", "Politie Noord-Holland",
          "amsterdam", "Politie Amsterdam",
          "den-haag", "Politie Den Haag",
          "rotterdam", "Politie Rotterdam",
          "zeeland-west-brabant", "Politie Zeeland-West-Brabant",
          "oost-brabant", "Politie Oost-Brabant",
          "limburg", "Politie Limburg");

  /**
   * A report for each person of a year, by the police of a region: so many in the regions that are
   * named, the rest spread evenly over the others. Returns the persons by region.
   */
  Map<String, Long> reportedIn(int year, Map<String, Integer> small) {
    List<UUID> persons =
        behind
            .sql("select victim_id from register.victim_year where year = :year order by victim_id")
            .param("year", year)
            .query(UUID.class)
            .list();
    List<String> regions = new ArrayList<>();
    small.forEach((region, many) -> regions.addAll(Collections.nCopies(many, region)));
    List<String> others =
        POLICE.keySet().stream().filter(region -> !small.containsKey(region)).sorted().toList();
    while (regions.size() < persons.size()) {
      regions.add(others.get(regions.size() % others.size()));
    }
    Map<String, Long> counts = new TreeMap<>();
    for (int at = 0; at < persons.size(); at++) {
      counts.merge(regions.get(at), 1L, Long::sum);
      behind
          .sql(
              """
              insert into register.source
                (report_id, number, victim_id, named, organisation_id, reporter_type, list,
                 reported_on, year, linked_at, age_group, sex, nationalities, nationality_group,
                 forms, sectors, municipalities, countries, border, dossier_type)
              values (gen_random_uuid(), (select coalesce(max(number), 0) from register.source) + 1,
                 :victim, false, :organisation, 'police', 'P', make_date(:year, 3, 4), :year, now(),
                 'unknown', 'unknown', '{}', 'unknown', '{}', '{}', '{GM0935}', '{}', 'unknown',
                 'registration')
              """)
          .param("victim", persons.get(at))
          .param(
              "organisation", Organisations.idOf(POLICE.getOrDefault(regions.get(at), "")).value())
          .param("year", year)
          .update();
    }
    return counts;
  }

  /** Reports of five years, so many a month, and another number in the last twelve full months. */
  private void reports(
      OrganisationId organisation, String type, String forms, int aMonth, int aMonthNow) {
    UUID victim = behind.sql("select id from register.victim limit 1").query(UUID.class).single();
    LocalDate now = LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam")).withDayOfMonth(1);
    for (int back = 60; back >= 1; back--) {
      behind
          .sql(
              """
              insert into register.source
                (report_id, number, victim_id, named, organisation_id, reporter_type, list,
                 reported_on, year, linked_at, age_group, sex, nationalities, nationality_group,
                 forms, sectors, municipalities, countries, border, dossier_type)
              select gen_random_uuid(),
                     (select coalesce(max(number), 0) from register.source) + n,
                     :victim, false, :organisation, :type, 'O', :day,
                     extract(year from cast(:day as date))::int, now(), 'unknown', 'unknown', '{}',
                     'unknown', cast(:forms as text[]), '{}', '{}', '{}', 'unknown', 'registration'
                from generate_series(1, :reports) n
              """)
          .param("victim", victim)
          .param("organisation", organisation.value())
          .param("type", type)
          .param("forms", forms)
          .param("day", now.minusMonths(back).plusDays(2))
          .param("reports", back > 12 ? aMonth : aMonthNow)
          .update();
    }
  }
}
