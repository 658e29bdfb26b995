// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import nl.schakel.platform.monitor.release.Publication;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.ReleasedFigures;
import nl.schakel.platform.web.Csv;

/** What was released, in the places where others see the figures of the day. */
final class ReleasedViews {
  private static final String YEAR = "year";

  private final Words words;

  ReleasedViews(Words words) {
    this.words = words;
  }

  /** A publication that the numbers of some years come from. */
  record From(String href, String title, String years) {}

  /**
   * One number of one year.
   *
   * @param table code of its table
   * @param code the categories, joined by a plus; total for everybody
   * @param state rounded, under-5 or withheld
   */
  record Number(
      int year,
      ReleaseTable table,
      String code,
      String label,
      String state,
      OptionalLong persons,
      Publication publication) {}

  From from(ReleasedFigures.Source source) {
    return new From(
        source.publication().path(),
        PublicationPages.title(source.publication().release(), words),
        source.years().stream().map(Object::toString).collect(Collectors.joining(", ")));
  }

  List<Number> numbers(List<ReleasedFigures.Source> sources) {
    List<Number> numbers = new ArrayList<>();
    for (ReleasedFigures.Source source : sources) {
      for (ReleaseTable table : source.tables()) {
        table
            .published()
            .ifPresent(shown -> numbers.addAll(numbers(source.publication(), table, shown)));
      }
    }
    return numbers;
  }

  private List<Number> numbers(Publication of, ReleaseTable table, PublishedTable shown) {
    int years = shown.axes().stream().map(PublishedTable.Axis::code).toList().indexOf(YEAR);
    List<Number> numbers = new ArrayList<>();
    if (years < 0) {
      return numbers;
    }
    for (PublishedTable.Cell cell : shown.cells()) {
      List<String> codes = new ArrayList<>();
      List<String> labels = new ArrayList<>();
      for (int at = 0; at < cell.codes().size(); at++) {
        if (at != years && !cell.codes().get(at).equals(PublishedTable.TOTAL)) {
          codes.add(cell.codes().get(at));
          labels.add(label(shown.axes().get(at), cell.codes().get(at)));
        }
      }
      Long value = cell.value();
      numbers.add(
          new Number(
              Integer.parseInt(cell.codes().get(years)),
              table,
              codes.isEmpty() ? "total" : String.join("+", codes),
              labels.isEmpty() ? words.of("monitor.publication.all") : String.join(", ", labels),
              value == null ? "withheld" : value == 0 ? "under-5" : "rounded",
              value == null || value == 0 ? OptionalLong.empty() : OptionalLong.of(value),
              of));
    }
    return numbers;
  }

  private String label(PublishedTable.Axis axis, String code) {
    return axis.categories().stream()
        .filter(category -> category.code().equals(code))
        .map(category -> category.label().in(words.locale()))
        .findFirst()
        .orElse(code);
  }

  /** The same columns as the figures of the day. */
  String csv(List<ReleasedFigures.Source> sources) {
    StringWriter text = new StringWriter();
    try (Csv csv = new Csv(text)) {
      FigureCsv.head(csv);
      for (Number one : numbers(sources)) {
        csv.row(
            one.year(),
            one.table().code(),
            one.code(),
            one.label(),
            one.state(),
            one.persons().isPresent() ? (Object) one.persons().getAsLong() : "",
            one.table().specification().definition().in(words.locale()),
            one.table().specification().rule().in(words.locale()),
            one.publication().path(),
            one.publication().frozenAt());
      }
    }
    return text.toString();
  }
}
