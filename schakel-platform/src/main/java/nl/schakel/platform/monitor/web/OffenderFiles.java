// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import static nl.schakel.platform.monitor.web.PublicationFiles.both;
import static nl.schakel.platform.monitor.web.PublicationFiles.object;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.monitor.aggregate.Aggregate;
import nl.schakel.platform.monitor.aggregate.AggregateKind;
import nl.schakel.platform.monitor.aggregate.AggregateRow;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.monitor.release.Publication;
import nl.schakel.platform.monitor.release.Wording;
import nl.schakel.platform.web.Csv;
import org.jspecify.annotations.Nullable;

/**
 * Tables of others that stand in a publication, as files of it: the rows of its years, in both
 * languages, with the maker and the source.
 */
final class OffenderFiles {
  private static final String NAME = "offenders-";
  private static final Wording TOTAL = new Wording("Totaal", "Total");

  private static final Wording NOW =
      new Wording(
          "De tabel zoals zij nu staat; zij hoort niet bij deze versie van de publicatie.",
          "The table as it stands now; it is no part of this version of the publication.");

  private static final Wording COUNT =
      new Wording(
          "Aantal; leeg als het niet wordt getoond, zie de kolom state.",
          "Number; empty when it is not shown, see the column state.");

  private static final Wording STATE =
      new Wording(
          "exact: zoals de maker het publiceerde; rounded: afgerond op vijftallen, 0 is 0 tot en met 4; not-shown: zou te veel zeggen.",
          "exact: as its maker published it; rounded: to fives, 0 is 0 to 4; not-shown: would tell too much.");

  private static final Wording PUBLISHED =
      new Wording("zoals de maker ze publiceerde", "as their maker published them");
  private static final Wording ROUNDED = new Wording("afgerond op vijftallen", "rounded to fives");

  private OffenderFiles() {}

  /** What the files of a table are called, before the dot. */
  static String name(Aggregates.Table table) {
    return NAME + table.aggregate().id();
  }

  /** The identifier of the table in a name of a file, when it has the form of one. */
  static Optional<String> id(String file) {
    int dot = file.indexOf('.');
    return file.startsWith(NAME) && dot > 0
        ? Optional.of(file.substring(NAME.length(), dot))
        : Optional.empty();
  }

  static Wording title(Aggregate table) {
    Wording kind = table.kind().title();
    return new Wording(
        "%s: %s".formatted(kind.nl(), table.title()), "%s: %s".formatted(kind.en(), table.title()));
  }

  static Wording description(Aggregate table) {
    AggregateKind kind = table.kind();
    return new Wording(
        String.join(" ", kind.definition().nl(), kind.rule().nl(), NOW.nl()),
        String.join(" ", kind.definition().en(), kind.rule().en(), NOW.en()));
  }

  /** Who counted, where it stands, and what was done about small numbers. */
  static Wording rights(Aggregates.Table table) {
    Wording how = table.exact() ? PUBLISHED : ROUNDED;
    Aggregate of = table.aggregate();
    return new Wording(
        "Aantallen van %s, %s. Bron: %s.".formatted(of.maker(), how.nl(), source(of)),
        "Numbers of %s, %s. Source: %s.".formatted(of.maker(), how.en(), source(of)));
  }

  private static String source(Aggregate table) {
    return "%s (%s)"
        .formatted(table.citation().isEmpty() ? table.maker() : table.citation(), table.madeOn());
  }

