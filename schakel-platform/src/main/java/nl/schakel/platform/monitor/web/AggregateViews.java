// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.schakel.platform.monitor.aggregate.Aggregate;
import nl.schakel.platform.monitor.aggregate.AggregateKind;
import nl.schakel.platform.monitor.aggregate.AggregateRow;
import nl.schakel.platform.monitor.aggregate.AggregateState;
import nl.schakel.platform.monitor.aggregate.Aggregates;
import org.jspecify.annotations.Nullable;

/** Turns tables of others into drawings, tables and words. */
final class AggregateViews {
  private final Words words;

  AggregateViews(Words words) {
    this.words = words;
  }

  /** A table in a list. */
  record Row(
      String href,
      String title,
      String kind,
      String maker,
      String tone,
      String stateKey,
      boolean withdrawn) {}

  /** A version of the same table. */
  record Version(String href, String label, boolean shown, String note, String stateKey) {}

  private Locale locale() {
    return words.locale();
  }

  Row row(Aggregate one, String base) {
    return new Row(
        base + one.id(),
        titled(one),
        one.kind().title().in(locale()),
        one.maker(),
        tone(one.state()),
        "monitor.aggregate.state." + one.state(),
        one.state() == AggregateState.WITHDRAWN);
  }

  static String tone(AggregateState state) {
    return switch (state) {
      case UPLOADED -> "attention";
      case APPROVED -> "done";
      case RETURNED, WITHDRAWN -> "danger";
    };
  }

  /** That it was taken back, on which day and by whom. */
  Optional<String> withdrawn(Aggregates.Table table) {
    return table
        .aggregate()
        .withdrawal()
        .map(
            one ->
                words.of(
                    "monitor.aggregate.withdrawn-on", words.day(one.at()), table.withdrawer()));
  }

  String titled(Aggregate one) {
    return one.version() == 1
        ? one.title()
        : words.of("monitor.aggregate.version-of", one.title(), Integer.toString(one.version()));
  }

  List<Version> versions(Aggregates.Table table, String base) {
    return table.versions().stream()
        .map(
            one ->
                new Version(
                    base + one.id(),
                    words.of(
                        "monitor.aggregate.version",
                        Integer.toString(one.version()),
                        words.moment(one.uploadedAt())),
                    one.id().equals(table.aggregate().id()),
                    one.changeNote(),
                    "monitor.aggregate.state." + one.state()))
        .toList();
  }

  String source(Aggregate one) {
    return words.of(
        "monitor.aggregate.source",
        one.citation().isEmpty() ? one.maker() : one.citation(),
        day(one),
        words.of("monitor.certainty." + one.certainty()));
  }

