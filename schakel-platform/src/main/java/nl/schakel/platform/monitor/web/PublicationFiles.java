// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.monitor.release.Publication;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.Release;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.TableSpecification;
import nl.schakel.platform.monitor.release.Wording;
import nl.schakel.platform.web.Csv;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A publication as files: CSV with its metadata, JSON, and a catalogue. */
final class PublicationFiles {
  static final String LICENCE = "http://creativecommons.org/licenses/by/4.0/deed.nl";

  /** Goes with every number. */
  static final Wording NOT_NOBODY =
      new Wording(
          "0 meldingen is niet 0 slachtoffers; 0 staat voor 0 tot en met 4.",
          "0 reports is not 0 victims; 0 stands for 0 to 4.");

  /** What a share is of, and what it is computed from. */
  static final Wording SHARE =
      new Wording(
          "Deel van iedereen in hetzelfde jaar in deze tabel, berekend uit de beschermde aantallen; leeg onder 100 mensen.",
          "Share of everybody of the same year in this table, from the protected numbers; empty below 100 persons.");

  private static final JsonMapper MAPPER = new JsonMapper();

  private PublicationFiles() {}

  /** One row for each cell; a number that is not shown is empty. */
  static String csv(ReleaseTable table) {
    PublishedTable shown = table.published().orElseThrow();
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      List<Object> head = new ArrayList<>();
      for (PublishedTable.Axis axis : shown.axes()) {
        head.add(column(table, axis));
        head.add(column(table, axis) + "_nl");
        head.add(column(table, axis) + "_en");
      }
      head.add("persons");
      head.add("share");
      csv.row(head);
      Map<List<String>, Double> shares = shown.shares();
      for (PublishedTable.Cell cell : shown.cells()) {
        if (!overYears(shown, cell)) {
          csv.row(row(table.specification(), shown, cell, shares));
        }
      }
    }
    return text.toString();
  }

  /** Somebody may count in several years, so that years are never added up. */
  private static boolean overYears(PublishedTable table, PublishedTable.Cell cell) {
    for (int at = 0; at < table.axes().size(); at++) {
      if (table.axes().get(at).code().equals("year")
          && cell.codes().get(at).equals(PublishedTable.TOTAL)) {
        return true;
      }
    }
    return false;
  }

  private static List<Object> row(
      TableSpecification specification,
      PublishedTable table,
      PublishedTable.Cell cell,
      Map<List<String>, Double> shares) {
    List<Object> row = new ArrayList<>();
    for (int at = 0; at < table.axes().size(); at++) {
      String code = cell.codes().get(at);
      Wording label = label(table.axes().get(at), code);
      row.add(
          code.equals(PublishedTable.TOTAL)
              ? "total"
              : specification.value(table.axes().get(at).code(), code));
      row.add(label.nl());
      row.add(label.en());
    }
    Long value = cell.value();
    row.add(value == null ? "" : value);
    Double share = shares.get(cell.codes());
    row.add(share == null ? "" : hundredths(share));
    return row;
  }

  /** Rounded numbers carry no more than two decimals of a share. */
  static double hundredths(double share) {
    return Math.round(share * 100) / 100.0;
  }

  private static Wording label(PublishedTable.Axis axis, String code) {
    return axis.categories().stream()
        .filter(category -> category.code().equals(code))
        .map(PublishedTable.AxisCategory::label)
        .findFirst()
        .orElse(new Wording("Totaal", "Total"));
  }

  private static String column(ReleaseTable table, PublishedTable.Axis axis) {
    return table.specification().names().getOrDefault(axis.code(), axis.code().replace('-', '_'));
  }

  /**
   * CSV on the Web: what each column of the file is (W3C, Metadata Vocabulary for Tabular Data).
   */
  static String csvw(Publication publication, ReleaseTable table, String url) {
    List<Object> columns = new ArrayList<>();
    PublishedTable shown = table.published().orElseThrow();
    for (PublishedTable.Axis axis : shown.axes()) {
      String name = column(table, axis);
      columns.add(
          object(
              "name",
              name,
              "titles",
              List.of(name),
              "dc:title",
              both(axis.label()),
              "dc:description",
              both(axis.rule()),
              "datatype",
              "string",
              "required",
              true));
      for (String language : List.of("nl", "en")) {
        columns.add(
            object(
                "name",
                name + "_" + language,
                "titles",
                List.of(name + "_" + language),
                "lang",
                language,
                "datatype",
                "string",
                "required",
                true));
      }
    }
    columns.add(
        object(
            "name", "persons",
            "titles", List.of("persons"),
            "dc:description", both(shown.method()),
            "datatype", object("base", "integer", "minimum", 0),
            "required", false));
    columns.add(
        object(
            "name", "share",
            "titles", List.of("share"),
            "dc:description", both(SHARE),
            "datatype", object("base", "decimal", "minimum", 0, "maximum", 1),
            "required", false));
    return csvw(
        object(
            "url", url,
            "dc:title", both(table.specification().title()),
            "dc:description", both(definition(table)),
            "dc:publisher", publication.publisher(),
            "dc:issued", day(publication.release()),
            "dc:source", table.specification().source()),
        columns,
        shown.axes().stream().map(axis -> column(table, axis)).toList());
  }

  /**
   * What a file of a publication is, with what all of them have in common.
   *
   * @param about the file itself
   * @param columns in the order of the file
   * @param primaryKey names of the columns that tell its rows apart
   */
  static String csvw(Map<String, Object> about, List<Object> columns, List<String> primaryKey) {
    Map<String, Object> metadata =
        object("@context", List.of("http://www.w3.org/ns/csvw", object("@language", "nl")));
    metadata.putAll(about);
    metadata.put("dc:license", object("@id", LICENCE));
    metadata.put("dialect", object("header", true, "encoding", "utf-8", "delimiter", ","));
    metadata.put("tableSchema", object("columns", columns, "primaryKey", primaryKey));
    return json(metadata);
  }

  static Wording definition(ReleaseTable table) {
    Wording definition = table.specification().definition();
    Wording rule = table.specification().rule();
    return new Wording(definition.nl() + " " + rule.nl(), definition.en() + " " + rule.en());
  }

  static List<Object> both(Wording wording) {
    return List.of(
        object("@value", wording.nl(), "@language", "nl"),
        object("@value", wording.en(), "@language", "en"));
  }

  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      object.put(pairs[at].toString(), pairs[at + 1]);
    }
    return object;
  }

  static String day(Release release) {
    return LocalDate.ofInstant(release.publishAt(), ZoneOffset.UTC).toString();
  }

  /** One table with all that a reader must know of it. */
  static Map<String, Object> table(Publication publication, ReleaseTable table) {
    PublishedTable shown = table.published().orElseThrow();
    return object(
        "publication", publication.release().publication(),
        "version", publication.release().version(),
        "table", table.code(),
        "title", table.specification().title(),
        "definition", table.specification().definition(),
        "countingRule", table.specification().rule(),
        "source", table.specification().source(),
        "certainty", table.specification().certainty(),
        "series", publication.series(),
        "method", shown.method(),
        "warning", NOT_NOBODY,
        "fingerprint", table.fingerprint(),
        "frozenSet", publication.sha256(),
        "dimensions", shown.axes(),
        "share", SHARE,
        "cells", cellsWithShares(shown));
  }

  /** Every cell that readers get, those that are not shown too. */
  static List<PublishedTable.Cell> cells(PublishedTable shown) {
    return shown.cells().stream().filter(cell -> !overYears(shown, cell)).toList();
  }

  /** A number with its share of everybody in the year; either may be lacking. */
  private record Shared(
      List<String> codes,
      @Nullable Long value,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double share) {}

  private static List<Shared> cellsWithShares(PublishedTable shown) {
    Map<List<String>, Double> shares = shown.shares();
    List<Shared> cells = new ArrayList<>();
    for (PublishedTable.Cell cell : cells(shown)) {
      Double share = shares.get(cell.codes());
      cells.add(new Shared(cell.codes(), cell.value(), share == null ? null : hundredths(share)));
    }
    return cells;
  }

  static String json(Object document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }
}
