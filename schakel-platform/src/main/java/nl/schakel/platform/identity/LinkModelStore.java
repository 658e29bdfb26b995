// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.linkage.FieldModel;
import nl.schakel.linkage.Model;
import nl.schakel.linkage.ModelFile;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.platform.access.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Versions of the model; what was written about one is never changed, only its state. */
@Repository
class LinkModelStore {
  private static final long LOCK = 7_246_355;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;

  LinkModelStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, n) -> true)
        .single();
  }

  /** The model that came with the program; once. */
  void insertFirst(String model, int records, AccountId by, Instant at) {
    jdbc.sql(
            """
            insert into identity.link_model
              (version, state, requested_at, requested_by, finished_at, records, invented, model,
               in_force_at, in_force_by)
            values (1, 'in-force', :at, :by, :at, :records, true, :model, :at, :by)
            on conflict do nothing
            """)
        .param("at", Timestamp.from(at))
        .param("by", by.value())
        .param("records", records)
        .param("model", model)
        .update();
  }

  /** The next version, to be trained; empty when one waits already. */
  Optional<Integer> request(AccountId by, Instant at) {
    return jdbc.sql(
            """
            insert into identity.link_model (version, state, requested_at, requested_by, invented)
            select max(version) + 1, 'waiting', :at, :by, false from identity.link_model
            having not exists (select from identity.link_model where state = 'waiting')
            returning version
            """)
        .param("at", Timestamp.from(at))
        .param("by", by.value())
        .query(Integer.class)
        .optional();
  }

  /** False when it was proposed before, by a run that was killed after it. */
  boolean propose(
      int version, Model model, int records, int judged, ModelFindings findings, Instant at) {
    return jdbc.sql(
                """
            update identity.link_model
               set state = 'proposed', finished_at = :at, records = :records, judged = :judged,
                   model = :model, findings = :findings
             where version = :version and state = 'waiting'
            """)
            .param("at", Timestamp.from(at))
            .param("records", records)
            .param("judged", judged)
            .param("model", ModelFile.write(model))
            .param("findings", JSON.writeValueAsString(findings))
            .param("version", version)
            .update()
        == 1;
  }

  void fail(int version, Instant at) {
    jdbc.sql(
            """
            update identity.link_model set state = 'failed', finished_at = :at
             where version = :version and state = 'waiting'
            """)
        .param("at", Timestamp.from(at))
        .param("version", version)
        .update();
  }

  void retire(int version) {
    jdbc.sql(
            "update identity.link_model set state = 'retired' where version = :version and state in ('proposed', 'in-force')")
        .param("version", version)
        .update();
  }

  void putInForce(int version, AccountId by, Instant at) {
    jdbc.sql("update identity.link_model set state = 'retired' where state = 'in-force'").update();
    jdbc.sql(
            """
            update identity.link_model set state = 'in-force', in_force_at = :at, in_force_by = :by
             where version = :version
            """)
        .param("at", Timestamp.from(at))
        .param("by", by.value())
        .param("version", version)
        .update();
  }

  int versionInForce() {
    return jdbc.sql("select version from identity.link_model where state = 'in-force'")
        .query(Integer.class)
        .single();
  }

  Model model(int version) {
    return jdbc.sql("select model from identity.link_model where version = :version")
        .param("version", version)
        .query((row, n) -> ModelFile.read("model " + version, row.getString(1)))
        .single();
  }

  Optional<LinkModel> version(int version) {
    return versions("version = :version", version).stream().findFirst();
  }

  /** Newest first. */
  List<LinkModel> versions() {
    return versions("version > :version", 0);
  }

  private List<LinkModel> versions(String which, int version) {
    return jdbc.sql(
            """
            select version, state, requested_at, requested_by, finished_at, records, judged,
                   invented, model, findings, in_force_at, in_force_by
              from identity.link_model where %s order by version desc limit 100
            """
                .formatted(which))
        .param("version", version)
        .query((row, n) -> version(row))
        .list();
  }

  private static LinkModel version(ResultSet row) throws SQLException {
    @Nullable String text = row.getString("model");
    @Nullable String findings = row.getString("findings");
    Optional<Model> model =
        Optional.ofNullable(text).map(written -> ModelFile.read("model", written));
    return new LinkModel(
        row.getInt("version"),
        LinkModel.State.of(row.getString("state")),
        row.getTimestamp("requested_at").toInstant(),
        new AccountId(row.getObject("requested_by", UUID.class)),
        Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant),
        row.getInt("records"),
        row.getInt("judged"),
        row.getBoolean("invented"),
        model.map(Model::prior).orElse(0.0),
        model.map(LinkModelStore::fields).orElse(List.of()),
        Optional.ofNullable(findings).map(json -> JSON.readValue(json, ModelFindings.class)),
        Optional.ofNullable(row.getTimestamp("in_force_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getObject("in_force_by", UUID.class)).map(AccountId::new));
  }

  private static List<LinkModel.Field> fields(Model model) {
    List<LinkModel.Field> fields = new ArrayList<>();
    for (FieldModel field : model.fields()) {
      List<LinkModel.Level> levels = new ArrayList<>();
      for (int level = field.m().length - 1; level >= 0; level--) {
        levels.add(
            new LinkModel.Level(
                WeightSteps.rule(field.settings(), level),
                field.m()[level],
                field.u()[level],
                field.bits(level)));
      }
      fields.add(new LinkModel.Field(field.settings().name(), levels));
    }
    return fields;
  }
}
