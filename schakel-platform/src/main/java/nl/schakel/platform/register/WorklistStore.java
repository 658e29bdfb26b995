// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.register.Worklist.Group;
import nl.schakel.platform.register.Worklist.Item;
import nl.schakel.platform.register.Worklist.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of what waits; each page is read from the start of an index. */
@Repository
class WorklistStore {
  private static final String NEW =
      """
      (select false as question, id, review_since as since, review_reason as reason,
              missing as details, first_list as list, reports, null::bigint as place
         from register.victim
        where review_since is not null and review_since < :cutoff
          and (review_since, id) > (:since, :after) %s
        order by review_since, id
        limit :size)
      """;
  private static final String POSSIBLE_SAME =
      """
      (select true as question, id, since,
              case when state = 'second' then 'second-reader' else reason end as reason,
              '{}'::text[] as details, list, 2 as reports, null::bigint as place
         from register.candidate
        where state in ('open', 'later', 'second') and since < :cutoff
          and (since, id) > (:since, :after) %s
        order by since, id
        limit :size)
      """;
  private static final String POSSIBLE_SAME_BY_LOSS =
      """
      select true as question, id, since,
             case when state = 'second' then 'second-reader' else reason end as reason,
             '{}'::text[] as details, list, 2 as reports, (state = 'later')::int as place
        from register.candidate
       where state in ('open', 'later', 'second') and (rank, id) > (:rank, :after) %s
       order by rank, id
       limit :size
      """;
  private static final String INCOMPLETE =
      """
      (select false as question, id, created_at as since, 'incomplete' as reason,
              missing as details, first_list as list, reports, null::bigint as place
         from register.victim
        where missing <> '{}' and created_at < :cutoff
          and (created_at, id) > (:since, :after) %s
        order by created_at, id
        limit :size)
      """;

  /** Microseconds since 1970 of the year 9999; an address may say anything. */
  private static final long LATEST = 253_402_300_799_000_000L;

  private final JdbcClient jdbc;

  WorklistStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<Group, Long> counts(String list, LocalDate cutoff) {
    Map<Group, Long> counts = new EnumMap<>(Group.class);
    jdbc.sql(
            """
            select coalesce(sum(items) filter (where kind <> 'incomplete' and day < :cutoff), 0) as overdue,
                   coalesce(sum(items) filter (where kind = 'possible-same'), 0) as possible_same,
                   coalesce(sum(items) filter (where kind = 'new'), 0) as fresh,
                   coalesce(sum(items) filter (where kind = 'incomplete'), 0) as incomplete
              from register.work_tally
             where :list = '' or list = :list
            """)
        .param("cutoff", cutoff)
        .param("list", list)
        .query(
            row -> {
              counts.put(Group.OVERDUE, row.getLong("overdue"));
              counts.put(Group.POSSIBLE_SAME, row.getLong("possible_same"));
              counts.put(Group.NEW, row.getLong("fresh"));
              counts.put(Group.INCOMPLETE, row.getLong("incomplete"));
            });
    return counts;
  }

  List<Item> items(Group group, String list, Place after, int size, Instant cutoff) {
    // Two fixed texts and no optional condition, so that the planner always finds the index.
    String ofList = list.isEmpty() ? "" : "and list = :list";
    String ofFirstList = list.isEmpty() ? "" : "and first_list = :list";
    String rows =
        switch (group) {
          case OVERDUE ->
              NEW.formatted(ofFirstList) + " union all " + POSSIBLE_SAME.formatted(ofList);
          case POSSIBLE_SAME -> POSSIBLE_SAME_BY_LOSS.formatted(ofList);
          case NEW -> NEW.formatted(ofFirstList);
          case INCOMPLETE -> INCOMPLETE.formatted(ofFirstList);
        };
    Instant before = group == Group.OVERDUE ? cutoff : Instant.parse("9999-01-01T00:00:00Z");
    String ordered =
        group == Group.POSSIBLE_SAME
            ? rows
            : "select * from (%s) waiting order by since, id limit :size".formatted(rows);
    long rank = group == Group.POSSIBLE_SAME ? rank(after) : after.rank();
    return jdbc.sql(ordered)
        .param("cutoff", Timestamp.from(before))
        .param("since", Timestamp.from(moment(after.rank())))
        .param("rank", rank)
        .param("after", after.id())
        .param("list", list)
        .param("size", size)
        .query(
            (row, n) -> {
              Instant since = row.getTimestamp("since").toInstant();
              return new Item(
                  row.getBoolean("question"),
                  row.getObject("id", UUID.class),
                  since,
                  row.getString("reason"),
                  RegisterStore.texts(row, "details"),
                  row.getString("list"),
                  row.getInt("reports"),
                  group != Group.INCOMPLETE && since.isBefore(cutoff),
                  group == Group.POSSIBLE_SAME ? row.getLong("place") : micros(since));
            })
        .list();
  }

  /** Where a question stands; the start when it was put off since the page was made. */
  private long rank(Place after) {
    return jdbc.sql(
            """
            select rank from register.candidate
             where id = :id and (state = 'later')::int = :later
            """)
        .param("id", after.id())
        .param("later", after.rank())
        .query(Long.class)
        .optional()
        .orElse(Long.MIN_VALUE);
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /** Before all that waits when the rank is no moment of our time. */
  private static Instant moment(long micros) {
    return micros < 0
        ? Instant.EPOCH
        : Instant.EPOCH.plus(Math.min(micros, LATEST), ChronoUnit.MICROS);
  }

  long cutSince(Instant since) {
    return jdbc.sql(
            "select coalesce(sum(cut), 0)::bigint from register.comparison where at >= :since")
        .param("since", Timestamp.from(since))
        .query((row, n) -> row.getLong(1))
        .single();
  }
}
