// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Agreements and what happened to them. */
@Repository
class CovenantStore {
  private static final String COLUMNS =
      """
      id, name, kind, state, nationwide_types, party_types, party_organisations, party_names,
      purposes, data, interest, partnership, aim, data_described, conditions, recipients, ground,
      source, certainty, starts_on, ends_on, review_on, version, changed_by, changed_at
      """;

  private final JdbcClient jdbc;

  CovenantStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Covenant> all() {
    return jdbc.sql("select %s from sharing.covenant order by lower(name)".formatted(COLUMNS))
        .query((row, n) -> covenant(row))
        .list();
  }

  Optional<Covenant> byId(CovenantId id) {
    return jdbc.sql("select %s from sharing.covenant where id = :id".formatted(COLUMNS))
        .param("id", id.value())
        .query((row, n) -> covenant(row))
        .optional();
  }

  /** Those that count on this day for this purpose; whom they bind the caller looks at. */
  List<Covenant> inForce(LocalDate day, String purpose) {
    return jdbc.sql(
            """
            select %s from sharing.covenant
             where state = 'IN_FORCE' and starts_on <= :day and (ends_on is null or ends_on >= :day)
               and :purpose = any(purposes)
             order by lower(name)
            """
                .formatted(COLUMNS))
        .param("day", day)
        .param("purpose", purpose)
        .query((row, n) -> covenant(row))
        .list();
  }

  /** Adds it unless its id or name is taken; tells whether it was added. */
  boolean insert(CovenantId id, CovenantDraft draft, AccountId by, Instant at) {
    return with(
                jdbc.sql(
                    """
                insert into sharing.covenant
                  (id, name, kind, state, nationwide_types, party_types, party_organisations,
                   party_names, purposes, data, interest, partnership, aim, data_described,
                   conditions, recipients, ground, source, certainty, starts_on, ends_on,
                   review_on, changed_by, changed_at)
                values
                  (:id, :name, :kind, 'PROPOSED', :nationwide, :types, :organisations, :names,
                   :purposes, :data, :interest, :partnership, :aim, :described, :conditions,
                   :recipients, :ground, :source, :certainty, :starts, :ends, :review, :by, :at)
                on conflict do nothing
                """),
                draft)
            .param("id", id.value())
            .param("by", by.value())
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  /** Changes it when nobody else did since and it does not count; tells whether it was changed. */
  boolean update(CovenantId id, int version, CovenantDraft draft, AccountId by, Instant at) {
    return with(
                jdbc.sql(
                    """
                update sharing.covenant
                   set name = :name, kind = :kind, nationwide_types = :nationwide,
                       party_types = :types,
                       party_organisations = :organisations, party_names = :names,
                       purposes = :purposes, data = :data, interest = :interest,
                       partnership = :partnership, aim = :aim, data_described = :described,
                       conditions = :conditions, recipients = :recipients, ground = :ground,
                       source = :source, certainty = :certainty, starts_on = :starts,
                       ends_on = :ends, review_on = :review, version = version + 1,
                       changed_by = :by, changed_at = :at
                 where id = :id and version = :version and state = 'PROPOSED'
                """),
                draft)
            .param("id", id.value())
            .param("version", version)
            .param("by", by.value())
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  private static JdbcClient.StatementSpec with(
      JdbcClient.StatementSpec statement, CovenantDraft draft) {
    return statement
        .param("name", draft.name())
        .param("kind", draft.kind().code())
        .param("nationwide", draft.nationwideTypes().toArray(String[]::new))
        .param("types", draft.partyTypes().toArray(String[]::new))
        .param(
            "organisations",
            draft.partyOrganisations().stream().map(OrganisationId::value).toArray(UUID[]::new))
        .param("names", draft.partyNames().toArray(String[]::new))
        .param("purposes", draft.purposes().toArray(String[]::new))
        .param("data", draft.data().toArray(String[]::new))
        .param("interest", draft.decision().interest())
        .param("partnership", draft.decision().partnership())
        .param("aim", draft.decision().aim())
        .param("described", draft.decision().data())
        .param("conditions", draft.decision().conditions())
        .param("recipients", draft.decision().recipients())
        .param("ground", draft.ground())
        .param("source", draft.source())
        .param("certainty", draft.certainty().code())
        .param("starts", draft.startsOn().orElse(null))
        .param("ends", draft.endsOn().orElse(null))
        .param("review", draft.reviewOn().orElse(null));
  }

  /** Moves it to another state when it still is as it was seen; tells whether it did. */
  boolean move(CovenantId id, int version, CovenantState from, CovenantState to) {
    return jdbc.sql(
                """
                update sharing.covenant set state = :to, version = version + 1
                 where id = :id and version = :version and state = :from
                """)
            .param("id", id.value())
            .param("version", version)
            .param("from", from.name())
            .param("to", to.name())
            .update()
        == 1;
  }

  /** Keeps what it is now beside what happened to it. */
  void step(CovenantId id, String what, String reason, AccountId by, Instant at) {
    jdbc.sql(
            """
            insert into sharing.covenant_step (covenant_id, version, what, reason, account_id, at, content)
            select c.id, c.version, :what, :reason, :by, :at, to_jsonb(c)
              from sharing.covenant c where c.id = :id
            """)
        .param("id", id.value())
        .param("what", what)
        .param("reason", reason)
        .param("by", by.value())
        .param("at", Timestamp.from(at))
        .update();
  }

  /** The names under which agreements came with the product, whatever they are called now. */
  List<String> shipped() {
    return jdbc.sql("select content ->> 'name' from sharing.covenant_step where what = 'shipped'")
        .query((row, n) -> row.getString(1))
        .list();
  }

  List<Covenants.Step> steps(CovenantId id) {
    return jdbc.sql(
            """
            select version, what, reason, account_id, at from sharing.covenant_step
             where covenant_id = :id order by version desc
            """)
        .param("id", id.value())
        .query(
            (row, n) ->
                new Covenants.Step(
                    row.getInt("version"),
                    row.getString("what"),
                    row.getString("reason"),
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  private static Covenant covenant(ResultSet row) throws SQLException {
    CovenantDraft contents =
        new CovenantDraft(
            row.getString("name"),
            CovenantKind.of(row.getString("kind")).orElseThrow(),
            texts(row, "nationwide_types"),
            texts(row, "party_types"),
            Arrays.stream((UUID[]) row.getArray("party_organisations").getArray())
                .map(OrganisationId::new)
                .toList(),
            texts(row, "party_names"),
            texts(row, "purposes"),
            texts(row, "data"),
            new CovenantDraft.PartnershipDecision(
                row.getString("interest"),
                row.getString("partnership"),
                row.getString("aim"),
                row.getString("data_described"),
                row.getString("conditions"),
                row.getString("recipients")),
            row.getString("ground"),
            row.getString("source"),
            Certainty.of(row.getString("certainty")),
            date(row, "starts_on"),
            date(row, "ends_on"),
            date(row, "review_on"));
    return new Covenant(
        new CovenantId(row.getObject("id", UUID.class)),
        contents,
        CovenantState.valueOf(row.getString("state")),
        row.getInt("version"),
        new AccountId(row.getObject("changed_by", UUID.class)),
        row.getTimestamp("changed_at").toInstant());
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }

  static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class));
  }
}
