// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.database.BinaryRows;
import nl.schakel.platform.identity.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/** SQL of reports. */
@Repository
class ReportStore {
  /** What every report has; the number comes first, because it is filled in last. */
  private static final List<String> HEAD_COLUMNS =
      List.of(
          "number",
          "id",
          "organisation_id",
          "submission_key",
          "content_mark",
          "channel",
          "person_id",
          "identity_fields",
          "reporter_type",
          "source_list",
          "ground_proposed");

  private static final String RECEIPT_COLUMNS = "received_at, received_by";

  private final JdbcClient jdbc;
  private final DataSource dataSource;
  private final List<ReportField> stored;
  private final Map<String, Integer> places = new HashMap<>();
  private final String columns;

  ReportStore(JdbcClient jdbc, DataSource dataSource, ReportFields fields) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
    this.stored =
        fields.all().stream()
            .filter(field -> field.store() == ReportField.Store.REPORT)
            .filter(field -> !field.name().equals("sourceList"))
            .toList();
    stored.forEach(field -> places.put(field.name(), places.size()));
    this.columns =
        Stream.concat(HEAD_COLUMNS.stream(), stored.stream().map(ReportField::column))
            .collect(Collectors.joining(", ", "", ", " + RECEIPT_COLUMNS));
  }

  /** A report that was checked. */
  record Row(
      ReportId id,
      OrganisationId organisation,
      String key,
      byte[] mark,
      Channel channel,
      Optional<PersonId> person,
      String sourceList,
      NewReport report) {}

  /**
   * Reports written out for the database, but for what the transaction adds: number and receipt.
   *
   * @param columns of the rows, in their order
   */
  record Written(String columns, BinaryRows rows) {
    void number(int report, long number) {
      rows.setFirst(report, number);
    }
  }

  /** When and by whom reports are taken in. */
  record Taking(Instant at, AccountId by) {}

  /** What is known of a submission that was stored before. */
  record Earlier(
      ReportId id, String receipt, byte[] mark, String reporterType, Instant receivedAt) {}

  /**
   * Holds off others that send for the same organisation until the transaction ends: a batch all of
   * them, a single report those with the same key.
   */
  void lock(OrganisationId organisation, Optional<String> singleKey) {
    jdbc.sql(
            singleKey.isPresent()
                ? "select pg_advisory_xact_lock_shared(hashtextextended(:organisation, 11))"
                : "select pg_advisory_xact_lock(hashtextextended(:organisation, 11))")
        .param("organisation", organisation.toString())
        .query((row, n) -> "")
        .list();
    singleKey.ifPresent(
        key ->
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 12))")
                .param("key", organisation + "/" + key)
                .query((row, n) -> "")
                .list());
  }

  Map<String, Earlier> earlier(OrganisationId organisation, Collection<String> keys) {
    if (keys.isEmpty() || keys.size() > 1 && !anyBetween(organisation, keys)) {
      return Map.of();
    }
    Map<String, Earlier> earlier = new HashMap<>();
    jdbc.sql(
            """
            select found.submission_key, found.id, found.number, found.content_mark,
                   found.received_at, found.reporter_type
              from unnest(:keys) as asked (key)
            -- Offset 0 keeps one index probe per key, also before the table has statistics.
             cross join lateral (
               select submission_key, id, number, content_mark, received_at, reporter_type
                 from report.report
                where organisation_id = :organisation and submission_key collate "C" = asked.key
               offset 0) found
            """)
        .param("organisation", organisation.value())
        .param("keys", keys.toArray(String[]::new))
        .query(
            row -> {
              earlier.put(
                  row.getString("submission_key"),
                  new Earlier(
                      new ReportId(row.getObject("id", UUID.class)),
                      receipt(row.getTimestamp("received_at").toInstant(), row.getLong("number")),
                      row.getBytes("content_mark"),
                      row.getString("reporter_type"),
                      row.getTimestamp("received_at").toInstant()));
            });
    return earlier;
  }

  /** The references of a file often count on; then one look at the index tells that all are new. */
  private boolean anyBetween(OrganisationId organisation, Collection<String> keys) {
    return !jdbc.sql(
            """
            select 1
              from report.report
             where organisation_id = :organisation
               and submission_key collate "C" between :first and :last
             order by organisation_id, submission_key collate "C"
             limit 1
            """)
        .param("organisation", organisation.value())
        .param("first", Collections.min(keys, ReportStore::byBytes))
        .param("last", Collections.max(keys, ReportStore::byBytes))
        .query(Integer.class)
        .list()
        .isEmpty();
  }

  /**
   * The order of bytes in UTF-8, without making the bytes: as Java compares texts, but that the two
   * halves of a character beyond the first 65,536 come after every whole one.
   */
  static int byBytes(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      char mine = one.charAt(i);
      char its = other.charAt(i);
      if (mine != its) {
        return Character.isSurrogate(mine) == Character.isSurrogate(its)
            ? Character.compare(mine, its)
            : Boolean.compare(Character.isSurrogate(mine), Character.isSurrogate(its));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  static String receipt(Instant receivedAt, long number) {
    return new Receipt(receivedAt.atZone(ReportCalendar.ZONE).getYear(), number).text();
  }

  List<Long> numbers(int count) {
    return jdbc.sql("select nextval('report.report_number') from generate_series(1, :count)")
        .param("count", count)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  /** Begins to write reports out, which needs no database. */
  Writing writing() {
    return new Writing();
  }

  /**
   * Reports that are being written out. A column that none of them fills stays out: to a file that
   * answers fifteen questions the others cost nothing.
   */
  final class Writing {
    private final List<Row> reports = new ArrayList<>();
    private final List<@Nullable FieldValue[]> answers = new ArrayList<>();
    private final boolean[] filled = new boolean[stored.size()];

    private Writing() {}

    int count() {
      return reports.size();
    }

    void add(Row report) {
      reports.add(report);
      answers.add(values(report.report(), filled));
    }

    Written end() {
      List<String> filledColumns = new ArrayList<>(HEAD_COLUMNS);
      for (int i = 0; i < filled.length; i++) {
        if (filled[i]) {
          filledColumns.add(stored.get(i).column());
        }
      }
      BinaryRows rows = new BinaryRows(filledColumns.size());
      for (int i = 0; i < reports.size(); i++) {
        write(reports.get(i), rows.beginRow());
        write(answers.get(i), filled, rows);
      }
      return new Written(String.join(", ", filledColumns), rows);
    }
  }

  /**
   * Takes reports in through COPY. PostgreSQL does not copy into a table with row-level security,
   * so the rows pass through a table of the session and the policy is checked on the way in.
   *
   * @param which of the reports, counted from 0
   */
  void insert(Written reports, IntPredicate which, Taking taking) {
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      execute(
          connection,
          """
          create temp table if not exists report_arriving on commit delete rows
            as select * from report.report with no data
          """);
      reports
          .rows()
          .copyTo(connection, "pg_temp.report_arriving (%s)".formatted(reports.columns()), which);
      insertArrived(connection, reports.columns(), taking);
      execute(connection, "truncate pg_temp.report_arriving");
    } catch (SQLException e) {
      throw new UncategorizedSQLException("storing reports", null, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private static void insertArrived(Connection connection, String columns, Taking taking)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into report.report (%1$s, %2$s) select %1$s, ?::timestamptz, ?::uuid from pg_temp.report_arriving"
                .formatted(columns, RECEIPT_COLUMNS))) {
      insert.setTimestamp(1, Timestamp.from(taking.at()));
      insert.setObject(2, taking.by().value());
      insert.executeUpdate();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The facts in the order of the stored fields; notes which of these are filled. */
  private @Nullable FieldValue[] values(NewReport report, boolean[] filled) {
    @Nullable FieldValue[] values = new FieldValue[stored.size()];
    report
        .facts()
        .forEach(
            (field, value) -> {
              Integer place = places.get(field);
              if (place != null) {
                values[place] = value;
                filled[place] = true;
              }
            });
    return values;
  }

  private static void write(Row row, BinaryRows rows) {
    NewReport report = row.report();
    rows.add(0L)
        .add(row.id().value())
        .add(row.organisation().value())
        .add(row.key())
        .add(row.mark())
        .add(row.channel().name());
    row.person().ifPresentOrElse(person -> rows.add(person.value()), rows::addNull);
    rows.add(report.identityFields()).add(report.reporterType()).add(row.sourceList());
    report.groundProposed().ifPresentOrElse(rows::add, rows::addNull);
  }

  private void write(@Nullable FieldValue[] values, boolean[] filled, BinaryRows copy) {
    for (int i = 0; i < values.length; i++) {
      if (filled[i]) {
        write(stored.get(i), values[i], copy);
      }
    }
  }

  private static void write(ReportField field, @Nullable FieldValue value, BinaryRows copy) {
    switch (value) {
      case null -> {
        if (field.kind().many()) {
          copy.add(List.of());
        } else {
          copy.addNull();
        }
      }
      case FieldValue.Text text -> copy.add(text.text());
      case FieldValue.Texts texts -> copy.add(texts.texts());
      case FieldValue.Day day -> copy.add(day.day());
      case FieldValue.Month month -> copy.add(month.month().atDay(1));
      case FieldValue.Count count -> copy.add(count.count());
    }
  }

  private String select() {
    return "select " + columns + " from report.report ";
  }

  boolean isEmpty() {
    return jdbc.sql("select not exists (select from report.report)").query(Boolean.class).single();
  }

  List<ReportId> namingParent() {
    return jdbc.sql(
            "select id from report.report where exploiter_relation = 'parent' order by number")
        .query((row, n) -> new ReportId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Which of these name a parent as who exploited. */
  Set<ReportId> namingParent(Collection<ReportId> reports) {
    return new HashSet<>(
        jdbc.sql(
                """
                select id from report.report
                 where id = any (:ids) and exploiter_relation = 'parent'
                """)
            .param("ids", reports.stream().map(ReportId::value).toArray(UUID[]::new))
            .query((row, n) -> new ReportId(row.getObject(1, UUID.class)))
            .list());
  }

  List<ReportFacts> numbered(long first, long last) {
    return jdbc.sql(select() + "where number between :first and :last order by number")
        .param("first", first)
        .param("last", last)
        .query((row, n) -> facts(row))
        .list();
  }

  List<ReportFacts> byId(Collection<ReportId> ids) {
    return jdbc.sql(select() + "where id = any (:ids) order by number")
        .param("ids", ids.stream().map(ReportId::value).toArray(UUID[]::new))
        .query((row, n) -> facts(row))
        .list();
  }

  /** The newest first; each condition left out when it is empty. */
  List<ReportFacts> page(ReportSearch search, Optional<OrganisationId> only, int size) {
    return jdbc.sql(
            select()
                + """
                where (:organisation::uuid is null or organisation_id = :organisation)
                  and number < :before
                  and (:number::bigint is null or number = :number)
                  and (:reference::text is null or submission_key collate "C" = :reference and reference = :reference
                       or reference = :reference and reference is distinct from submission_key)
                  and (:from::date is null or coalesce(reported_on, (received_at at time zone 'Europe/Amsterdam')::date) >= :from)
                  and (:to::date is null or coalesce(reported_on, (received_at at time zone 'Europe/Amsterdam')::date) <= :to)
                  and (:form::text is null or :form = any (exploitation_forms))
                  and (:channel::text is null or channel = :channel)
                order by number desc
                limit :size
                """)
        .param("organisation", only.map(OrganisationId::value).orElse(null))
        .param("before", search.before().orElse(Long.MAX_VALUE))
        .param("number", search.number().orElse(null))
        .param("reference", search.reference().orElse(null))
        .param("from", search.year().map(year -> LocalDate.of(year, 1, 1)).orElse(null))
        .param("to", search.year().map(year -> LocalDate.of(year, 12, 31)).orElse(null))
        .param("form", search.form().orElse(null))
        .param("channel", search.channel().map(Enum::name).orElse(null))
        .param("size", size)
        .query((row, n) -> facts(row))
        .list();
  }

  private static ReportFacts facts(ResultSet row) throws SQLException {
    return new ReportFacts(
        new ReportId(row.getObject("id", UUID.class)),
        row.getLong("number"),
        new OrganisationId(row.getObject("organisation_id", UUID.class)),
        row.getString("reporter_type"),
        row.getString("source_list"),
        Channel.valueOf(row.getString("channel")),
        row.getTimestamp("received_at").toInstant(),
        Optional.ofNullable(row.getObject("person_id", UUID.class)).map(PersonId::new),
        codes(row, "identity_fields"),
        List.of(),
        Optional.ofNullable(row.getObject("ground_proposed", Boolean.class)),
        text(row, "reference"),
        day(row, "reported_on"),
        day(row, "signal_on"),
        text(row, "ground"),
        text(row, "dossier_type"),
        text(row, "contact_safe"),
        number(row, "birth_year"),
        text(row, "age_band"),
        text(row, "age_basis"),
        text(row, "sex"),
        codes(row, "nationalities"),
        text(row, "birth_country"),
        text(row, "residence_status"),
        text(row, "minors_involved"),
        codes(row, "exploitation_forms"),
        text(row, "serious_disadvantage"),
        codes(row, "sectors"),
        codes(row, "venues"),
        day(row, "period_from").map(YearMonth::from),
        day(row, "period_to").map(YearMonth::from),
        codes(row, "recruitment_means"),
        codes(row, "control_means"),
        text(row, "exploiter_relation"),
        text(row, "place_of_offence"),
        codes(row, "recruitment_countries"),
        codes(row, "transit_countries"),
        codes(row, "exploitation_countries"),
        codes(row, "exploitation_municipalities"),
        text(row, "aangifte"),
        text(row, "reflection_period"),
        text(row, "leads"),
        codes(row, "knowledge_sources"),
        text(row, "certainty"),
        number(row, "linked_victims"),
        number(row, "suspects"),
        text(row, "shelter_asked"),
        text(row, "shelter_consent"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Integer> number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }

  private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class));
  }

  /**
   * An array of codes: braces around, commas between. The driver adds quotes once it reads arrays
   * in binary form, which it does from the fifth time on; no code holds one.
   */
  private static List<String> codes(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text.length() <= 2
        ? List.of()
        : List.of(text.substring(1, text.length() - 1).replace("\"", "").split(","));
  }
}
