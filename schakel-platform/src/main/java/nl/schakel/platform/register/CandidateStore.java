// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
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
               -- As register.separated, written out: a function would be called for each pair.
               and not exists (
                 select
                   from register.source mine
                   join register.separation_report here on here.report_id = mine.report_id
                   join register.separation s
                     on s.id = here.separation_id and s.withdrawn_at is null
                   join register.separation_report there
                     on there.separation_id = s.id and there.side <> here.side
                   join register.source theirs on theirs.report_id = there.report_id
                  where mine.victim_id = one.victim_id and theirs.victim_id = other.victim_id)
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
             order by 1, 2, 3, 4, 5, 6
            on conflict do nothing
            """)
        .params(keyColumns(keys).toParameters())
        .update();
  }

  private static Columns<NearSearch.Key> keyColumns(Collection<NearSearch.Key> keys) {
    return new Columns<>(keys)
        .add("nationality", key -> key.block().nationality())
        .add("sex", key -> key.block().sex())
        .add("place", key -> key.block().place())
        .add("low", key -> key.block().born().low())
        .add("high", key -> key.block().born().high())
        .add("report", key -> key.source().report().value());
  }

  private static Columns<NearSearch.Block> blockColumns(Collection<NearSearch.Block> blocks) {
    return new Columns<>(blocks)
        .add("nationality", NearSearch.Block::nationality)
        .add("sex", NearSearch.Block::sex)
        .add("place", NearSearch.Block::place)
        .add("low", block -> block.born().low())
        .add("high", block -> block.born().high());
  }

  /**
   * Reports in each of these blocks, the youngest first and of equals the newest. The widest band
   * is 41 years.
   */
  Map<NearSearch.Block, List<UUID>> met(Collection<NearSearch.Block> blocks, int most) {
    List<NearSearch.Block> asked = List.copyOf(blocks);
    Map<NearSearch.Block, List<UUID>> met = HashMap.newHashMap(asked.size());
    jdbc.sql(
            """
            select k.n, near.ids
              from unnest(:nationality, :sex, :place, :low, :high)
                   with ordinality as k (nationality, sex, place, low, high, n)
             cross join lateral (
               select string_agg(uuid_send(b.report_id), ''::bytea) as ids
                 from (
                   select b.report_id
                     from register.block b
                    where b.nationality = k.nationality and b.sex = k.sex and b.place = k.place
                      and b.birth_low between k.low::int - 41 and k.high::int
                      and b.birth_high >= k.low::int
                    order by b.birth_low desc, b.birth_high desc, b.report_id desc
                    limit :most) b) near
             where near.ids is not null
            """)
        .params(blockColumns(asked).toParameters())
        .param("most", most)
        .query(
            row -> {
              met.put(asked.get(row.getInt("n") - 1), ids(row.getBytes("ids")));
            });
    return met;
  }

  /** Sixteen bytes each: an array of uuids would be read as text, ten times slower. */
  private static List<UUID> ids(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<UUID> ids = new ArrayList<>(bytes.length / 16);
    while (buffer.hasRemaining()) {
      ids.add(new UUID(buffer.getLong(), buffer.getLong()));
    }
    return ids;
  }

  /** Facts of those of these reports that name somebody who is still in the vault. */
  Map<UUID, NearFacts> facts(Collection<UUID> reports) {
    Map<UUID, NearFacts> facts = HashMap.newHashMap(reports.size());
    Map<String, NearFacts.Codes> codes = new HashMap<>();
    jdbc.sql(
            """
            select report_id, number, victim_id, person_id,
                   coalesce(birth_year, 0) as birth_year,
                   array_to_string(municipalities, ',') as municipalities,
                   array_to_string(array_remove(countries, 'NL'), ',') as abroad,
                   array_to_string(forms, ',') as forms, array_to_string(sectors, ',') as sectors,
                   coalesce(period_from - date '1970-01-01', :no_begin) as day_from,
                   coalesce(period_to - date '1970-01-01', :no_end) as day_to
              from register.source
             where report_id = any(:reports) and named and person_id is not null
            """)
        .param("reports", reports.toArray(UUID[]::new))
        .param("no_begin", NearFacts.NO_BEGIN)
        .param("no_end", NearFacts.NO_END)
        .query(
            row -> {
              UUID report = row.getObject("report_id", UUID.class);
              facts.put(
                  report,
                  new NearFacts(
                      report,
                      row.getLong("number"),
                      new VictimId(row.getObject("victim_id", UUID.class)),
                      new PersonId(row.getObject("person_id", UUID.class)),
                      row.getInt("birth_year"),
                      codes(row, "municipalities", codes),
                      codes(row, "abroad", codes),
                      codes(row, "forms", codes),
                      codes(row, "sectors", codes),
                      row.getLong("day_from"),
                      row.getLong("day_to")));
            });
    return facts;
  }

  /** Few lists occur in many reports: each is kept once. No code holds a comma. */
  private static NearFacts.Codes codes(
      ResultSet row, String column, Map<String, NearFacts.Codes> known) throws SQLException {
    return known.computeIfAbsent(
        row.getString(column),
        text -> NearFacts.Codes.of(text.isEmpty() ? List.of() : List.of(text.split(","))));
  }

  /** Pairs in these blocks above the cap, given how many arrivals each of them holds. */
  long cut(Map<NearSearch.Block, Long> arrivals, int blockCap) {
    return jdbc.sql(
            """
            select coalesce(sum(greatest(0, size.n - 1 - :cap) * k.arrivals::bigint), 0)::bigint
              from unnest(:nationality, :sex, :place, :low, :high, :arrivals)
                as k (nationality, sex, place, low, high, arrivals)
             cross join lateral (
               select coalesce(sum(b.reports), 0) as n
                 from register.block_size b
                where b.nationality = k.nationality and b.sex = k.sex and b.place = k.place
                  and b.birth_low between k.low::int - 41 and k.high::int
                  and b.birth_high >= k.low::int) size
            """)
        .params(
            blockColumns(arrivals.keySet())
                .add("arrivals", block -> Objects.requireNonNull(arrivals.get(block)))
                .toParameters())
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
