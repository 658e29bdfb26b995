// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountStore {
  private final JdbcClient jdbc;

  AccountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The account and its password hash; the hash is empty for people who sign in elsewhere. */
  record Credentials(Account account, String passwordHash) {}

  Optional<Credentials> lockByName(String name) {
    return jdbc.sql(
            """
            select id, organisation_id, name, display_name, roles, active, locked_until, password_hash
              from access.account
             where name = lower(:name)
               for update
            """)
        .param("name", name)
        .query((row, number) -> new Credentials(account(row), row.getString("password_hash")))
        .optional();
  }

  Optional<Account> byId(AccountId id) {
    return jdbc.sql(
            """
            select id, organisation_id, name, display_name, roles, active, locked_until
              from access.account
             where id = :id
            """)
        .param("id", id.value())
        .query((row, number) -> account(row))
        .optional();
  }

  Optional<Account> bySubject(String issuer, String subject) {
    return jdbc.sql(
            """
            select id, organisation_id, name, display_name, roles, active, locked_until
              from access.account
             where issuer = :issuer and subject = :subject
            """)
        .param("issuer", issuer)
        .param("subject", subject)
        .query((row, number) -> account(row))
        .optional();
  }

  List<Account> all() {
    return jdbc.sql(
            """
            select id, organisation_id, name, display_name, roles, active, locked_until
              from access.account
             order by name
            """)
        .query((row, number) -> account(row))
        .list();
  }

  void insert(Account account, String passwordHash) {
    jdbc.sql(
            """
            insert into access.account (id, organisation_id, name, display_name, roles, active, password_hash)
            values (:id, :organisation, lower(:name), :displayName, string_to_array(:roles, ','), :active, :hash)
            """)
        .param("id", account.id().value())
        .param("organisation", account.organisation().value())
        .param("name", account.name())
        .param("displayName", account.displayName())
        .param("roles", joined(account.roles()))
        .param("active", account.active())
        .param("hash", passwordHash)
        .update();
  }

  void failed(AccountId id, int lockAfter, Instant lockUntil) {
    jdbc.sql(
            """
            update access.account
               set failed_attempts = failed_attempts + 1,
                   locked_until = case when failed_attempts + 1 >= :lockAfter then :lockUntil end
             where id = :id
            """)
        .param("id", id.value())
        .param("lockAfter", lockAfter)
        .param("lockUntil", Timestamp.from(lockUntil))
        .update();
  }

  void succeeded(AccountId id, Instant at) {
    jdbc.sql(
            """
            update access.account
               set failed_attempts = 0, locked_until = null, last_sign_in_at = :at
             where id = :id
            """)
        .param("id", id.value())
        .param("at", Timestamp.from(at))
        .update();
  }

  private static String joined(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
  }

  private static Account account(ResultSet row) throws SQLException {
    Timestamp lockedUntil = row.getTimestamp("locked_until");
    return new Account(
        new AccountId(row.getObject("id", UUID.class)),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        row.getString("name"),
        row.getString("display_name"),
        roles(row.getArray("roles")),
        row.getBoolean("active"),
        Optional.ofNullable(lockedUntil).map(Timestamp::toInstant));
  }

  private static Set<Role> roles(Array array) throws SQLException {
    return Arrays.stream((String[]) array.getArray())
        .map(Role::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }
}
