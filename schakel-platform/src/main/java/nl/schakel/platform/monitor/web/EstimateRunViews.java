// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.TreeMap;
import nl.schakel.platform.monitor.EstimateQuestion;
import nl.schakel.platform.monitor.EstimateRun;
import nl.schakel.platform.monitor.PublishedNumber;
import nl.schakel.platform.monitor.PublishedNumbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a stored result into the verdict, the figures and the tables of its page. */
final class EstimateRunViews {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Counts people in modern slavery at one moment, by another method: never beside the others. */
  private static final String OTHER_GROUP = "GSI";

  private final Words words;
  private final PublishedNumbers published;

  EstimateRunViews(Words words, PublishedNumbers published) {
    this.words = words;
    this.published = published;
  }

  /**
   * All that the page shows.
   *
   * @param tone done, attention or danger
   * @param verdict what to do with the figures
   * @param reasons why, most important first
   * @param other verdict and reasons in the other language
   * @param figures figures, the estimates first
   * @param remarks what a reader must know about each method
   */
  record Found(
      String tone,
      String verdict,
      List<String> reasons,
      String otherLanguage,
      List<String> other,
      List<FigureView> figures,
      List<Map.Entry<String, String>> remarks) {}

  /** Whom an estimate is about, such as "2014 to 2019, minor, female". */
  static String who(EstimateQuestion question, Words words) {
    StringJoiner text = new StringJoiner(", ");
    text.add(
        question.firstYear() == question.lastYear()
            ? Integer.toString(question.firstYear())
            : words.of(
                "monitor.years",
                Integer.toString(question.firstYear()),
                Integer.toString(question.lastYear())));
    part(text, "age-group", question.ageGroup(), words);
    part(text, "sex", question.sex(), words);
    part(text, "exploitation-form", question.form(), words);
    part(text, "nationality-group", question.nationalityGroup(), words);
    return text.toString();
  }

  private static void part(StringJoiner text, String list, String code, Words words) {
    if (!code.isEmpty()) {
      text.add(words.label(list, code));
    }
  }

  Found of(EstimateRun run, String json) {
    JsonNode result = MAPPER.readTree(json);
    String language = words.locale().getLanguage().equals("en") ? "en" : "nl";
    String other = language.equals("en") ? "nl" : "en";
    List<String> reasons = statements(result, language);
    List<FigureView> figures = new ArrayList<>();
    figures.add(sideBySide(run, result));
    if (result.has("strata") && result.get("strata").size() > 1) {
      figures.add(trend(run, result));
    }
    return new Found(
        switch (result.get("verdict").get("publish").stringValue()) {
          case "yes" -> "done";
          case "no" -> "danger";
          default -> "attention";
        },
        reasons.getFirst(),
        reasons.subList(1, reasons.size()),
        other,
        statements(result, other),
        figures,
        remarks(result, language));
  }

  private static List<String> statements(JsonNode result, String language) {
    return result
        .get("verdict")
        .get("statements")
        .valueStream()
        .map(statement -> statement.get(language).stringValue())
        .toList();
  }

  private List<Map.Entry<String, String>> remarks(JsonNode result, String language) {
    List<Map.Entry<String, String>> remarks = new ArrayList<>();
    for (JsonNode estimate : result.get("estimates")) {
      StringJoiner text = new StringJoiner("; ");
      estimate.get("remarks").forEach(remark -> text.add(remark.get(language).stringValue()));
      if (text.length() > 0) {
        remarks.add(Map.entry(method(estimate), text.toString()));
      }
    }
    return remarks;
  }

  private String method(JsonNode estimate) {
    return words.of("monitor.unseen.method." + estimate.get("method").stringValue());
  }

