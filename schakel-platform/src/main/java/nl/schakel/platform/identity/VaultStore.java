// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.database.BinaryRows;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

@Repository
class VaultStore {
  private final JdbcClient jdbc;
  private final DataSource dataSource;

  VaultStore(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  boolean isEmpty() {
    return !jdbc.sql(
            """
            select exists (select from identity.person)
                or exists (select from identity.linking_key)
            """)
        .query(Boolean.class)
        .single();
  }

  void insertPersons(List<SealedPerson> persons, Instant at) {
    BinaryRows rows = new BinaryRows(4);
    for (SealedPerson person : persons) {
      rows.beginRow()
          .add(person.person().value())
          .add(person.wrappedKey())
          .add(person.sealed())
          .add(at);
    }
    if (!persons.isEmpty()) {
      copy("identity.person (id, wrapped_key, sealed, sealed_at)", rows);
    }
  }

  void insertKeys(List<LinkingKey> keys) {
    BinaryRows rows = new BinaryRows(3);
    for (LinkingKey key : keys) {
      rows.beginRow().add(key.person().value()).add(key.kind().name()).add(key.key());
    }
    if (!keys.isEmpty()) {
      copy("identity.linking_key (person_id, kind, key)", rows);
    }
  }

  /**
   * Adds keys to persons who are still there; a key that was there stays. Returns who got one that
   * was not.
   */
  List<PersonId> addKeys(List<LinkingKey> keys) {
    return jdbc.sql(
            """
            with added as (
              insert into identity.linking_key (person_id, kind, key)
              select k.person, k.kind, k.key
                from unnest(:persons, :kinds, :keys) as k (person, kind, key)
               where exists (select from identity.person p where p.id = k.person)
              on conflict do nothing
              returning person_id)
            select distinct person_id from added
            """)
        .param("persons", keys.stream().map(key -> key.person().value()).toArray(UUID[]::new))
        .param("kinds", keys.stream().map(key -> key.kind().name()).toArray(String[]::new))
        .param("keys", keys.stream().map(LinkingKey::key).toArray(byte[][]::new))
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Runs in the transaction at hand. */
  void copy(String tableAndColumns, BinaryRows rows) {
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      rows.copyTo(connection, tableAndColumns);
    } catch (SQLException e) {
      // The driver's message quotes the row; the state tells what is wrong without it.
      throw new DataAccessResourceFailureException(
          "The vault could not be written, SQL state " + e.getSQLState());
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  List<SealedPerson> persons(Collection<PersonId> persons) {
    return jdbc.sql("select id, wrapped_key, sealed from identity.person where id = any(:persons)")
        .param("persons", uuids(persons))
        .query(
            (row, n) ->
                new SealedPerson(
                    new PersonId(row.getObject("id", UUID.class)),
                    row.getBytes("wrapped_key"),
                    row.getBytes("sealed")))
        .list();
  }

  /** One after the other, so that a large question needs little memory. */
  void eachPerson(Collection<PersonId> persons, Consumer<SealedPerson> reader) {
    jdbc.sql("select id, wrapped_key, sealed from identity.person where id = any(:persons)")
        .param("persons", uuids(persons))
        .withFetchSize(2_000)
        .query(
            row -> {
              reader.accept(
                  new SealedPerson(
                      new PersonId(row.getObject("id", UUID.class)),
                      row.getBytes("wrapped_key"),
                      row.getBytes("sealed")));
            });
  }

  List<KeyMatch> sharingExactKey(Collection<PersonId> persons) {
    return jdbc.sql(
            """
            select mine.person_id as person, other.person_id as other, mine.kind
            from identity.linking_key mine
            -- Offset 0 keeps one index probe per key; without statistics a hash of all keys looks cheap.
            cross join lateral (
              select same.person_id from identity.linking_key same
              where same.key = mine.key and same.kind = mine.kind and same.person_id <> mine.person_id
              offset 0) other
            where mine.person_id = any(:persons)
            """)
        .param("persons", uuids(persons))
        .query(
            (row, n) ->
                new KeyMatch(
                    new PersonId(row.getObject("person", UUID.class)),
                    new PersonId(row.getObject("other", UUID.class)),
                    KeyKind.valueOf(row.getString("kind"))))
        .list();
  }

  List<PersonId> holding(KeyKind kind, byte[] key) {
    return jdbc.sql("select person_id from identity.linking_key where key = :key and kind = :kind")
        .param("key", key)
        .param("kind", kind.name())
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  int deleteKeys(PersonId person) {
    return jdbc.sql("delete from identity.linking_key where person_id = :person")
        .param("person", person.value())
        .update();
  }

  /** Returns how many rows went. */
  int delete(PersonId person) {
    return deleteKeys(person)
        + jdbc.sql("delete from identity.person where id = :person")
            .param("person", person.value())
            .update();
  }

  void insertErasure(Erasure erasure) {
    jdbc.sql(
            """
            insert into identity.erasure (person_id, at, ground, account_id)
            values (:person, :at, :ground, :account)
            on conflict (person_id) do nothing
            """)
        .param("person", erasure.person().value())
        .param("at", Timestamp.from(erasure.at()))
        .param("ground", erasure.ground())
        .param("account", erasure.account().value())
        .update();
  }

  List<Erasure> erasures() {
    return jdbc.sql("select person_id, at, ground, account_id from identity.erasure order by at")
        .query(
            (row, n) ->
                new Erasure(
                    new PersonId(row.getObject("person_id", UUID.class)),
                    row.getTimestamp("at").toInstant(),
                    row.getString("ground"),
                    new AccountId(row.getObject("account_id", UUID.class))))
        .list();
  }

  /** Those of these persons of whom anything is still in the vault. */
  List<PersonId> present(Collection<PersonId> persons) {
    return jdbc.sql(
            """
            select id from identity.person where id = any(:persons)
            union
            select person_id from identity.linking_key where person_id = any(:persons)
            """)
        .param("persons", uuids(persons))
        .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Writes both tables anew. A deleted row, also after a plain vacuum, stays readable in its page
   * until something else is written over it.
   */
  void rewrite() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '10s'");
      try {
        statement.execute(
            "vacuum (full, analyze) identity.person, identity.linking_key, identity.blocking_key");
      } finally {
        statement.execute("reset lock_timeout");
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The vault could not be written anew", e);
    }
  }

  private static UUID[] uuids(Collection<PersonId> persons) {
    List<UUID> values = new ArrayList<>(persons.size());
    persons.forEach(person -> values.add(person.value()));
    return values.toArray(UUID[]::new);
  }
}
