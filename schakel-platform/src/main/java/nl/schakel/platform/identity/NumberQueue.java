// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.database.BinaryRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose numbers the key holder is still to be asked about. */
@Repository
class NumberQueue {
  private static final int EACH_OPEN_EPOCH = 0;

  private final JdbcClient jdbc;
  private final VaultStore vault;

  NumberQueue(JdbcClient jdbc, VaultStore vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /** In the transaction that keeps these keys. */
  void add(List<LinkingKey> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    BinaryRows rows = new BinaryRows(3);
    for (LinkingKey number : numbers) {
      rows.beginRow().add(number.kind().name()).add(EACH_OPEN_EPOCH).add(number.person().value());
    }
    vault.copy("identity.number_to_ask (kind, epoch, person_id)", rows);
  }

  /** What came in since is asked in each of these epochs; what waits for a closed one goes. */
  void spread(Collection<Integer> open) {
    jdbc.sql(
            """
            with fresh as (
              delete from identity.number_to_ask where epoch = 0 returning kind, person_id)
            insert into identity.number_to_ask (kind, epoch, person_id)
            select fresh.kind, e.epoch, fresh.person_id
              from fresh cross join unnest(:open) as e (epoch)
            on conflict do nothing
            """)
        .param("open", open.toArray(Integer[]::new))
        .update();
    jdbc.sql("delete from identity.number_to_ask where epoch <> all(:open) and epoch <> 0")
        .param("open", open.toArray(Integer[]::new))
        .update();
  }

  /**
   * Puts everybody who stands in the vault with this number down for this epoch, once; returns how
   * many.
   */
  int catchUp(AskedNumber number, int epoch, Instant now) {
    return jdbc.sql(
            """
            with first as (
              insert into identity.number_epoch (kind, epoch, since)
              values (:number, :epoch, :now)
              on conflict do nothing
              returning kind, epoch)
            insert into identity.number_to_ask (kind, epoch, person_id)
            select first.kind, first.epoch, k.person_id
              from first
              join identity.linking_key k on k.kind = :clear
             where exists (select from identity.person p where p.id = k.person_id)
            on conflict do nothing
            """)
        .param("number", number.name())
        .param("epoch", epoch)
        .param("now", Timestamp.from(now))
        .param("clear", number.clear().name())
        .update();
  }

  /** The latest first, so that a new report never waits behind those that stood before. */
  List<PersonId> next(AskedNumber number, int epoch, int most) {
    return jdbc.sql(
            """
            select person_id from identity.number_to_ask
             where kind = :number and epoch = :epoch
             order by person_id desc
             limit :most
            """)
        .param("number", number.name())
        .param("epoch", epoch)
        .param("most", most)
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  void done(AskedNumber number, int epoch, Collection<PersonId> persons) {
    jdbc.sql(
            """
            delete from identity.number_to_ask
             where kind = :number and epoch = :epoch and person_id = any(:persons)
            """)
        .param("number", number.name())
        .param("epoch", epoch)
        .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
        .update();
  }

  void forget(PersonId person) {
    jdbc.sql("delete from identity.number_to_ask where person_id = :person")
        .param("person", person.value())
        .update();
  }

  /** Numbers that are not asked any more; should they be again, everybody is put down anew. */
  void keepOnly(Set<AskedNumber> asked) {
    String[] names = asked.stream().map(AskedNumber::name).toArray(String[]::new);
    jdbc.sql("delete from identity.number_epoch where kind <> all(:asked)")
        .param("asked", names)
        .update();
    jdbc.sql("delete from identity.number_to_ask where kind <> all(:asked)")
        .param("asked", names)
        .update();
  }

  boolean isEmpty() {
    return !jdbc.sql("select exists (select from identity.number_to_ask)")
        .query(Boolean.class)
        .single();
  }

  long waiting() {
    return jdbc.sql("select count(distinct (kind, person_id)) from identity.number_to_ask")
        .query(Long.class)
        .single();
  }
}
