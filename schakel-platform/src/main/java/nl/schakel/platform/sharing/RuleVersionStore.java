// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of the rules with their files, and the keys that sign them. */
@Repository
class RuleVersionStore {
  private static final String VERSIONS =
      """
      select id, content, digest, shipped, title, reason, signed_with, proposed_by, proposed_at, valid_from,
             approved_by, approved_at, withdrawn_at
        from sharing.rule_version
      """;

  private final JdbcClient jdbc;

  RuleVersionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One proposal or shipped version at a time, until the transaction ends. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('sharing.rule_version'))")
        .query((row, number) -> number)
        .list();
  }

  /** All versions, the latest proposed first. */
  List<RuleVersion> versions() {
    return jdbc.sql(VERSIONS + " order by proposed_at desc, id")
        .query((row, number) -> version(row))
        .list();
  }

  Optional<RuleVersion> find(RuleVersionId id) {
    return jdbc.sql(VERSIONS + " where id = :id")
        .param("id", id.value())
        .query((row, number) -> version(row))
        .optional();
  }

  Map<String, byte[]> files(RuleVersionId id) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    jdbc.sql("select name, content from sharing.rule_file where version_id = :id order by name")
        .param("id", id.value())
        .query(
            row -> {
              files.put(row.getString("name"), row.getBytes("content"));
            });
    return files;
  }

  List<String> uploaded(RuleVersionId id) {
    return jdbc.sql(
            """
            select name from sharing.rule_file where version_id = :id and uploaded order by name
            """)
        .param("id", id.value())
        .query((row, n) -> row.getString("name"))
        .list();
  }

  void insert(
      RuleVersion version, Optional<byte[]> signature, RuleFiles files, Set<String> uploaded) {
    jdbc.sql(
            """
            insert into sharing.rule_version
              (id, content, digest, shipped, title, reason, signed_with, signature, proposed_by,
               proposed_at, valid_from, approved_at)
            values
              (:id, :content, :digest, :shipped, :title, :reason, :signedWith, :signature, :proposedBy,
               :proposedAt, :validFrom, :approvedAt)
            """)
        .param("id", version.id().value())
        .param("content", version.content())
        .param("digest", version.digest())
        .param("shipped", version.shipped())
        .param("title", version.title())
        .param("reason", version.reason())
        .param("signedWith", version.signedWith().orElse(null))
        .param("signature", signature.orElse(null))
        .param("proposedBy", version.proposedBy().map(AccountId::value).orElse(null))
        .param("proposedAt", Timestamp.from(version.proposedAt()))
        .param("validFrom", Date.valueOf(version.validFrom()))
        .param("approvedAt", version.approvedAt().map(Timestamp::from).orElse(null))
        .update();
    files
        .content()
        .forEach((name, content) -> insert(version.id(), name, content, uploaded.contains(name)));
  }

  private void insert(RuleVersionId version, String name, byte[] content, boolean uploaded) {
    jdbc.sql(
            """
            insert into sharing.rule_file (version_id, name, content, uploaded)
            values (:version, :name, :content, :uploaded)
            """)
        .param("version", version.value())
        .param("name", name)
        .param("content", content)
        .param("uploaded", uploaded)
        .update();
  }

  int approve(RuleVersionId id, AccountId by, Instant at) {
    return jdbc.sql(
            """
            update sharing.rule_version
               set approved_by = :by, approved_at = :at
             where id = :id and approved_at is null and withdrawn_at is null
            """)
        .param("by", by.value())
        .param("at", Timestamp.from(at))
        .param("id", id.value())
        .update();
  }

  int withdraw(RuleVersionId id, AccountId by, Instant at) {
    return jdbc.sql(
            """
            update sharing.rule_version
               set withdrawn_by = :by, withdrawn_at = :at
             where id = :id and approved_at is null and withdrawn_at is null
            """)
        .param("by", by.value())
        .param("at", Timestamp.from(at))
        .param("id", id.value())
        .update();
  }

  List<SigningKey> keys() {
    return jdbc.sql(
            """
            select id, holder, registered_at, revoked_at from sharing.signing_key
             order by registered_at desc, id
            """)
        .query((row, number) -> key(row))
        .list();
  }

  /** Whether these bytes signed a proposal before, whatever became of it. */
  boolean signedBefore(byte[] signature) {
    return jdbc.sql("select exists (select from sharing.rule_version where signature = :signature)")
        .param("signature", signature)
        .query(Boolean.class)
        .single();
  }

  /** Whether an earlier proposal came with the signature of this one. */
  boolean signedBefore(RuleVersionId id) {
    return jdbc.sql(
            """
            select exists (
              select from sharing.rule_version one
                join sharing.rule_version earlier on earlier.signature = one.signature
               where one.id = :id
                 and (earlier.proposed_at, earlier.id) < (one.proposed_at, one.id))
            """)
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /** Who registered a key, and whether it signs nothing any more. */
  record KeyStanding(AccountId registeredBy, boolean revoked) {}

  KeyStanding standing(String key) {
    return jdbc.sql(
            """
            select registered_by, revoked_at is not null as revoked from sharing.signing_key
             where id = :id
            """)
        .param("id", key)
        .query(
            (row, number) ->
                new KeyStanding(
                    new AccountId(row.getObject("registered_by", UUID.class)),
                    row.getBoolean("revoked")))
        .single();
  }

  /** A key with what checks its signatures. */
  record StoredKey(SigningKey key, byte[] publicKey) {}

  List<StoredKey> usableKeys() {
    return jdbc.sql(
            """
            select id, holder, registered_at, revoked_at, public_key from sharing.signing_key
             where revoked_at is null
            """)
        .query((row, number) -> new StoredKey(key(row), row.getBytes("public_key")))
        .list();
  }

  void insert(SigningKey key, byte[] publicKey, AccountId by) {
    jdbc.sql(
            """
            insert into sharing.signing_key (id, holder, public_key, registered_by, registered_at)
            values (:id, :holder, :key, :by, :at)
            """)
        .param("id", key.id())
        .param("holder", key.holder())
        .param("key", publicKey)
        .param("by", by.value())
        .param("at", Timestamp.from(key.registeredAt()))
        .update();
  }

  int revoke(String id, AccountId by, Instant at) {
    return jdbc.sql(
            """
            update sharing.signing_key set revoked_by = :by, revoked_at = :at
             where id = :id and revoked_at is null
            """)
        .param("by", by.value())
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  private static SigningKey key(ResultSet row) throws SQLException {
    return new SigningKey(
        row.getString("id"),
        row.getString("holder"),
        row.getTimestamp("registered_at").toInstant(),
        instant(row, "revoked_at"));
  }

  private static RuleVersion version(ResultSet row) throws SQLException {
    return new RuleVersion(
        new RuleVersionId(row.getObject("id", UUID.class)),
        row.getString("content"),
        row.getString("digest"),
        row.getBoolean("shipped"),
        row.getString("title"),
        row.getString("reason"),
        Optional.ofNullable(row.getString("signed_with")),
        account(row, "proposed_by"),
        row.getTimestamp("proposed_at").toInstant(),
        row.getObject("valid_from", LocalDate.class),
        account(row, "approved_by"),
        instant(row, "approved_at"),
        instant(row, "withdrawn_at"));
  }

  private static Optional<AccountId> account(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class)).map(AccountId::new);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    @Nullable Timestamp at = row.getTimestamp(column);
    return Optional.ofNullable(at).map(Timestamp::toInstant);
  }
}
