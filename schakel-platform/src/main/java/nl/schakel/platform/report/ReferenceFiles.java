// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Reads the reference files that come with the application. */
final class ReferenceFiles {
  static final String CODES = "code-lists.csv";
  static final String MUNICIPALITIES = "municipalities.csv";
  static final String GROUNDS = "grounds.csv";
  static final String PROPOSED_GROUNDS = "proposed-grounds.csv";
  static final String FIELD_LISTS = "field-lists.csv";
  private static final String LINKAGE_ROUTES = "linkage-routes.csv";
  private static final String FIELDS = "fields.csv";
  private static final LocalDate ALWAYS = LocalDate.of(1900, 1, 1);

  private ReferenceFiles() {}

  static byte[] content(String file) {
    try (InputStream in = ReferenceFiles.class.getResourceAsStream("/reference/" + file)) {
      if (in == null) {
        throw new IllegalStateException("The reference file %s is missing".formatted(file));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> List<T> rows(String file, Function<NamedCsvRecord, T> row) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    new ByteArrayInputStream(content(file)), StandardCharsets.UTF_8))) {
      return reader.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ReportField> fields() {
    return rows(
        FIELDS,
        row ->
            new ReportField(
                row.getField("field"),
                row.getField("csv_header"),
                ReportField.Group.valueOf(upper(row.getField("group"))),
                ReportField.Kind.of(row.getField("kind")),
                row.getField("list"),
                ReportField.Store.valueOf(upper(row.getField("store"))),
                Integer.parseInt(row.getField("order")),
                row.getField("label_nl"),
                row.getField("label_en"),
                row.getField("help_nl"),
                row.getField("help_en")));
  }

  static List<Code> codes() {
    return rows(
        CODES,
        row ->
            new Code(
                row.getField("list"),
                Integer.parseInt(row.getField("version")),
                row.getField("code"),
                Integer.parseInt(row.getField("order")),
                row.getField("nl"),
                row.getField("en"),
                LocalDate.parse(row.getField("valid_from")),
                day(row, "valid_to"),
                row.getField("certainty"),
                row.getField("source"),
                row.getField("note")));
  }

  static List<Code> municipalities() {
    return rows(
        MUNICIPALITIES,
        row ->
            new Code(
                CodeLists.MUNICIPALITY,
                1,
                row.getField("code"),
                0,
                row.getField("name"),
                row.getField("name"),
                day(row, "valid_from").orElse(ALWAYS),
                day(row, "valid_to"),
                "sure",
                row.getField("source"),
                ""));
  }

  static List<Ground> grounds() {
    return rows(
        GROUNDS,
        row ->
            new Ground(
                row.getField("code"),
                row.getField("kind"),
                row.getField("article"),
                row.getField("article_nl"),
                !row.getField("dpv").isEmpty(),
                row.getField("certainty"),
                row.getField("source"),
                row.getField("label_nl"),
                row.getField("label_en"),
                row.getField("reason_nl"),
                row.getField("reason_en"),
                row.getField("selectable").equals("yes")));
  }

  static List<ProposedGround> proposedGrounds() {
    return rows(
        PROPOSED_GROUNDS,
        row ->
            new ProposedGround(
                row.getField("reporter_type"),
                Integer.parseInt(row.getField("order")),
                row.getField("ground"),
                ProposedGround.AppliesTo.valueOf(upper(row.getField("when"))),
                row.getField("certainty"),
                row.getField("note_nl"),
                row.getField("note_en")));
  }

  /** Rules get their number when they are stored. */
  static List<FieldRule> fieldLists() {
    return rows(
        FIELD_LISTS,
        row ->
            new FieldRule(
                0,
                row.getField("reporter_type"),
                row.getField("field"),
                FieldRule.Presence.of(row.getField("rule")),
                row.getField("switchable").equals("yes"),
                row.getField("ground"),
                row.getField("ground_note_nl"),
                row.getField("ground_note_en"),
                row.getField("certainty"),
                LocalDate.parse(row.getField("valid_from")),
                day(row, "valid_to"),
                row.getField("source"),
                row.getField("satisfied_by").isEmpty()
                    ? List.of()
                    : List.of(row.getField("satisfied_by").split(";")),
                Optional.empty()));
  }

  /** The routes of each kind of organisation; numbered in the order of the file. */
  static List<RouteRule> linkageRoutes() {
    AtomicLong number = new AtomicLong();
    return rows(
        LINKAGE_ROUTES,
        row ->
            new RouteRule(
                number.incrementAndGet(),
                row.getField("reporter_type"),
                LinkageRoute.of(row.getField("route")).orElseThrow(),
                row.getField("ground"),
                row.getField("allowed").equals("yes"),
                row.getField("because"),
                row.getField("certainty"),
                LocalDate.parse(row.getField("valid_from")),
                day(row, "valid_to"),
                row.getField("source"),
                Optional.empty()));
  }

  private static Optional<LocalDate> day(NamedCsvRecord row, String column) {
    return row.getField(column).isEmpty()
        ? Optional.empty()
        : Optional.of(LocalDate.parse(row.getField(column)));
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Invented names: kind and origin joined by a comma, then the name. */
  static List<List<String>> inventedNames() {
    return rows(
        "invented-names.csv",
        row -> List.of(row.getField("kind") + "," + row.getField("origin"), row.getField("name")));
  }
}
