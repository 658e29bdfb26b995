// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditStore {
  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(AuditEntryId id, Instant at, Actor actor, AuditEvent event) {
    jdbc.sql(
            """
            insert into audit.entry
              (id, at, actor_kind, account_id, organisation_id, roles, activity, purpose,
               object, subject_id, ground, result, details)
            values
              (:id, :at, :kind, :account, :organisation, string_to_array(:roles, ','), :activity,
               :purpose, :object, :subject, :ground, :result, cast(:details as jsonb))
            """)
        .param("id", id.value())
        .param("at", Timestamp.from(at))
        .param("kind", actor.kind().name())
        .param("account", actor.account().value())
        .param("organisation", actor.organisation().value())
        .param(
            "roles",
            actor.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
        .param("activity", event.activity())
        .param("purpose", event.purpose().name())
        .param("object", event.object())
        .param("subject", event.subject().orElse(null))
        .param("ground", event.ground())
        .param("result", event.result().name())
        .param("details", json(event.details()))
        .update();
  }

  private static String json(Map<String, String> details) {
    return new TreeMap<>(details)
        .entrySet().stream()
            .map(e -> quote(e.getKey()) + ":" + quote(e.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quote(String text) {
    return '"'
        + new String(tools.jackson.core.io.JsonStringEncoder.getInstance().quoteAsCharArray(text))
        + '"';
  }
}
