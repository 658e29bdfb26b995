// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OrganisationStore {
  private final JdbcClient jdbc;
  private final Environment settings;

  OrganisationStore(JdbcClient jdbc, Environment settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  Optional<Organisation> byId(OrganisationId id) {
    return jdbc.sql(
            """
            select id, name, type, region, duty_contact, duty_setting, source_list, oin,
                   valid_from, valid_to, note, active, version
              from organisation.organisation
             where id = :id
            """)
        .param("id", id.value())
        .query(mapper())
        .optional();
  }

  /** Everything that this name meant on this day: an official name, or another name valid then. */
  List<Organisation> named(String name, LocalDate on) {
    return jdbc.sql(
            """
            select id, name, type, region, duty_contact, duty_setting, source_list, oin,
                   valid_from, valid_to, note, active, version
              from organisation.organisation o
             where lower(o.name) = lower(:name)
                or o.id in (select a.organisation_id
                              from organisation.alias a
                             where lower(a.name) = lower(:name)
                               and (a.valid_from is null or a.valid_from <= :on)
                               and (a.valid_to is null or a.valid_to >= :on))
             order by lower(o.name) = lower(:name) desc
            """)
        .param("name", name)
        .param("on", on)
        .query(mapper())
        .list();
  }

  Optional<Organisation> byOin(String oin) {
    return jdbc.sql(
            """
            select id, name, type, region, duty_contact, duty_setting, source_list, oin,
                   valid_from, valid_to, note, active, version
              from organisation.organisation
             where oin = :oin
            """)
        .param("oin", oin)
        .query(mapper())
        .optional();
  }

  List<Organisation> search(OrganisationSearch search) {
    return jdbc.sql(
            """
            select id, name, type, region, duty_contact, duty_setting, source_list, oin,
                   valid_from, valid_to, note, active, version
              from organisation.organisation o
             where (:type = '' or o.type = :type)
               and (:region = '' or o.region = :region)
               and (o.active or :closedToo)
               and (:words = ''
                    or strpos(lower(o.name), lower(:words)) > 0
                    or exists (select from organisation.alias a
                                where a.organisation_id = o.id
                                  and strpos(lower(a.name), lower(:words)) > 0))
             order by lower(o.name), o.id
             limit :size offset :skip
            """)
        .param("type", search.type())
        .param("region", search.region())
        .param("closedToo", search.closedToo())
        .param("words", search.words().strip())
        .param("size", search.size())
        .param("skip", (search.page() - 1L) * search.size())
        .query(mapper())
        .list();
  }

  long count(OrganisationSearch search) {
    return jdbc.sql(
            """
            select count(*)
              from organisation.organisation o
             where (:type = '' or o.type = :type)
               and (:region = '' or o.region = :region)
               and (o.active or :closedToo)
               and (:words = ''
                    or strpos(lower(o.name), lower(:words)) > 0
                    or exists (select from organisation.alias a
                                where a.organisation_id = o.id
                                  and strpos(lower(a.name), lower(:words)) > 0))
            """)
        .param("type", search.type())
        .param("region", search.region())
        .param("closedToo", search.closedToo())
        .param("words", search.words().strip())
        .query(Long.class)
        .single();
  }

  /** Adds it unless its id or name is taken; tells whether it was added. */
  boolean insert(OrganisationId id, OrganisationDraft draft, String dutySetting) {
    return jdbc.sql(
                """
                insert into organisation.organisation
                  (id, name, type, region, duty_contact, duty_setting, source_list, oin, valid_from, valid_to, note)
                values
                  (:id, :name, :type, :region, :duty, :dutySetting, :list, :oin, :from, :to, :note)
                on conflict do nothing
                """)
            .param("id", id.value())
            .param("name", draft.name())
            .param("type", draft.type())
            .param("region", draft.region())
            .param("duty", draft.dutyContact().orElse(""))
            .param("dutySetting", dutySetting)
            .param("list", draft.sourceList().orElse(null))
            .param("oin", draft.oin().orElse(null))
            .param("from", draft.validFrom().orElse(null))
            .param("to", draft.validTo().orElse(null))
            .param("note", draft.note())
            .update()
        == 1;
  }

  /** Changes it when nobody else did since; tells whether it was changed. */
  boolean update(OrganisationId id, int version, OrganisationDraft draft, boolean active) {
    return jdbc.sql(
                """
                update organisation.organisation
                   set name = :name, type = :type, region = :region, duty_contact = :duty, source_list = :list, oin = :oin,
                       valid_from = :from, valid_to = :to, note = :note, active = :active, version = version + 1
                 where id = :id and version = :version
                """)
            .param("id", id.value())
            .param("version", version)
            .param("name", draft.name())
            .param("type", draft.type())
            .param("region", draft.region())
            .param("duty", draft.dutyContact().orElse(""))
            .param("list", draft.sourceList().orElse(null))
            .param("oin", draft.oin().orElse(null))
            .param("from", draft.validFrom().orElse(null))
            .param("to", draft.validTo().orElse(null))
            .param("note", draft.note())
            .param("active", active)
            .update()
        == 1;
  }

  List<Alias> aliases(OrganisationId id) {
    return jdbc.sql(
            """
            select name, valid_from, valid_to, source
              from organisation.alias
             where organisation_id = :id
             order by valid_from nulls first, lower(name)
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new Alias(
                    row.getString("name"),
                    date(row, "valid_from"),
                    date(row, "valid_to"),
                    row.getString("source")))
        .list();
  }

  boolean insertAlias(UUID aliasId, OrganisationId id, Alias alias) {
    return jdbc.sql(
                """
                insert into organisation.alias (id, organisation_id, name, valid_from, valid_to, source)
                values (:id, :organisation, :name, :from, :to, :source)
                on conflict do nothing
                """)
            .param("id", aliasId)
            .param("organisation", id.value())
            .param("name", alias.name())
            .param("from", alias.validFrom().orElse(null))
            .param("to", alias.validTo().orElse(null))
            .param("source", alias.source())
            .update()
        == 1;
  }

  /** Whether this name already means another organisation on one of these days. */
  boolean meansAnother(
      String name, OrganisationId id, @Nullable LocalDate from, @Nullable LocalDate to) {
    return jdbc.sql(
            """
            select exists (select from organisation.organisation o
                            where lower(o.name) = lower(:name) and o.id <> :id)
                or exists (select from organisation.alias a
                            where lower(a.name) = lower(:name) and a.organisation_id <> :id
                              and daterange(a.valid_from, a.valid_to, '[]')
                                  && daterange(cast(:from as date), cast(:to as date), '[]'))
            """)
        .param("name", name)
        .param("id", id.value())
        .param("from", from)
        .param("to", to)
        .query(Boolean.class)
        .single();
  }

  private RowMapper<Organisation> mapper() {
    return (row, number) ->
        new Organisation(
            new OrganisationId(row.getObject("id", UUID.class)),
            row.getString("name"),
            row.getString("type"),
            row.getString("region"),
            dutyContact(row.getString("duty_contact"), row.getString("duty_setting")),
            Optional.ofNullable(row.getString("source_list")),
            Optional.ofNullable(row.getString("oin")),
            date(row, "valid_from"),
            date(row, "valid_to"),
            row.getString("note"),
            row.getBoolean("active"),
            row.getInt("version"));
  }

  /** Telephone numbers of the real chain are a setting of the installation, never data of ours. */
  private Optional<String> dutyContact(String own, String setting) {
    if (!own.isEmpty()) {
      return Optional.of(own);
    }
    return setting.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(settings.getProperty(setting)).filter(text -> !text.isBlank());
  }

  private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class));
  }
}
