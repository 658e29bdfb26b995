// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keys by which persons with names that are alike find each other. */
@Repository
class ComparingStore {
  /** Any number that no other lock of the house uses. */
  private static final long LOCK = 7_246_354;

  private final JdbcClient jdbc;

  ComparingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One batch at a time becomes findable and looks, on all nodes together; whoever erases waits for
   * it, so that no key is written after its person is gone.
   */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, n) -> true)
        .single();
  }

  /** Writes the keys; those that were there stay. */
  void insert(Map<PersonId, Set<Long>> keys) {
    List<Long> values = new ArrayList<>();
    List<UUID> persons = new ArrayList<>();
    keys.forEach(
        (person, own) ->
            own.forEach(
                key -> {
                  values.add(key);
                  persons.add(person.value());
                }));
    jdbc.sql(
            """
            insert into identity.blocking_key (key, person_id)
            select k.key, k.person from unnest(:keys, :persons) as k (key, person)
             order by 1, 2
            on conflict do nothing
            """)
        .param("keys", values.toArray(Long[]::new))
        .param("persons", persons.toArray(UUID[]::new))
        .update();
  }

  /**
   * Persons by key; nobody for a key that more than so many have, of whom only that is told. A key
   * that nobody has is not there.
   */
  Map<Long, List<PersonId>> holding(Collection<Long> keys, int most) {
    Map<Long, List<PersonId>> holding = HashMap.newHashMap(keys.size());
    jdbc.sql(
            """
            select k.key,
                   case when count(*) > :most then ''::bytea
                        else string_agg(uuid_send(same.person_id), ''::bytea) end as persons
              from unnest(:keys) as k (key)
             cross join lateral (
               select b.person_id from identity.blocking_key b where b.key = k.key limit :most + 1)
               same
             group by k.key
            """)
        .param("keys", keys.toArray(Long[]::new))
        .param("most", most)
        .query(
            row -> {
              holding.put(row.getLong("key"), persons(row.getBytes("persons")));
            });
    return holding;
  }

  /** Sixteen bytes each: an array of uuids would be read as text, ten times slower. */
  private static List<PersonId> persons(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<PersonId> persons = new ArrayList<>(bytes.length / 16);
    while (buffer.hasRemaining()) {
      persons.add(new PersonId(new UUID(buffer.getLong(), buffer.getLong())));
    }
    return persons;
  }

  int delete(PersonId person) {
    return jdbc.sql("delete from identity.blocking_key where person_id = :person")
        .param("person", person.value())
        .update();
  }
}
