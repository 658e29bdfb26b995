// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.schakel.platform.identity.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finding pairs that a registrar is asked about. */
@Repository
class CandidateStore {
  /** Any number that no other lock of the house uses. */
  private static final long BLOCK_LOCK = 7_246_353;

  private final JdbcClient jdbc;

  CandidateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One batch at a time becomes findable and searches, on all nodes together. */
  void lockBlocks() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", BLOCK_LOCK)
        .query((row, n) -> true)
        .single();
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
             order by c.low, c.high
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

  void insertBlocks(Collection<NearSearch.Key> keys) {
    jdbc.sql(
            """
            insert into register.block (nationality, sex, place, birth_low, birth_high, report_id)
            select k.nationality, k.sex, k.place, k.low::int, k.high::int, k.report::uuid
              from unnest(:nationality, :sex, :place, :low, :high, :report)
                as k (nationality, sex, place, low, high, report)
            on conflict do nothing
            """)
        .params(keyColumns(keys).toParameters())
        .update();
  }

  private static Columns<NearSearch.Key> keyColumns(Collection<NearSearch.Key> keys) {
    return new Columns<>(keys)
        .add("nationality", NearSearch.Key::nationality)
        .add("sex", key -> key.source().sex())
        .add("place", NearSearch.Key::place)
        .add("low", key -> key.source().born().orElseThrow().low())
        .add("high", key -> key.source().born().orElseThrow().high())
        .add("report", key -> key.source().report().value());
  }

  /**
   * Pairs of an arrival and a report of another victim in one of its blocks, those first whose
   * facts agree most. Of a block the youngest within the age band are taken up to the cap; the
   * widest band is 41 years.
   */
  List<NearSearch.Pair> pairs(
      Collection<Source> arrivals, Collection<NearSearch.Key> keys, int blockCap, int perReport) {
    Map<UUID, Source> byId = new HashMap<>();
    arrivals.forEach(source -> byId.put(source.report().value(), source));
    return jdbc.sql(
            """
            with met as (
              select distinct k.report::uuid as arrival, near.report_id as other
                from unnest(:nationality, :sex, :place, :low, :high, :report)
                  as k (nationality, sex, place, low, high, report)
               cross join lateral (
                 select b.report_id
                   from register.block b
                  where b.nationality = k.nationality and b.sex = k.sex and b.place = k.place
                    and b.birth_low between k.low::int - 41 and k.high::int
                    and b.birth_high >= k.low::int
                    and b.report_id <> k.report::uuid
                  order by b.birth_low desc, b.birth_high desc, b.report_id desc
                  limit :cap) near),
            compared as (
              select met.arrival, o.report_id, o.person_id, o.number,
                     case when a.birth_year = o.birth_year then 'birth-year' else 'age-band' end
                       as age,
                     coalesce(a.birth_year <> o.birth_year, false) as age_differs,
                     a.municipalities && o.municipalities as municipality,
                     a.municipalities <> '{}' and o.municipalities <> '{}'
                       and not a.municipalities && o.municipalities as municipality_differs,
                     array_remove(a.countries, 'NL') && array_remove(o.countries, 'NL') as country,
                     a.period_from is not null and o.period_from is not null as period,
                     a.forms && o.forms as form,
                     a.forms <> '{}' and o.forms <> '{}' and not a.forms && o.forms as form_differs,
                     a.sectors && o.sectors as sector
                from met
                join register.source a on a.report_id = met.arrival
                join register.source o on o.report_id = met.other
               where o.victim_id <> a.victim_id and o.named and o.person_id is not null
                 and coalesce(a.period_from, '-infinity') <= coalesce(o.period_to, 'infinity')
                 and coalesce(o.period_from, '-infinity') <= coalesce(a.period_to, 'infinity')),
            weighed as (
              select c.*, case when age = 'birth-year' then 3 else 1 end + municipality::int * 2
                          + country::int + period::int + form::int + sector::int as points
                from compared c)
            select * from (
              select w.*, row_number() over (partition by arrival order by points desc, number desc)
                as place_in_row from weighed w) ranked
             where place_in_row <= :perReport
             order by arrival, place_in_row
            """)
        .params(keyColumns(keys).toParameters())
        .param("cap", blockCap)
        .param("perReport", perReport)
        .query(
            (row, n) -> {
              List<String> agrees = new ArrayList<>(List.of("nationality", "sex"));
              List<String> differs = new ArrayList<>();
              agrees.add(row.getString("age"));
              for (String fact : List.of("municipality", "country", "period", "form", "sector")) {
                if (row.getBoolean(fact)) {
                  agrees.add(fact);
                }
              }
              for (String fact : List.of("age", "municipality", "form")) {
                if (row.getBoolean(fact + "_differs")) {
                  differs.add(fact.equals("age") ? "birth-year" : fact);
                }
              }
              return new NearSearch.Pair(
                  Objects.requireNonNull(byId.get(row.getObject("arrival", UUID.class))),
                  row.getObject("report_id", UUID.class),
                  new PersonId(row.getObject("person_id", UUID.class)),
                  row.getInt("points"),
                  agrees,
                  differs);
            })
        .list();
  }

  /**
   * Reports in the blocks of these keys above the cap; of one block at most 100,000 are counted.
   */
  long cut(Collection<NearSearch.Key> keys, int blockCap) {
    return jdbc.sql(
            """
            select coalesce(sum(greatest(0, size.n - :cap) * k.arrivals), 0)::bigint
              from (select nationality, sex, place, low::int as low, high::int as high,
                           count(*) as arrivals
                      from unnest(:nationality, :sex, :place, :low, :high, :report)
                        as key (nationality, sex, place, low, high, report)
                     group by 1, 2, 3, 4, 5) k
             cross join lateral (
               select count(*) - 1 as n from (
                 select from register.block b
                  where b.nationality = k.nationality and b.sex = k.sex and b.place = k.place
                    and b.birth_low between k.low - 41 and k.high and b.birth_high >= k.low
                  limit 100000) counted) size
            """)
        .params(keyColumns(keys).toParameters())
        .param("cap", blockCap)
        .query((row, n) -> row.getLong(1))
        .single();
  }

  void insertComparison(
      UUID id, long first, long last, Instant at, NearSearch.Found found, int added) {
    jdbc.sql(
            """
            insert into register.comparison
              (id, first_number, last_number, at, reports, pairs, cut, found)
            values (:id, :first, :last, :at, :reports, :pairs, :cut, :found)
            """)
        .param("id", id)
        .param("first", first)
        .param("last", last)
        .param("at", Timestamp.from(at))
        .param("reports", found.reports())
        .param("pairs", found.pairs().size())
        .param("cut", found.cut())
        .param("found", added)
        .update();
  }
}
