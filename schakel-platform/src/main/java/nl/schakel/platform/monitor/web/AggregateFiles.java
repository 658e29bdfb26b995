// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.io.StringWriter;
import java.util.Locale;
import nl.schakel.platform.monitor.aggregate.AggregateKind;
import nl.schakel.platform.monitor.aggregate.AggregateRow;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import nl.schakel.platform.web.Csv;

/** Tables of others as files, and the files to fill in. */
final class AggregateFiles {
  private final Locale locale;

  AggregateFiles(Locale locale) {
    this.locale = locale;
  }

  String csv(Aggregates.Table table) {
    AggregateKind kind = table.aggregate().kind();
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      csv.row(
          "year",
          "figure",
          "split",
          "category",
          "label",
          "count",
          "state",
          "unit",
          "counting_rule",
          "maker",
          "source",
          "certainty");
      for (AggregateRow row : table.rows()) {
        csv.row(
            row.place().year(),
            row.place().figure(),
            row.place().split(),
            row.place().category(),
            label(kind, row.place()),
            row.value().isPresent() ? (Object) row.value().getAsLong() : "",
            state(table, row),
            kind.figure(row.place().figure()).map(one -> one.unit().in(locale)).orElse(""),
            kind.rule().in(locale),
            table.aggregate().maker(),
            table.aggregate().citation(),
            table.aggregate().certainty());
      }
    }
    return text.toString();
  }

  /** How a number came about, in one word. */
  static String state(Aggregates.Table table, AggregateRow row) {
    return row.value().isEmpty() ? "not-shown" : table.exact() ? "exact" : "rounded";
  }

  private String label(AggregateKind kind, AggregateRow.Place place) {
    return place.isTotal()
        ? kind.figure(place.figure()).map(one -> one.label().in(locale)).orElse("")
        : kind.split(place.split()).stream()
            .flatMap(split -> split.categories().stream())
            .filter(one -> one.code().equals(place.category()))
            .map(one -> one.label().in(locale))
            .findFirst()
            .orElse("");
  }

  /** Every row that a table of this kind can have for one year, the counts still empty. */
  String template(AggregateKind kind, int year) {
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      csv.row("year", "figure", "split", "category", "label", "count");
      for (AggregateKind.Figure figure : kind.figures()) {
        csv.row(year, figure.code(), "", "", figure.label().in(locale), "");
        for (AggregateKind.Split split : kind.splitsOf(figure.code())) {
          for (AggregateKind.Category category : split.categories()) {
            csv.row(
                year,
                figure.code(),
                split.code(),
                category.code(),
                category.label().in(locale),
                "");
          }
        }
      }
    }
    return text.toString();
  }
}
