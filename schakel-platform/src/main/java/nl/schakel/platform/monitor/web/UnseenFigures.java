// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.estimate.SafeTable;
import nl.schakel.platform.monitor.EstimateQuestion;
import nl.schakel.platform.monitor.EstimateRun;
import nl.schakel.platform.monitor.PublishedNumber;
import nl.schakel.platform.monitor.PublishedNumbers;
import tools.jackson.databind.JsonNode;

/** The figures of one estimate: methods side by side, year by year, and the overlap behind them. */
final class UnseenFigures {
  /** Counts people in modern slavery at one moment, by another method: never beside the others. */
  private static final String OTHER_GROUP = "GSI";

  private static final int MOST_DRAWN = 24;

  private final EstimateRun run;
  private final EstimateQuestion question;
  private final JsonNode result;
  private final PublishedNumbers published;
  private final Words words;

  UnseenFigures(EstimateRun run, JsonNode result, PublishedNumbers published, Words words) {
    this.run = run;
    this.question = run.question();
    this.result = result;
    this.published = published;
    this.words = words;
  }

  /** All of them, the estimates first; years only when there are some to compare. */
  List<FigureView> all(SafeTable overlap) {
    List<FigureView> figures = new ArrayList<>();
    figures.add(sideBySide());
    if (result.has("strata") && result.get("strata").size() > 1) {
      figures.add(trend());
    }
    figures.add(overlap(overlap));
    return figures;
  }

  static String method(JsonNode estimate, Words words) {
    return words.of("monitor.unseen.method." + estimate.get("method").stringValue());
  }

  private FigureView sideBySide() {
    long seen = result.get("observed").longValue();
    List<JsonNode> estimates = result.get("estimates").valueStream().toList();
    // What others say about a year stands beside that year, not beside several together.
    List<PublishedNumber> references =
        question.firstYear() == question.lastYear() ? references() : List.of();
    List<List<String>> rows =
        Stream.concat(
                estimates.stream().map(estimate -> methodRow(estimate, seen)),
                references.stream().map(this::publishedRow))
            .toList();
    List<IntervalBars.Item> bars =
        Stream.concat(
                estimates.stream().flatMap(estimate -> methodBar(estimate, seen).stream()),
                references.stream().map(this::publishedBar))
            .toList();
    String title =
        words.of("monitor.unseen.estimates.title", EstimateRunViews.who(question, words));
    return new FigureView(
        "figure-unseen",
        title,
        words.of("monitor.unseen.estimates.sub"),
        null,
        columns("method", "seen", "estimated", "interval", "share", "model"),
        rows,
        words.of("monitor.unseen.estimates.definition"),
        source(),
        null,
        IntervalBars.chart("chart-unseen", title, described(rows), bars));
  }

  private List<String> methodRow(JsonNode estimate, long seen) {
    String model = estimate.get("model").stringValue().replaceAll("[\\[\\]]", "");
    return row(method(estimate, words), seen, Range.of(estimate), model);
  }

  private Optional<IntervalBars.Item> methodBar(JsonNode estimate, long seen) {
    return Range.of(estimate)
        .map(
            range ->
                new IntervalBars.Item(
                    method(estimate, words),
                    told(seen, range),
                    OptionalLong.of(seen),
                    range.value(),
                    range.low(),
                    range.high()));
  }

  private String told(long seen, Range range) {
    return words.of(
        "monitor.unseen.told",
        words.number(range.value()),
        interval(range.low(), range.high()),
        words.percent((double) seen / Math.max(1, range.value())));
  }

  private List<String> publishedRow(PublishedNumber number) {
    return List.of(
        words.of("monitor.unseen.published", name(number)),
        "",
        words.number(number.value()),
        interval(number.low(), number.high()),
        "",
        "");
  }

  private IntervalBars.Item publishedBar(PublishedNumber number) {
    return new IntervalBars.Item(
        words.of("monitor.unseen.published", name(number)),
        words.number(number.value()),
        OptionalLong.empty(),
        number.value(),
        number.low(),
        number.high());
  }

  private List<String> row(String name, long seen, Optional<Range> range, String last) {
    return List.of(
        name,
        words.number(seen),
        range.map(one -> words.number(one.value())).orElse(words.of("monitor.unseen.none")),
        range.map(one -> interval(one.low(), one.high())).orElse(""),
        range.map(one -> share(seen, one)).orElse(""),
        last);
  }

  private String share(long seen, Range range) {
    String middle = words.percent((double) seen / Math.max(1, range.value()));
    if (range.low().isEmpty() || range.high().isEmpty()) {
      return middle;
    }
    return words.of(
        "monitor.unseen.share",
        middle,
        words.percent((double) seen / Math.max(1, range.high().getAsLong())),
        words.percent(Math.min(1, (double) seen / Math.max(1, range.low().getAsLong()))));
  }

  private String interval(OptionalLong low, OptionalLong high) {
    return low.isPresent() && high.isPresent()
        ? words.of("monitor.range", words.number(low.getAsLong()), words.number(high.getAsLong()))
        : words.of("monitor.no-interval");
  }