  private FigureView sideBySide(EstimateRun run, JsonNode result) {
    long seen = result.get("observed").longValue();
    List<IntervalBars.Item> items = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode estimate : result.get("estimates")) {
      Optional<Range> range = Range.of(estimate);
      range.ifPresent(
          one ->
              items.add(
                  new IntervalBars.Item(
                      method(estimate),
                      told(seen, one),
                      OptionalLong.of(seen),
                      one.value(),
                      one.low(),
                      one.high())));
      rows.add(
          row(
              method(estimate),
              seen,
              range,
              estimate.get("model").stringValue().replaceAll("[\\[\\]]", "")));
    }
    if (run.question().everybody() && run.question().firstYear() == run.question().lastYear()) {
      for (PublishedNumber number : reference(run.question())) {
        items.add(
            new IntervalBars.Item(
                words.of("monitor.unseen.published", name(number)),
                words.number(number.value()),
                OptionalLong.empty(),
                number.value(),
                number.low(),
                number.high()));
        rows.add(
            List.of(
                words.of("monitor.unseen.published", name(number)),
                "",
                words.number(number.value()),
                interval(number.low(), number.high()),
                "",
                ""));
      }
    }
    String title = words.of("monitor.unseen.estimates.title", who(run.question(), words));
    return new FigureView(
        "figure-unseen",
        title,
        words.of("monitor.unseen.estimates.sub"),
        null,
        columns("method", "seen", "estimated", "interval", "share", "model"),
        rows,
        words.of("monitor.unseen.estimates.definition"),
        words.of("monitor.source.register", words.moment(run.snapshotAt())),
        null,
        IntervalBars.chart("chart-unseen", title, described(rows), items));
  }

  private String told(long seen, Range range) {
    return words.of(
        "monitor.unseen.told",
        words.number(range.value()),
        interval(range.low(), range.high()),
        words.percent((double) seen / Math.max(1, range.value())));
  }

  private List<String> row(String name, long seen, Optional<Range> range, String model) {
    return List.of(
        name,
        words.number(seen),
        range.map(one -> words.number(one.value())).orElse(words.of("monitor.unseen.none")),
        range.map(one -> interval(one.low(), one.high())).orElse(""),
        range.map(one -> share(seen, one)).orElse(""),
        model);
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

  private FigureView trend(EstimateRun run, JsonNode result) {
    NavigableMap<Integer, TrendChart.Year> years = new TreeMap<>();
    for (JsonNode stratum : result.get("strata")) {
      int year = Integer.parseInt(stratum.get("levels").get("year").stringValue());
      years.put(
          year,
          new TrendChart.Year(
              stratum.get("observed").longValue(),
              Range.of(stratum.get("estimates").get(0)),
              smoothed(result, year)));
    }
    List<PublishedNumber> references =
        run.question().everybody() ? reference(run.question()) : List.of();
    List<List<String>> rows = new ArrayList<>();
    years.forEach(
        (year, one) -> {
          List<String> row = new ArrayList<>(row(year.toString(), one.seen(), one.estimate(), ""));
          row.set(
              row.size() - 1,
              one.smoothed()
                  .map(
                      range ->
                          words.number(range.value())
                              + " ("
                              + interval(range.low(), range.high())
                              + ")")
                  .orElse(""));
          rows.add(row);
        });
    references.forEach(
        number ->
            rows.add(
                List.of(
                    words.of("monitor.unseen.published", name(number)),
                    "",
                    words.number(number.value()),
                    interval(number.low(), number.high()),
                    "",
                    "")));
    String title = words.of("monitor.unseen.trend.title");
    return new FigureView(
        "figure-unseen-trend",
        title,
        words.of("monitor.unseen.trend.sub"),
        words.of("monitor.unseen.trend.note"),
        columns("year", "seen", "estimated", "interval", "share", "smoothed"),
        rows,
        words.of("monitor.unseen.trend.definition"),
        words.of("monitor.source.register", words.moment(run.snapshotAt())),
        null,
        TrendChart.chart(
            "chart-unseen-trend",
            title,
            described(rows),
            years,
            references.stream()
                .map(
                    number ->
                        new TrendChart.Reference(
                            name(number),
                            number.yearFrom(),
                            number.yearTo(),
                            number.value(),
                            number.low(),
                            number.high()))
                .toList(),
            words::number,
            words.of("monitor.unseen.trend.seen")));
  }

  private static Optional<Range> smoothed(JsonNode result, int year) {
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

  /** Estimates that others published about years within the question, everybody counted. */
  private List<PublishedNumber> reference(EstimateQuestion question) {
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

  /** An estimate in whole persons with its interval, if any. */
  record Range(long value, OptionalLong low, OptionalLong high) {
    static Optional<Range> of(@Nullable JsonNode estimate) {
      if (estimate == null || !estimate.get("population").isNumber()) {
        return Optional.empty();
      }
      JsonNode interval = estimate.get("interval");
      return Optional.of(
          new Range(
              Math.round(estimate.get("population").doubleValue()),
              limit(interval, "low"),
              limit(interval, "high")));
    }

    private static OptionalLong limit(JsonNode interval, String side) {
      return interval.has(side) && interval.get(side).isNumber()
          ? OptionalLong.of(Math.round(interval.get(side).doubleValue()))
          : OptionalLong.empty();
    }
  }
}