  /** One row for each number of the table that is about these years. */
  static String csv(Aggregates.Table table) {
    AggregateKind kind = table.aggregate().kind();
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      csv.row(columns().keySet());
      for (AggregateRow row : table.rows()) {
        AggregateRow.Place place = row.place();
        Wording figure = figure(kind, place);
        Wording split = split(kind, place);
        Wording category = category(kind, place);
        Wording unit =
            kind.figure(place.figure()).map(AggregateKind.Figure::unit).orElse(new Wording("", ""));
        csv.row(
            place.year(),
            place.figure(),
            figure.nl(),
            figure.en(),
            place.isTotal() ? "total" : place.split(),
            split.nl(),
            split.en(),
            place.isTotal() ? "total" : place.category(),
            category.nl(),
            category.en(),
            row.value().isPresent() ? (Object) row.value().getAsLong() : "",
            AggregateFiles.state(table, row),
            unit.nl(),
            unit.en());
      }
    }
    return text.toString();
  }

  private static Wording figure(AggregateKind kind, AggregateRow.Place place) {
    return kind.figure(place.figure())
        .map(AggregateKind.Figure::label)
        .orElse(new Wording(place.figure(), place.figure()));
  }

  private static Wording split(AggregateKind kind, AggregateRow.Place place) {
    return kind.split(place.split()).map(AggregateKind.Split::label).orElse(TOTAL);
  }

  private static Wording category(AggregateKind kind, AggregateRow.Place place) {
    return kind.split(place.split()).stream()
        .flatMap(split -> split.categories().stream())
        .filter(one -> one.code().equals(place.category()))
        .map(AggregateKind.Category::label)
        .findFirst()
        .orElse(TOTAL);
  }

  /** What each column holds, in the order of the file; those in one language say which. */
  private static Map<String, Map<String, Object>> columns() {
    Map<String, Map<String, Object>> columns = new LinkedHashMap<>();
    columns.put("year", told("Jaar", "Year", "gYear"));
    coded("figure", "Wat is geteld", "What is counted", columns);
    coded("split", "Verdeling", "Split", columns);
    coded("category", "Onderdeel", "Part", columns);
    columns.put(
        "count",
        object(
            "dc:title", both(new Wording("Aantal", "Number")),
            "dc:description", both(COUNT),
            "datatype", object("base", "integer", "minimum", 0),
            "required", false));
    columns.put(
        "state", object("dc:description", both(STATE), "datatype", "string", "required", true));
    for (String language : List.of("nl", "en")) {
      columns.put("unit_" + language, words(language));
    }
    return columns;
  }

  private static void coded(
      String name, String nl, String en, Map<String, Map<String, Object>> into) {
    into.put(name, told(nl, en, "string"));
    for (String language : List.of("nl", "en")) {
      into.put(name + "_" + language, words(language));
    }
  }

  private static Map<String, Object> told(String nl, String en, String datatype) {
    return object("dc:title", both(new Wording(nl, en)), "datatype", datatype, "required", true);
  }

  private static Map<String, Object> words(String language) {
    return object("lang", language, "datatype", "string", "required", true);
  }

  /** CSV on the Web, as {@link PublicationFiles#csvw}. */
  static String csvw(Publication publication, Aggregates.Table table, String url) {
    Aggregate of = table.aggregate();
    List<Object> columns = new ArrayList<>();
    columns()
        .forEach(
            (name, about) -> {
              Map<String, Object> column = object("name", name, "titles", List.of(name));
              column.putAll(about);
              columns.add(column);
            });
    return PublicationFiles.csvw(
        object(
            "url", url,
            "dc:title", both(title(of)),
            "dc:description", both(description(of)),
            "dc:creator", of.maker(),
            "dc:publisher", publication.publisher(),
            "dc:rights", both(rights(table)),
            "dc:created", of.madeOn().toString(),
            "dc:source", source(of)),
        columns,
        List.of("year", "figure", "split", "category"));
  }

  /**
   * One number.
   *
   * @param split how the figure is divided; empty for its total
   */
  private record Count(
      int year, String figure, String split, String category, @Nullable Long count, String state) {}

  /** The table with all that a reader must know of it. */
  static Map<String, Object> json(Publication publication, Aggregates.Table table) {
    Aggregate of = table.aggregate();
    return object(
        "publication", publication.release().publication(),
        "version", publication.release().version(),
        "table", name(table),
        "title", of.title(),
        "kind", of.kind().title(),
        "maker", of.maker(),
        "madeOn", of.madeOn().toString(),
        "citation", of.citation(),
        "certainty", of.certainty(),
        "definition", of.kind().definition(),
        "countingRule", of.kind().rule(),
        "rights", rights(table),
        "warning", NOW,
        "page", "/aggregates/" + of.id(),
        "figures", of.kind().figures(),
        "splits", of.kind().splits(),
        "rows",
            table.rows().stream()
                .map(
                    row ->
                        new Count(
                            row.place().year(),
                            row.place().figure(),
                            row.place().split(),
                            row.place().category(),
                            row.value().isPresent() ? row.value().getAsLong() : null,
                            AggregateFiles.state(table, row)))
                .toList());
  }
}
