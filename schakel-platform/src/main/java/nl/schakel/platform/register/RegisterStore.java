// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.ReportId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Victims, the reports they are made of, and the decisions about them. */
@Repository
class RegisterStore {
  /** Any number that no other lock of the house uses. */
  private static final long LOCK = 7_246_352;

  private final JdbcClient jdbc;

  RegisterStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Lets one transaction at a time move reports between victims, on all nodes together. The next
   * one sees what the one before it committed, because every statement takes a new look.
   */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, n) -> true)
        .single();
  }

  Set<ReportId> linkedAlready(Collection<ReportId> reports) {
    return new HashSet<>(
        jdbc.sql("select report_id from register.source where report_id = any(:reports)")
            .param("reports", reportIds(reports))
            .query((row, n) -> new ReportId(row.getObject(1, UUID.class)))
            .list());
  }

  List<Linking.Placed> placed(Collection<PersonId> persons) {
    return jdbc.sql(
            """
            select person_id, report_id, victim_id
              from register.source
             where person_id = any(:persons)
             order by number
            """)
        .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
        .query(
            (row, n) ->
                new Linking.Placed(
                    new PersonId(row.getObject(1, UUID.class)),
                    new ReportId(row.getObject(2, UUID.class)),
                    new VictimId(row.getObject(3, UUID.class))))
        .list();
  }

  void insertSources(Collection<Source> sources, Map<ReportId, VictimId> victims) {
    jdbc.sql(
            """
            insert into register.source
              (report_id, number, victim_id, person_id, named, organisation_id, reporter_type, list,
               reported_on, year, linked_at, birth_year, birth_low, birth_high, age_group, sex,
               nationalities, nationality_group, forms, sectors, municipalities, countries,
               period_from, period_to, border, dossier_type)
            select r.report::uuid, r.number::bigint, r.victim::uuid, r.person::uuid,
                   r.named::boolean, r.organisation::uuid, r.reporter_type, r.list,
                   r.reported_on::date, extract(year from r.reported_on::date)::int,
                   r.linked_at::timestamptz, r.birth_year::int, r.birth_low::int,
                   r.birth_high::int, r.age_group, r.sex, r.nationalities::text[],
                   r.nationality_group, r.forms::text[], r.sectors::text[],
                   r.municipalities::text[], r.countries::text[], r.period_from::date,
                   r.period_to::date, r.border, r.dossier_type
              from unnest(:report, :number, :victim, :person, :named, :organisation,
                          :reporter_type, :list, :reported_on, :linked_at, :birth_year, :birth_low,
                          :birth_high, :age_group, :sex, :nationalities, :nationality_group,
                          :forms, :sectors, :municipalities, :countries, :period_from, :period_to,
                          :border, :dossier_type)
                as r (report, number, victim, person, named, organisation,
                      reporter_type, list, reported_on, linked_at, birth_year, birth_low,
                      birth_high, age_group, sex, nationalities, nationality_group,
                      forms, sectors, municipalities, countries, period_from, period_to,
                      border, dossier_type)
            """)
        .params(
            new Columns<>(sources)
                .add("report", source -> source.report().value())
                .add("number", Source::number)
                .add("victim", source -> Objects.requireNonNull(victims.get(source.report())))
                .add("person", source -> source.person().map(PersonId::value))
                .add("named", Source::named)
                .add("organisation", Source::organisation)
                .add("reporter_type", Source::reporterType)
                .add("list", Source::list)
                .add("reported_on", Source::reportedOn)
                .add("linked_at", Source::linkedAt)
                .add("birth_year", Source::birthYear)
                .add("birth_low", source -> source.born().map(BirthYears::low))
                .add("birth_high", source -> source.born().map(BirthYears::high))
                .add("age_group", Source::ageGroup)
                .add("sex", Source::sex)
                .add("nationalities", Source::nationalities)
                .add("nationality_group", Source::nationalityGroup)
                .add("forms", Source::forms)
                .add("sectors", Source::sectors)
                .add("municipalities", Source::municipalities)
                .add("countries", Source::countries)
                .add("period_from", Source::periodFrom)
                .add("period_to", Source::periodTo)
                .add("border", Source::border)
                .add("dossier_type", Source::dossierType)
                .toParameters())
        .update();
  }

  /** The persons whom these reports are about, as far as the register has placed them. */
  List<VictimId> victimsOf(Collection<ReportId> reports) {
    return jdbc.sql(
            "select distinct victim_id from register.source where report_id = any(:reports)")
        .param("reports", reports.stream().map(ReportId::value).toArray(UUID[]::new))
        .query((row, n) -> new VictimId(row.getObject(1, UUID.class)))
        .list();
  }

  /** The reports of these victims, by victim. */
  Map<VictimId, List<Source>> sources(Collection<VictimId> victims) {
    Map<VictimId, List<Source>> byVictim = new LinkedHashMap<>();
    jdbc.sql(
            """
            select victim_id, report_id, number, person_id, named, organisation_id, reporter_type,
                   list, reported_on, linked_at, birth_year, birth_low, birth_high, age_group, sex,
                   nationalities, nationality_group, forms, sectors, municipalities, countries,
                   period_from, period_to, border, dossier_type
              from register.source
             where victim_id = any(:victims)
             order by number
            """)
        .param("victims", victimIds(victims))
        .query(
            row -> {
              byVictim
                  .computeIfAbsent(
                      new VictimId(row.getObject("victim_id", UUID.class)),
                      victim -> new ArrayList<>())
                  .add(source(row));
            });
    return byVictim;
  }

  /** Reports by number, both ends included. */
  List<Source> numbered(long first, long last) {
    return jdbc.sql(
            """
            select victim_id, report_id, number, person_id, named, organisation_id, reporter_type,
                   list, reported_on, linked_at, birth_year, birth_low, birth_high, age_group, sex,
                   nationalities, nationality_group, forms, sectors, municipalities, countries,
                   period_from, period_to, border, dossier_type
              from register.source
             where number between :first and :last
             order by number
            """)
        .param("first", first)
        .param("last", last)
        .query((row, n) -> source(row))
        .list();
  }

  /** The reports about these persons. */
  List<Source> ofPersons(Collection<PersonId> persons) {
    return jdbc.sql(
            """
            select victim_id, report_id, number, person_id, named, organisation_id, reporter_type,
                   list, reported_on, linked_at, birth_year, birth_low, birth_high, age_group, sex,
                   nationalities, nationality_group, forms, sectors, municipalities, countries,
                   period_from, period_to, border, dossier_type
              from register.source
             where person_id = any(:persons)
            """)
        .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
        .query((row, n) -> source(row))
        .list();
  }

  /** The newest reports that give a name to compare. */
  List<Source> newestNamed(int most) {
    return jdbc.sql(
            """
            select victim_id, report_id, number, person_id, named, organisation_id, reporter_type,
                   list, reported_on, linked_at, birth_year, birth_low, birth_high, age_group, sex,
                   nationalities, nationality_group, forms, sectors, municipalities, countries,
                   period_from, period_to, border, dossier_type
              from register.source
             where named and person_id is not null
             order by number desc
             limit :most
            """)
        .param("most", most)
        .query((row, n) -> source(row))
        .list();
  }

  private static Source source(ResultSet row) throws SQLException {
    @Nullable Integer low = row.getObject("birth_low", Integer.class);
    return new Source(
        new ReportId(row.getObject("report_id", UUID.class)),
        row.getLong("number"),
        Optional.ofNullable(row.getObject("person_id", UUID.class)).map(PersonId::new),
        row.getBoolean("named"),
        row.getObject("organisation_id", UUID.class),
        row.getString("reporter_type"),
        row.getString("list"),
        row.getObject("reported_on", LocalDate.class),
        row.getTimestamp("linked_at").toInstant(),
        Optional.ofNullable(row.getObject("birth_year", Integer.class)),
        low == null ? Optional.empty() : Optional.of(new BirthYears(low, row.getInt("birth_high"))),
        row.getString("age_group"),
        row.getString("sex"),
        texts(row, "nationalities"),
        row.getString("nationality_group"),
        texts(row, "forms"),
        texts(row, "sectors"),
        texts(row, "municipalities"),
        texts(row, "countries"),
        Optional.ofNullable(row.getObject("period_from", LocalDate.class)),
        Optional.ofNullable(row.getObject("period_to", LocalDate.class)),
        row.getString("border"),
        row.getString("dossier_type"));
  }

  Map<VictimId, List<Decision>> decisions(Collection<VictimId> victims) {
    Map<VictimId, List<Decision>> byVictim = new LinkedHashMap<>();
    jdbc.sql(
            """
            select id, victim_id, aspect, value, decider, ground, decided_on, reason, account_id,
                   at, withdrawn_at, withdrawn_by, withdrawn_reason
              from register.decision
             where victim_id = any(:victims)
             order by at, id
            """)
        .param("victims", victimIds(victims))
        .query((row, n) -> decision(row))
        .list()
        .forEach(
            decision ->
                byVictim
                    .computeIfAbsent(decision.victim(), victim -> new ArrayList<>())
                    .add(decision));
    return byVictim;
  }

  private static Decision decision(ResultSet row) throws SQLException {
    @Nullable Timestamp withdrawn = row.getTimestamp("withdrawn_at");
    return new Decision(
        row.getObject("id", UUID.class),
        new VictimId(row.getObject("victim_id", UUID.class)),
        Aspect.of(row.getString("aspect")).orElseThrow(),
        texts(row, "value"),
        row.getString("decider"),
        row.getString("ground"),
        row.getObject("decided_on", LocalDate.class),
        row.getString("reason"),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getTimestamp("at").toInstant(),
        withdrawn == null
            ? Optional.empty()
            : Optional.of(
                new Decision.Withdrawn(
                    withdrawn.toInstant(),
                    new AccountId(row.getObject("withdrawn_by", UUID.class)),
                    row.getString("withdrawn_reason"))));
  }

  void insertDecision(Decision decision) {
    jdbc.sql(
            """
            insert into register.decision
              (id, victim_id, aspect, value, decider, ground, decided_on, reason, account_id, at)
            values
              (:id, :victim, :aspect, :value, :decider, :ground, :decidedOn, :reason, :account, :at)
            """)
        .param("id", decision.id())
        .param("victim", decision.victim().value())
        .param("aspect", decision.aspect().code())
        .param("value", decision.value().toArray(String[]::new))
        .param("decider", decision.decider())
        .param("ground", decision.ground())
        .param("decidedOn", decision.decidedOn())
        .param("reason", decision.reason())
        .param("account", decision.account().value())
        .param("at", Timestamp.from(decision.at()))
        .update();
  }

  /** Takes a decision back; false when it is not of this victim or was taken back before. */
  boolean withdrawDecision(
      UUID decision, VictimId victim, AccountId by, String reason, Instant at) {
    return jdbc.sql(
                """
                update register.decision
                   set withdrawn_at = :at, withdrawn_by = :by, withdrawn_reason = :reason
                 where id = :id and victim_id = :victim and withdrawn_at is null
                """)
            .param("at", Timestamp.from(at))
            .param("by", by.value())
            .param("reason", reason)
            .param("id", decision)
            .param("victim", victim.value())
            .update()
        == 1;
  }

  /** Writes new victims; they must exist before the first report points at them. */
  void insertVictims(Collection<VictimFacts> victims, Instant now, String reviewReason) {
    jdbc.sql(
            """
            insert into register.victim
              (id, created_at, reports, first_on, first_year, first_list, lists, reporter_types,
               forms, age_group, birth_year, sex, nationality, nationalities, nationality_group,
               border, dossier_type, status, missing, review_since, review_reason)
            select v.id::uuid, :now::timestamptz, v.reports::int, v.first_on::date,
                   extract(year from v.first_on::date)::int, v.first_list, v.lists::text[],
                   v.reporter_types::text[], v.forms::text[], v.age_group, v.birth_year::int, v.sex,
                   v.nationality, v.nationalities::text[], v.nationality_group, v.border,
                   v.dossier_type, v.status, v.missing::text[],
                   case when v.review::boolean then :now::timestamptz end,
                   case when v.review::boolean then :reviewReason::text end
              from unnest(:id, :reports, :first_on, :first_list, :lists, :reporter_types, :forms,
                          :age_group, :birth_year, :sex, :nationality, :nationalities,
                          :nationality_group, :border, :dossier_type, :status, :missing, :review)
                as v (id, reports, first_on, first_list, lists, reporter_types, forms,
                      age_group, birth_year, sex, nationality, nationalities,
                      nationality_group, border, dossier_type, status, missing, review)
            """)
        .params(victimColumns(victims).toParameters())
        .param("now", Timestamp.from(now))
        .param("reviewReason", reviewReason)
        .update();
  }

  /** Writes what was derived anew about known victims; what waits for a registrar keeps waiting. */
  void updateVictims(Collection<VictimFacts> victims, Instant now, Optional<String> reviewReason) {
    jdbc.sql(
            """
            update register.victim old
               set merged_into_victim_id = null, reports = v.reports::int,
                   first_on = v.first_on::date,
                   first_year = extract(year from v.first_on::date)::int,
                   first_list = v.first_list, lists = v.lists::text[],
                   reporter_types = v.reporter_types::text[], forms = v.forms::text[],
                   age_group = v.age_group, birth_year = v.birth_year::int, sex = v.sex,
                   nationality = v.nationality, nationalities = v.nationalities::text[],
                   nationality_group = v.nationality_group, border = v.border,
                   dossier_type = v.dossier_type, status = v.status, missing = v.missing::text[],
                   review_since = coalesce(old.review_since,
                     case when v.review::boolean and :reviewReason::text <> '' then :now::timestamptz end),
                   review_reason = coalesce(old.review_reason,
                     case when v.review::boolean and :reviewReason::text <> '' then :reviewReason::text end)
              from unnest(:id, :reports, :first_on, :first_list, :lists, :reporter_types, :forms,
                          :age_group, :birth_year, :sex, :nationality, :nationalities,
                          :nationality_group, :border, :dossier_type, :status, :missing, :review)
                as v (id, reports, first_on, first_list, lists, reporter_types, forms,
                      age_group, birth_year, sex, nationality, nationalities,
                      nationality_group, border, dossier_type, status, missing, review)
             where old.id = v.id::uuid
            """)
        .params(victimColumns(victims).toParameters())
        .param("now", Timestamp.from(now))
        .param("reviewReason", reviewReason.orElse(""))
        .update();
  }

  private static Columns<VictimFacts> victimColumns(Collection<VictimFacts> victims) {
    return new Columns<>(victims)
        .add("id", VictimFacts::id)
        .add("reports", VictimFacts::reports)
        .add("first_on", VictimFacts::firstOn)
        .add("first_list", VictimFacts::firstList)
        .add("lists", VictimFacts::lists)
        .add("reporter_types", VictimFacts::reporterTypes)
        .add("forms", VictimFacts::forms)
        .add("age_group", VictimFacts::ageGroup)
        .add("birth_year", VictimFacts::birthYear)
        .add("sex", VictimFacts::sex)
        .add("nationality", VictimFacts::nationality)
        .add("nationalities", VictimFacts::nationalities)
        .add("nationality_group", VictimFacts::nationalityGroup)
        .add("border", VictimFacts::border)
        .add("dossier_type", VictimFacts::dossierType)
        .add("status", VictimFacts::status)
        .add("missing", VictimFacts::missing)
        .add("review", victim -> !victim.reporterTypes().equals(List.of(Source.HISTORIC)));
  }

  /** The years of these victims, as they are now and no other. */
  void putYears(Collection<VictimFacts> victims, boolean someAreOld) {
    record Row(VictimFacts victim, VictimFacts.Year year) {}
    List<Row> rows =
        victims.stream()
            .flatMap(victim -> victim.years().stream().map(year -> new Row(victim, year)))
            .toList();
    Map<String, Object> columns =
        new Columns<>(rows)
            .add("victim", row -> row.victim().id())
            .add("year", row -> row.year().year())
            .add("lists", row -> row.year().lists())
            .add("reporter_types", row -> row.year().reporterTypes())
            .add("forms", row -> row.year().forms())
            .add("age_group", row -> row.year().ageGroup())
            .add("sex", row -> row.victim().sex())
            .add("nationality_group", row -> row.victim().nationalityGroup())
            .add("counted", row -> row.victim().counted())
            .toParameters();
    if (someAreOld) {
      jdbc.sql("delete from register.victim_year where victim_id = any(:victims)")
          .param("victims", victimIds(victims.stream().map(VictimFacts::id).toList()))
          .update();
    }
    jdbc.sql(
            """
            insert into register.victim_year
              (victim_id, year, lists, reporter_types, forms, age_group, sex, nationality_group,
               counted)
            select y.victim::uuid, y.year::int, y.lists::text[], y.reporter_types::text[],
                   y.forms::text[], y.age_group, y.sex, y.nationality_group, y.counted::boolean
              from unnest(:victim, :year, :lists, :reporter_types, :forms, :age_group, :sex,
                          :nationality_group, :counted)
                as y (victim, year, lists, reporter_types, forms, age_group, sex,
                      nationality_group, counted)
            """)
        .params(columns)
        .update();
  }

  /** The victim that holds the reports now; empty while this one has reports itself. */
  Optional<VictimId> mergedInto(VictimId victim) {
    return jdbc.sql(
            """
            select merged_into_victim_id from register.victim
             where id = :victim and merged_into_victim_id is not null
            """)
        .param("victim", victim.value())
        .query((row, n) -> new VictimId(row.getObject(1, UUID.class)))
        .optional();
  }

  /** Nothing waits any more; false when there is no such victim. */
  boolean reviewed(VictimId victim) {
    return jdbc.sql(
                """
                update register.victim set review_since = null, review_reason = null
                 where id = :victim and reports > 0
                """)
            .param("victim", victim.value())
            .update()
        == 1;
  }

  /** A victim without reports is no victim any more; the row stays so that it can come back. */
  void retire(VictimId emptied, VictimId into) {
    jdbc.sql("delete from register.victim_year where victim_id = :victim")
        .param("victim", emptied.value())
        .update();
    jdbc.sql(
            """
            update register.victim
               set reports = 0, merged_into_victim_id = :into, missing = '{}',
                   review_since = null, review_reason = null
             where id = :victim
            """)
        .param("into", into.value())
        .param("victim", emptied.value())
        .update();
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return Arrays.asList((String[]) array.getArray());
  }

  static UUID[] victimIds(Collection<VictimId> victims) {
    return victims.stream().map(VictimId::value).toArray(UUID[]::new);
  }

  static UUID[] reportIds(Collection<ReportId> reports) {
    return reports.stream().map(ReportId::value).toArray(UUID[]::new);
  }
}