  private FigureView trend() {
    NavigableMap<Integer, TrendChart.Year> years = years();
    List<PublishedNumber> references = references();
    List<List<String>> rows =
        Stream.concat(
                years.entrySet().stream().map(year -> yearRow(year.getKey(), year.getValue())),
                references.stream().map(this::publishedRow))
            .toList();
    String title = words.of("monitor.unseen.trend.title");
    return new FigureView(
        "figure-unseen-trend",
        title,
        words.of("monitor.unseen.trend.sub"),
        words.of("monitor.unseen.trend.note"),
        columns("year", "seen", "estimated", "interval", "share", "smoothed"),
        rows,
        words.of("monitor.unseen.trend.definition"),
        source(),
        null,
        TrendChart.chart(
            "chart-unseen-trend",
            title,
            described(rows),
            years,
            references.stream().map(this::level).toList(),
            words::number,
            words.of("monitor.unseen.trend.seen")));
  }

  private NavigableMap<Integer, TrendChart.Year> years() {
    NavigableMap<Integer, TrendChart.Year> years = new TreeMap<>();
    for (JsonNode stratum : result.get("strata")) {
      int year = Integer.parseInt(stratum.get("levels").get("year").stringValue());
      years.put(
          year,
          new TrendChart.Year(
              stratum.get("observed").longValue(),
              Range.of(stratum.get("estimates").get(0)),
              smoothed(year)));
    }
    return years;
  }

  private Optional<Range> smoothed(int year) {
    if (!result.has("trend")) {
      return Optional.empty();
    }
    return result
        .get("trend")
        .valueStream()
        .filter(point -> point.get("year").intValue() == year)
        .findFirst()
        .map(
            point ->
                new Range(
                    Math.round(point.get("population").doubleValue()),
                    OptionalLong.of(Math.round(point.get("low").doubleValue())),
                    OptionalLong.of(Math.round(point.get("high").doubleValue()))));
  }

  private List<String> yearRow(int year, TrendChart.Year one) {
    String smoothed =
        one.smoothed()
            .map(
                range ->
                    "%s (%s)"
                        .formatted(
                            words.number(range.value()), interval(range.low(), range.high())))
            .orElse("");
    return row(Integer.toString(year), one.seen(), one.estimate(), smoothed);
  }

  private TrendChart.Reference level(PublishedNumber number) {
    return new TrendChart.Reference(
        name(number),
        number.yearFrom(),
        number.yearTo(),
        number.value(),
        number.low(),
        number.high());
  }

  /** Estimates that others published about years within the question, everybody counted. */
  private List<PublishedNumber> references() {
    if (!question.everybody()) {
      return List.of();
    }
    return published.estimates().stream()
        .filter(number -> number.population().equals("all"))
        .filter(number -> number.measure().startsWith("estimated"))
        .filter(number -> !number.series().equals(OTHER_GROUP))
        .filter(
            number ->
                number.yearTo() >= question.firstYear() && number.yearFrom() <= question.lastYear())
        .toList();
  }

  private String name(PublishedNumber number) {
    String years =
        number.yearFrom() == number.yearTo()
            ? Integer.toString(number.yearFrom())
            : words.of(
                "monitor.years",
                Integer.toString(number.yearFrom()),
                Integer.toString(number.yearTo()));
    return words.of("monitor.series." + number.series()) + ", " + years;
  }

  /** What all the estimates above rest on; groups below five together, as in what goes out. */
  private FigureView overlap(SafeTable overlap) {
    List<Map.Entry<String, Long>> sets =
        overlap.histories().entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    List<List<String>> rows = new ArrayList<>();
    sets.forEach(set -> rows.add(setRow(set.getKey(), words.number(set.getValue()))));
    rows.add(
        List.of(
            words.of("monitor.unseen.overlap.other"),
            "",
            overlap.other() == 0
                ? words.of("monitor.unseen.overlap.few")
                : words.number(overlap.other())));
    String title = words.of("monitor.unseen.overlap.title");
    return new FigureView(
        "figure-unseen-overlap",
        title,
        question.lists().stream()
            .map(list -> list + " = " + words.label("source-list", list))
            .collect(Collectors.joining(", ")),
        sets.size() > MOST_DRAWN ? words.of("monitor.overlap.more", MOST_DRAWN) : null,
        columns("lists", "letters", "persons"),
        rows,
        words.of("monitor.unseen.overlap.definition"),
        source(),
        null,
        SetRows.chart(
            "chart-unseen-overlap",
            title,
            described(rows),
            question.lists(),
            sets.stream().limit(MOST_DRAWN).map(this::drawn).toList()));
  }

  private List<String> setRow(String set, String persons) {
    String names =
        Stream.of(set.split(":"))
            .map(list -> words.label("source-list", list))
            .collect(Collectors.joining(" + "));
    return List.of(names, set.replace(':', ' '), persons);
  }

  private SetRows.Row drawn(Map.Entry<String, Long> set) {
    return new SetRows.Row(
        Set.of(set.getKey().split(":")), set.getValue(), words.number(set.getValue()));
  }

  private String source() {
    return words.of("monitor.source.register", words.moment(run.snapshotAt()));
  }

  private List<String> columns(String... keys) {
    List<String> columns = new ArrayList<>();
    for (String key : keys) {
      columns.add(
          words
              .maybe("monitor.unseen.column." + key)
              .orElseGet(() -> words.of("monitor.column." + key)));
    }
    return columns;
  }

  private static String described(List<List<String>> rows) {
    StringJoiner text = new StringJoiner("; ", "", ".");
    rows.forEach(row -> text.add(String.join(" ", row).strip().replaceAll(" +", " ")));
    return text.toString();
  }
}
