// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import nl.schakel.platform.monitor.FigureDimension;
import nl.schakel.platform.monitor.PublishedFigures;
import nl.schakel.platform.monitor.PublishedNumber;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.QuotedNumber;
import nl.schakel.platform.monitor.SafeCell;
import nl.schakel.platform.monitor.SafeYear;
import nl.schakel.platform.web.Csv;

/** Figures as rows, each with what it counts beside it. */
final class FigureCsv {
  private FigureCsv() {}

  static String of(PublishedFigures figures, Words words) {
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      head(csv);
      figures
          .years()
          .forEach(
              (year, safe) -> {
                row(
                    csv,
                    words,
                    figures,
                    year,
                    "year",
                    "all",
                    words.of("monitor.all"),
                    state(safe.total()),
                    safe.total());
                for (FigureDimension dimension : FigureDimension.values()) {
                  rows(csv, words, figures, year, safe, dimension);
                }
              });
    }
    return text.toString();
  }

  static void head(Csv csv) {
    csv.row(
        "year",
        "dimension",
        "code",
        "label",
        "state",
        "persons",
        "definition",
        "counting_rule",
        "source",
        "as_of");
  }

  private static void rows(
      Csv csv,
      Words words,
      PublishedFigures figures,
      int year,
      SafeYear safe,
      FigureDimension dimension) {
    for (String code : RegisterViews.categories(dimension, figures)) {
      var cell = RegisterViews.cell(dimension, code, safe);
      row(
          csv,
          words,
          figures,
          year,
          dimension.code(),
          code,
          words.label(dimension.codeList(), code),
          cell.map(FigureCsv::state).orElse("withheld"),
          cell.orElseGet(SafeCell.Hidden::new));
    }
  }

  static String state(SafeCell cell) {
    return cell instanceof SafeCell.Hidden ? "under-5" : "rounded";
  }

  private static void row(
      Csv csv,
      Words words,
      PublishedFigures figures,
      int year,
      String dimension,
      String code,
      String label,
      String state,
      SafeCell cell) {
    csv.row(
        year,
        dimension,
        code,
        label,
        state,
        cell instanceof SafeCell.Shown(long value) ? (Object) value : "",
        words.of("monitor.figure." + dimension + ".definition"),
        words.of("monitor.figure." + dimension + ".rule"),
        words.of("monitor.source.own"),
        figures.asOf());
  }

  static String of(PublishedNumbers published, Words words) {
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      csv.row(
          "kind",
          "series",
          "year_from",
          "year_to",
          "population",
          "value",
          "low",
          "high",
          "certainty",
          "source",
          "definition");
      published.series().forEach(number -> row(csv, "published", number, words.locale()));
      published.estimates().forEach(number -> row(csv, "estimate", number, words.locale()));
    }
    return text.toString();
  }

  /** Every published number as the source names it. */
  static String quoted(PublishedNumbers published, Words words) {
    Locale locale = words.locale();
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      csv.row(
          "series",
          "year_from",
          "year_to",
          "measure",
          "population",
          "unit",
          "precision",
          "value",
          "certainty",
          "derived",
          "source",
          "definition");
      for (QuotedNumber one : published.quoted()) {
        csv.row(
            one.series(),
            one.yearFrom(),
            one.yearTo(),
            one.measure(),
            one.population(),
            one.unit(),
            one.precision(),
            one.value(),
            one.certainty(),
            one.derived() ? "yes" : "no",
            one.source(),
            one.definition(locale));
      }
    }
    return text.toString();
  }

  private static void row(Csv csv, String kind, PublishedNumber number, Locale locale) {
    csv.row(
        List.of(
            kind,
            number.series(),
            number.yearFrom(),
            number.yearTo(),
            number.population(),
            number.value(),
            number.low().isPresent() ? (Object) number.low().getAsLong() : "",
            number.high().isPresent() ? (Object) number.high().getAsLong() : "",
            number.certainty(),
            number.source(),
            number.definition(locale)));
  }
}
