// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MachineClientStore {
  private final JdbcClient jdbc;

  MachineClientStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The client and the hash of its secret. */
  record Secret(MachineClient client, String hash) {}

  Optional<Secret> byId(UUID id) {
    return jdbc.sql(
            """
            select id, organisation_id, name, external_id, secret_hash, roles, active,
                   created_by, created_at, rotated_at
              from access.machine_client
             where id = :id
            """)
        .param("id", id)
        .query((row, number) -> new Secret(client(row), row.getString("secret_hash")))
        .optional();
  }

  Optional<MachineClient> byExternalId(String externalId) {
    return jdbc.sql(
            """
            select id, organisation_id, name, external_id, secret_hash, roles, active,
                   created_by, created_at, rotated_at
              from access.machine_client
             where external_id = :externalId
            """)
        .param("externalId", externalId)
        .query((row, number) -> client(row))
        .optional();
  }

  List<MachineClient> all() {
    return jdbc.sql(
            """
            select id, organisation_id, name, external_id, secret_hash, roles, active,
                   created_by, created_at, rotated_at
              from access.machine_client
             order by active desc, lower(name), id
            """)
        .query((row, number) -> client(row))
        .list();
  }

  void insert(MachineClient client, String secretHash) {
    jdbc.sql(
            """
            insert into access.machine_client
              (id, organisation_id, name, external_id, secret_hash, roles, created_by, created_at)
            values
              (:id, :organisation, :name, :externalId, :hash, string_to_array(:roles, ','),
               :createdBy, :createdAt)
            """)
        .param("id", client.id())
        .param("organisation", client.organisation().value())
        .param("name", client.name())
        .param("externalId", client.externalId().orElse(null))
        .param("hash", secretHash)
        .param("roles", AccountStore.joined(client.roles()))
        .param("createdBy", client.createdBy().value())
        .param("createdAt", Timestamp.from(client.createdAt()))
        .update();
  }

  boolean rotate(UUID id, String secretHash, Instant at) {
    return jdbc.sql(
                """
                update access.machine_client
                   set secret_hash = :hash, rotated_at = :at
                 where id = :id and active and external_id is null
                """)
            .param("id", id)
            .param("hash", secretHash)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  boolean revoke(UUID id) {
    return jdbc.sql("update access.machine_client set active = false where id = :id and active")
            .param("id", id)
            .update()
        == 1;
  }

  private static MachineClient client(ResultSet row) throws SQLException {
    return new MachineClient(
        row.getObject("id", UUID.class),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        row.getString("name"),
        Optional.ofNullable(row.getString("external_id")),
        AccountStore.roles(row.getArray("roles")),
        row.getBoolean("active"),
        new AccountId(row.getObject("created_by", UUID.class)),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("rotated_at")).map(Timestamp::toInstant));
  }
}
