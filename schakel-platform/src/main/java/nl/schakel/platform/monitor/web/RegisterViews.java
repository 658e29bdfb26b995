// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import nl.schakel.platform.monitor.FigureDimension;
import nl.schakel.platform.monitor.PublishedFigures;
import nl.schakel.platform.monitor.SafeCell;
import nl.schakel.platform.monitor.SafeCut;
import nl.schakel.platform.monitor.SafeYear;
import nl.schakel.platform.monitor.SeriesBreak;
import nl.schakel.platform.monitor.UnseenField;

/** Turns the protected figures of the register into drawings, tables and words. */
final class RegisterViews {
  static final String HIDDEN = "<5";

  private final Words words;
  private final List<SeriesBreak> breaks;
  private final String csvHref;

  RegisterViews(Words words, List<SeriesBreak> breaks, String csvHref) {
    this.words = words;
    this.breaks = breaks;
    this.csvHref = csvHref;
  }

  List<FigureView> all(PublishedFigures figures) {
    List<FigureView> views = new ArrayList<>();
    if (!figures.years().isEmpty()) {
      views.add(perYear(figures));
      for (FigureDimension dimension : FigureDimension.values()) {
        views.add(by(dimension, figures));
      }
    }
    return views;
  }

  private FigureView perYear(PublishedFigures figures) {
    String key = "monitor.figure.year";
    List<YearColumns.Column> columns =
        figures.years().entrySet().stream()
            .map(entry -> column(entry.getKey(), Optional.of(entry.getValue().total())))
            .toList();
    List<List<String>> rows =
        columns.stream().map(c -> List.of(Integer.toString(c.year()), c.label())).toList();
    String title = words.of(key + ".title");
    return new FigureView(
        "figure-year",
        title,
        words.of("monitor.rounded"),
        brokenIn(figures).map(one -> one.text(words.locale())).orElse(null),
        List.of(words.of("monitor.column.year"), words.of("monitor.column.persons")),
        rows,
        definition(key),
        words.of("monitor.source.register", words.moment(figures.asOf())),
        csvHref,
        YearColumns.large("chart-year", title, told(rows), columns, mark(figures)));
  }

  private FigureView by(FigureDimension dimension, PublishedFigures figures) {
    String key = "monitor.figure." + dimension.code();
    List<YearColumns.Row> drawn = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<String> small = new ArrayList<>();
    for (String code : categories(dimension, figures)) {
      String name = words.label(dimension.codeList(), code);
      List<YearColumns.Column> columns =
          figures.years().entrySet().stream()
              .map(entry -> column(entry.getKey(), cell(dimension, code, entry.getValue())))
              .toList();
      List<String> row = new ArrayList<>(List.of(name));
      columns.forEach(column -> row.add(column.label()));
      rows.add(row);
      if (columns.stream().allMatch(c -> c.shown() && c.value().isEmpty())) {
        small.add(name);
      } else {
        drawn.add(new YearColumns.Row(name, columns, columns.getLast().label()));
      }
    }
    List<String> head = new ArrayList<>(List.of(words.of("monitor.column." + dimension.code())));
    figures.years().keySet().forEach(year -> head.add(year.toString()));
    String title = words.of(key + ".title");
    return new FigureView(
        "figure-" + dimension.code(),
        title,
        words.of("monitor.rows", Integer.toString(figures.years().lastKey())),
        note(dimension, figures, small),
        head,
        rows,
        definition(key),
        words.of("monitor.source.register", words.moment(figures.asOf())),
        csvHref,
        YearColumns.rows(
            "chart-" + dimension.code(), title, toldOfLast(drawn, figures), drawn, mark(figures)));
  }

  private String note(FigureDimension dimension, PublishedFigures figures, List<String> small) {
    List<String> notes = new ArrayList<>();
    String withheld =
        figures.years().entrySet().stream()
            .filter(
                entry -> entry.getValue().cuts().get(dimension.code()) instanceof SafeCut.Withheld)
            .map(entry -> entry.getKey().toString())
            .collect(Collectors.joining(", "));
    if (!withheld.isEmpty()) {
      notes.add(words.of("monitor.withheld.years", withheld));
    }
    if (!small.isEmpty()) {
      notes.add(words.of("monitor.small", String.join(", ", small)));
    }
    notes.add(words.of("monitor.zero"));
    return String.join(" ", notes);
  }

