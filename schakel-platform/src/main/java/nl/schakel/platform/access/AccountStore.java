// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            select id, organisation_id, name, display_name, roles, active, locked_until,
                   last_sign_in_at, issuer, must_change_password, version, password_hash
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
            select id, organisation_id, name, display_name, roles, active, locked_until,
                   last_sign_in_at, issuer, must_change_password, version
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
            select id, organisation_id, name, display_name, roles, active, locked_until,
                   last_sign_in_at, issuer, must_change_password, version
              from access.account
             where issuer = :issuer and subject = :subject
            """)
        .param("issuer", issuer)
        .param("subject", subject)
        .query((row, number) -> account(row))
        .optional();
  }

  /** The account and its password hash, held until the transaction ends. */
  Optional<Credentials> lock(AccountId id) {
    return jdbc.sql(
            """
            select id, organisation_id, name, display_name, roles, active, locked_until,
                   last_sign_in_at, issuer, must_change_password, version, password_hash
              from access.account
             where id = :id
               for update
            """)
        .param("id", id.value())
        .query((row, number) -> new Credentials(account(row), row.getString("password_hash")))
        .optional();
  }

  List<Account> all() {
    return jdbc.sql(
            """
            select id, organisation_id, name, display_name, roles, active, locked_until,
                   last_sign_in_at, issuer, must_change_password, version
              from access.account
             order by name
            """)
        .query((row, number) -> account(row))
        .list();
  }

  boolean nameTaken(String name) {
    return jdbc.sql("select exists (select from access.account where name = lower(:name))")
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  Map<AccountId, String> names(Collection<AccountId> ids) {
    Map<AccountId, String> names = new HashMap<>();
    jdbc.sql(
            """
            select id, display_name from access.account
             where id = any(cast(string_to_array(:ids, ',') as uuid[]))
            union all
            select id, name from access.machine_client
             where id = any(cast(string_to_array(:ids, ',') as uuid[]))
            """)
        .param("ids", ids.stream().map(AccountId::toString).collect(Collectors.joining(",")))
        .query(
            row -> {
              names.put(new AccountId(row.getObject(1, UUID.class)), row.getString(2));
            });
    return names;
  }

  long count() {
    return jdbc.sql("select count(*) from access.account").query(Long.class).single();
  }

  void insert(Account account, String passwordHash) {
    jdbc.sql(
            """
            insert into access.account
              (id, organisation_id, name, display_name, roles, active, password_hash, must_change_password)
            values
              (:id, :organisation, lower(:name), :displayName, string_to_array(:roles, ','), :active,
               :hash, :mustChange)
            """)
        .param("id", account.id().value())
        .param("organisation", account.organisation().value())
        .param("name", account.name())
        .param("displayName", account.displayName())
        .param("roles", joined(account.roles()))
        .param("active", account.active())
        .param("hash", passwordHash)
        .param("mustChange", account.mustChangePassword())
        .update();
  }

  void insertElsewhere(Account account, String issuer, String subject) {
    jdbc.sql(
            """
            insert into access.account
              (id, organisation_id, name, display_name, roles, active, issuer, subject)
            values
              (:id, :organisation, lower(:name), :displayName, string_to_array(:roles, ','), true,
               :issuer, :subject)
            """)
        .param("id", account.id().value())
        .param("organisation", account.organisation().value())
        .param("name", account.name())
        .param("displayName", account.displayName())
        .param("roles", joined(account.roles()))
        .param("issuer", issuer)
        .param("subject", subject)
        .update();
  }

  void changeRoles(AccountId id, Set<Role> roles) {
    jdbc.sql(
            """
            update access.account
               set roles = string_to_array(:roles, ','), version = version + 1
             where id = :id
            """)
        .param("id", id.value())
        .param("roles", joined(roles))
        .update();
  }

  void moveTo(AccountId id, OrganisationId organisation, String displayName) {
    jdbc.sql(
            """
            update access.account
               set display_name = :displayName,
                   version = version + case when organisation_id = :organisation then 0 else 1 end,
                   organisation_id = :organisation
             where id = :id
            """)
        .param("id", id.value())
        .param("organisation", organisation.value())
        .param("displayName", displayName)
        .update();
  }

  void activate(AccountId id, boolean active) {
    jdbc.sql("update access.account set active = :active, version = version + 1 where id = :id")
        .param("id", id.value())
        .param("active", active)
        .update();
  }

  void unlock(AccountId id) {
    jdbc.sql(
            """
            update access.account
               set failed_attempts = 0, locked_until = null
             where id = :id
            """)
        .param("id", id.value())
        .update();
  }

  void changePassword(AccountId id, String passwordHash, boolean mustChange) {
    jdbc.sql(
            """
            update access.account
               set password_hash = :hash, must_change_password = :mustChange, version = version + 1,
                   failed_attempts = 0, locked_until = null
             where id = :id and issuer is null
            """)
        .param("id", id.value())
        .param("hash", passwordHash)
        .param("mustChange", mustChange)
        .update();
  }

  void failed(AccountId id, int lockAfter, Instant lockUntil) {
    jdbc.sql(
            """
            update access.account
               set failed_attempts = failed_attempts + 1,
                   locked_until = case when failed_attempts + 1 >= :lockAfter then cast(:lockUntil as timestamptz) end
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

  static String joined(Set<Role> roles) {
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
        Optional.ofNullable(lockedUntil).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("last_sign_in_at")).map(Timestamp::toInstant),
        row.getString("issuer") == null,
        row.getBoolean("must_change_password"),
        row.getInt("version"));
  }

  static Set<Role> roles(Array array) throws SQLException {
    return Arrays.stream((String[]) array.getArray())
        .map(Role::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }
}
