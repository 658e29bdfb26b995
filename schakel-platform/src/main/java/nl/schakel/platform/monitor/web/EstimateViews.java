// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nl.schakel.platform.monitor.PublishedNumber;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.SeenAndEstimated;

/** Sets what others published, and what this register shows, beside each other. */
final class EstimateViews {
  private static final String ALL = "all";

  private final Words words;
  private final PublishedNumbers published;

  EstimateViews(Words words, PublishedNumbers published) {
    this.words = words;
    this.published = published;
  }

  /** One pair in words: what was seen, what was estimated, and whether they may be compared. */
  record PairView(
      String title,
      String share,
      boolean sameGroup,
      String note,
      String seen,
      String seenDefinition,
      String seenSource,
      String estimated,
      String estimatedDefinition,
      String estimatedSource) {}

  List<PairView> pairs() {
    return published.pairs().stream().map(this::pair).toList();
  }

  private PairView pair(SeenAndEstimated pair) {
    return new PairView(
        words.of(
            "monitor.pair.title",
            words.population(pair.estimated().population()),
            years(pair.seen())),
        words.percent(pair.share()),
        pair.sameGroup(),
        pair.note(words.locale()),
        words.number(pair.seen().value()),
        pair.seen().definition(words.locale()),
        source(pair.seen()),
        words.number(pair.estimated().value()) + interval(pair.estimated()),
        pair.estimated().definition(words.locale()),
        source(pair.estimated()));
  }

  FigureView seen() {
    List<IntervalBars.Item> items = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (SeenAndEstimated pair : published.pairs()) {
      if (pair.estimated().population().equals(ALL)) {
        PublishedNumber estimate = pair.estimated();
        String name = years(pair.sameGroup() ? estimate : pair.seen());
        items.add(
            new IntervalBars.Item(
                name,
                words.of(
                    "monitor.pair.words",
                    words.number(pair.seen().value()),
                    words.number(estimate.value()),
                    words.percent(pair.share())),
                OptionalLong.of(pair.seen().value()),
                estimate.value(),
                estimate.low(),
                estimate.high()));
        rows.add(
            List.of(
                name,
                words.number(pair.seen().value()),
                words.number(estimate.value()),
                range(estimate),
                words.percent(pair.share()),
                words.of(pair.sameGroup() ? "monitor.same" : "monitor.differs")));
      }
    }
    String title = words.of("monitor.seen.title");
    return new FigureView(
        "figure-seen",
        title,
        words.of("monitor.seen.sub"),
        words.of("monitor.zero"),
        columns("year", "seen", "estimated", "interval", "share", "same"),
        rows,
        words.of("monitor.seen.definition"),
        words.of("monitor.seen.source"),
        "/monitor/estimates.csv",
        IntervalBars.chart("chart-seen", title, told(rows), items));
  }

  FigureView estimates() {
    List<PublishedNumber> all =
        published.estimates().stream()
            .filter(number -> number.population().equals(ALL))
            .filter(number -> number.measure().startsWith("estimated"))
            .toList();
    List<IntervalBars.Item> items = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (PublishedNumber number : all) {
      String name = words.of("monitor.series." + number.series()) + ", " + years(number);
      items.add(
          new IntervalBars.Item(
              name,
              words.number(number.value()) + interval(number),
              OptionalLong.empty(),
              number.value(),
              number.low(),
              number.high()));
      rows.add(
          List.of(
              name,
              words.number(number.value()),
              range(number),
              words.of("monitor.certainty." + number.certainty()),
              number.source()));
    }
    String title = words.of("monitor.estimates.title");
    return new FigureView(
        "figure-estimates",
        title,
        words.of("monitor.estimates.sub"),
        words.of("monitor.estimates.note"),
        columns("series", "estimated", "interval", "certainty", "source"),
        rows,
        all.stream()
            .map(
                number ->
                    words.of("monitor.series." + number.series())
                        + " "
                        + years(number)
                        + ": "
                        + number.definition(words.locale()))
            .collect(Collectors.joining(" ")),
        words.of("monitor.estimates.source"),
        "/monitor/estimates.csv",
        IntervalBars.chart("chart-estimates", title, told(rows), items));
  }