  private String definition(String key) {
    return words.of(key + ".definition") + " " + words.of(key + ".rule");
  }

  /** What cannot be seen because field lists do not allow it. */
  FigureView unseen(int year, List<UnseenField> fields, PublishedFigures figures) {
    List<List<String>> rows = new ArrayList<>();
    List<IntervalBars.Share> shares = new ArrayList<>();
    for (UnseenField field : fields) {
      String name = words.of("monitor.field." + field.field());
      String part = words.percent(field.percent() / 100.0);
      String types =
          field.reporterTypes().isEmpty()
              ? words.of("monitor.unseen.nobody")
              : field.reporterTypes().stream()
                  .map(type -> words.label("reporter-type", type))
                  .collect(Collectors.joining(", "));
      rows.add(List.of(name, part, types));
      shares.add(new IntervalBars.Share(name, part, field.percent()));
    }
    String title = words.of("monitor.not-seen.title", Integer.toString(year));
    return new FigureView(
        "figure-unseen",
        title,
        words.of("monitor.unseen.sub"),
        words.of("monitor.unseen.note"),
        List.of(
            words.of("monitor.column.field"),
            words.of("monitor.column.share"),
            words.of("monitor.column.who")),
        rows,
        words.of("monitor.unseen.definition"),
        words.of("monitor.source.register", words.moment(figures.asOf())),
        null,
        IntervalBars.shares("chart-unseen", title, told(rows), shares));
  }

  static Set<String> categories(FigureDimension dimension, PublishedFigures figures) {
    Set<String> codes = new LinkedHashSet<>();
    for (SafeYear year : figures.years().values()) {
      if (year.cuts().get(dimension.code())
          instanceof SafeCut.Shown(var counting, Map<String, SafeCell> cells)) {
        codes.addAll(cells.keySet());
      }
    }
    return codes;
  }

  /** Empty when nothing is told of this cut in that year. */
  static Optional<SafeCell> cell(FigureDimension dimension, String code, SafeYear year) {
    return year.cuts().get(dimension.code()) instanceof SafeCut.Shown shown
        ? Optional.of(shown.cells().getOrDefault(code, new SafeCell.Hidden()))
        : Optional.empty();
  }

  private YearColumns.Column column(int year, Optional<SafeCell> cell) {
    if (cell.isEmpty()) {
      return new YearColumns.Column(
          year, OptionalLong.empty(), words.of("monitor.withheld"), false);
    }
    return switch (cell.get()) {
      case SafeCell.Shown(long value) ->
          new YearColumns.Column(year, OptionalLong.of(value), words.number(value), true);
      case SafeCell.Hidden() -> new YearColumns.Column(year, OptionalLong.empty(), HIDDEN, true);
    };
  }

  private Optional<SeriesBreak> brokenIn(PublishedFigures figures) {
    int first = figures.years().firstKey();
    int last = figures.years().lastKey();
    return breaks.stream()
        .filter(one -> one.from().getYear() >= first && one.from().getYear() <= last)
        .findFirst();
  }

  private Optional<YearColumns.Break> mark(PublishedFigures figures) {
    return brokenIn(figures).map(one -> mark(words, one));
  }

  static YearColumns.Break mark(Words words, SeriesBreak one) {
    return new YearColumns.Break(
        one.from(),
        words.of(
            "monitor.break",
            words.month(java.time.YearMonth.from(one.from())),
            one.shortText(words.locale())));
  }

  private static String told(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.get(0) + ": " + row.get(1))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String toldOfLast(List<YearColumns.Row> rows, PublishedFigures figures) {
    return figures.years().lastKey()
        + ": "
        + rows.stream()
            .map(row -> row.name() + " " + row.last())
            .collect(Collectors.joining("; ", "", "."));
  }
}