  String day(Aggregate one) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", locale()).format(one.madeOn());
  }

  /** Says what was done about small numbers. */
  String protection(Aggregates.Table table) {
    String key =
        table.aggregate().alreadyPublished() ? "published" : table.exact() ? "exact" : "rounded";
    return words.of("monitor.aggregate.protection." + key);
  }

  /** One figure for each number of the kind that the table holds. */
  List<FigureView> figures(Aggregates.Table table, String csvHref) {
    AggregateKind kind = table.aggregate().kind();
    return kind.figures().stream()
        .map(figure -> figure(table, figure, csvHref))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<FigureView> figure(
      Aggregates.Table table, AggregateKind.Figure figure, String csvHref) {
    Map<AggregateRow.Place, OptionalLong> numbers =
        table.rows().stream()
            .filter(row -> row.place().figure().equals(figure.code()))
            .collect(Collectors.toMap(AggregateRow::place, AggregateRow::value));
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> years =
        List.copyOf(
            numbers.keySet().stream()
                .map(AggregateRow.Place::year)
                .collect(Collectors.toCollection(TreeSet::new)));
    List<Line> lines = lines(table.aggregate().kind(), figure, numbers, years);
    List<String> head = new ArrayList<>(List.of(words.of("monitor.aggregate.part")));
    years.forEach(year -> head.add(year.toString()));
    List<List<String>> rows = new ArrayList<>();
    for (Line line : lines) {
      List<String> row = new ArrayList<>(List.of(line.name()));
      line.values().forEach(value -> row.add(number(value, table.exact())));
      rows.add(row);
    }
    String title = figure.label().in(locale());
    return Optional.of(
        new FigureView(
            "figure-" + figure.code(),
            title,
            words.of("monitor.aggregate.unit", figure.unit().in(locale())),
            protection(table),
            head,
            rows,
            definition(table, figure, lines),
            source(table.aggregate()),
            csvHref,
            chart(figure, title, years, lines, table.exact())));
  }

  /**
   * One row of numbers, one for each year.
   *
   * @param value absent when nothing was uploaded, empty inside when it is not shown
   * @param split empty for the total
   */
  private record Line(String name, String split, List<Optional<OptionalLong>> values) {}

  private List<Line> lines(
      AggregateKind kind,
      AggregateKind.Figure figure,
      Map<AggregateRow.Place, OptionalLong> numbers,
      List<Integer> years) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        line(
            words.of("monitor.aggregate.total"),
            "",
            years,
            year -> numbers.get(new AggregateRow.Place(year, figure.code(), "", ""))));
    for (AggregateKind.Split split : kind.splitsOf(figure.code())) {
      for (AggregateKind.Category category : split.categories()) {
        Line line =
            line(
                words.of(
                    "monitor.aggregate.part-of",
                    split.label().in(locale()),
                    category.label().in(locale())),
                split.code(),
                years,
                year ->
                    numbers.get(
                        new AggregateRow.Place(
                            year, figure.code(), split.code(), category.code())));
        if (line.values().stream().anyMatch(Optional::isPresent)) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static Line line(
      String name,
      String split,
      List<Integer> years,
      Function<Integer, @Nullable OptionalLong> value) {
    return new Line(
        name, split, years.stream().map(year -> Optional.ofNullable(value.apply(year))).toList());
  }

  /** The definition and counting rule, and the sum that each split makes. */
  private String definition(Aggregates.Table table, AggregateKind.Figure figure, List<Line> lines) {
    AggregateKind kind = table.aggregate().kind();
    List<String> texts = new ArrayList<>();
    texts.add(kind.definition().in(locale()));
    texts.add(kind.rule().in(locale()));
    for (AggregateKind.Split split : kind.splitsOf(figure.code())) {
      List<Line> parts = lines.stream().filter(one -> one.split().equals(split.code())).toList();
      if (!parts.isEmpty()) {
        texts.add(split.label().in(locale()) + ": " + split.rule().in(locale()));
        sum(lines.getFirst(), parts, table.exact()).ifPresent(texts::add);
      }
    }
    return String.join(" ", texts);
  }

  /** The sum of the last year in numbers, as it was checked. */
  private Optional<String> sum(Line total, List<Line> parts, boolean exact) {
    List<Optional<OptionalLong>> last = parts.stream().map(one -> one.values().getLast()).toList();
    boolean all =
        last.stream().allMatch(one -> one.isPresent() && one.get().isPresent())
            && total.values().getLast().filter(OptionalLong::isPresent).isPresent();
    return all
        ? Optional.of(
            words.of(
                "monitor.aggregate.sum",
                last.stream().map(one -> number(one, exact)).collect(Collectors.joining(" + ")),
                number(total.values().getLast(), exact)))
        : Optional.empty();
  }

  private Chart chart(
      AggregateKind.Figure figure,
      String title,
      List<Integer> years,
      List<Line> lines,
      boolean exact) {
    String id = "chart-" + figure.code();
    String told =
        lines.stream()
            .map(line -> line.name() + ": " + told(years, line, exact))
            .collect(Collectors.joining("; ", "", "."));
    if (years.size() == 1) {
      long most = Math.max(1, value(lines.getFirst().values().getFirst()).orElse(most(lines)));
      return IntervalBars.shares(
          id,
          title,
          told,
          lines.stream()
              .map(
                  line ->
                      new IntervalBars.Share(
                          line.name(),
                          number(line.values().getFirst(), exact),
                          (int)
                              Math.min(
                                  100, value(line.values().getFirst()).orElse(0) * 100 / most)))
              .toList());
    }
    if (lines.size() == 1) {
      return YearColumns.large(
          id, title, told, columns(years, lines.getFirst(), exact), Optional.empty());
    }
    return YearColumns.rows(
        id,
        title,
        told,
        lines.stream()
            .map(
                line ->
                    new YearColumns.Row(
                        line.name(),
                        columns(years, line, exact),
                        number(line.values().getLast(), exact)))
            .toList(),
        Optional.empty());
  }

  private static long most(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.values().stream())
        .mapToLong(one -> value(one).orElse(0))
        .max()
        .orElse(1);
  }

  private List<YearColumns.Column> columns(List<Integer> years, Line line, boolean exact) {
    List<YearColumns.Column> columns = new ArrayList<>();
    for (int at = 0; at < years.size(); at++) {
      Optional<OptionalLong> one = line.values().get(at);
      columns.add(
          new YearColumns.Column(
              years.get(at),
              exact || value(one).orElse(1) > 0 ? value(one) : OptionalLong.empty(),
              number(one, exact),
              one.filter(OptionalLong::isPresent).isPresent()));
    }
    return columns;
  }

  private String told(List<Integer> years, Line line, boolean exact) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < years.size(); at++) {
      parts.add(years.get(at) + " " + number(line.values().get(at), exact));
    }
    return String.join(", ", parts);
  }

  private static OptionalLong value(Optional<OptionalLong> one) {
    return one.orElse(OptionalLong.empty());
  }

  /** A rounded zero stands for zero to four. */
  private String number(Optional<OptionalLong> one, boolean exact) {
    if (one.isEmpty()) {
      return words.of("monitor.aggregate.not-given");
    }
    if (one.get().isEmpty()) {
      return words.of("monitor.publication.not-shown");
    }
    long value = one.get().getAsLong();
    return value == 0 && !exact ? words.of("monitor.publication.few") : words.number(value);
  }
}