  FigureView series(NavigableMap<Integer, BesideOurs.Own> own) {
    Map<String, NavigableMap<Integer, Long>> lines = new LinkedHashMap<>();
    for (String series : List.of("NR", "CM")) {
      NavigableMap<Integer, Long> values = new TreeMap<>();
      published.series().stream()
          .filter(number -> number.series().equals(series))
          .filter(number -> number.population().equals(ALL))
          .filter(number -> number.yearFrom() == number.yearTo())
          .forEach(number -> values.put(number.yearFrom(), number.value()));
      lines.put(series, values);
    }
    NavigableMap<Integer, Long> ours = new TreeMap<>();
    own.forEach((year, number) -> number.value().ifPresent(value -> ours.put(year, value)));
    if (!ours.isEmpty()) {
      lines.put("own", ours);
    }
    return seriesView(lines);
  }

  private FigureView seriesView(Map<String, NavigableMap<Integer, Long>> lines) {
    List<String> head = new ArrayList<>(List.of(words.of("monitor.column.year")));
    List<SeriesLines.Line> drawn = new ArrayList<>();
    TreeMap<Integer, List<String>> rows = new TreeMap<>();
    lines.values().forEach(values -> values.keySet().forEach(y -> rows.put(y, new ArrayList<>())));
    rows.forEach((year, row) -> row.add(year.toString()));
    lines.forEach(
        (series, values) -> {
          String name = words.of("monitor.series." + series);
          head.add(name);
          drawn.add(
              new SeriesLines.Line(
                  series.toLowerCase(Locale.ROOT),
                  words.of("monitor.series.short." + series),
                  values));
          rows.forEach(
              (year, row) ->
                  row.add(
                      Optional.ofNullable(values.get(year))
                          .map(words::number)
                          .orElse(words.of("monitor.not-found"))));
        });
    head.add(words.of("monitor.column.certainty"));
    head.add(words.of("monitor.column.source"));
    rows.forEach(this::addSource);
    String title = words.of("monitor.published.title");
    return new FigureView(
        "figure-series",
        title,
        words.of("monitor.published.sub"),
        published.breaks().getFirst().text(words.locale()),
        head,
        List.copyOf(rows.values()),
        words.of("monitor.published.definition"),
        words.of("monitor.published.source"),
        "/monitor/estimates.csv",
        SeriesLines.chart(
            "chart-series",
            title,
            rows.values().stream()
                .map(row -> String.join(" ", row.subList(0, 1 + lines.size())))
                .collect(Collectors.joining("; ", head.subList(0, 1 + lines.size()) + ": ", ".")),
            drawn,
            Optional.of(RegisterViews.mark(words, published.breaks().getFirst())),
            words::number));
  }

  private void addSource(int year, List<String> row) {
    List<PublishedNumber> behind =
        published.series().stream()
            .filter(number -> List.of("NR", "CM").contains(number.series()))
            .filter(number -> number.population().equals(ALL))
            .filter(number -> number.yearFrom() == year && number.yearTo() == year)
            .toList();
    row.add(
        behind.stream()
            .map(number -> words.of("monitor.certainty." + number.certainty()))
            .distinct()
            .collect(Collectors.joining(" / ")));
    row.add(behind.stream().map(PublishedNumber::source).collect(Collectors.joining("; ")));
  }

  List<String> columns(String... names) {
    return Arrays.stream(names).map(name -> words.of("monitor.column." + name)).toList();
  }

  private String source(PublishedNumber number) {
    return words.of(
        "monitor.source.published",
        number.source(),
        words.of("monitor.certainty." + number.certainty()));
  }

  private String interval(PublishedNumber number) {
    return number.low().isPresent() ? " (" + range(number) + ")" : "";
  }

  private String range(PublishedNumber number) {
    return number.low().isPresent()
        ? words.of(
            "monitor.range",
            words.number(number.low().getAsLong()),
            words.number(number.high().orElseThrow()))
        : words.of("monitor.no-interval");
  }

  private String years(PublishedNumber number) {
    return number.yearFrom() == number.yearTo()
        ? Integer.toString(number.yearFrom())
        : words.of(
            "monitor.years",
            Integer.toString(number.yearFrom()),
            Integer.toString(number.yearTo()));
  }

  private static String told(List<List<String>> rows) {
    return rows.stream()
        .map(row -> String.join(", ", row.subList(0, Math.min(3, row.size()))))
        .collect(Collectors.joining("; ", "", "."));
  }
}
