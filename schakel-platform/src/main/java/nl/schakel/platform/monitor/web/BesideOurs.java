// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.platform.monitor.PublishedFigures;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.QuotedNumber;
import nl.schakel.platform.monitor.SafeCell;

/**
 * Sets our own number of a year beside those of the National Rapporteur and the coordination
 * centre, each under the name of its series.
 */
final class BesideOurs {
  static final String RAPPORTEUR = "NR";
  static final String CENTRE = "CM";

  private final Words words;
  private final PublishedNumbers published;
  private final QuotedViews quoted;

  BesideOurs(Words words, PublishedNumbers published) {
    this.words = words;
    this.published = published;
    this.quoted = new QuotedViews(words, published);
  }

  /**
   * Our own number of one year.
   *
   * @param value empty when it is too small to draw or not shown
   */
  record Own(OptionalLong value, String label) {}

  static NavigableMap<Integer, Own> of(PublishedFigures figures, Words words) {
    NavigableMap<Integer, Own> years = new TreeMap<>();
    figures
        .years()
        .forEach(
            (year, safe) ->
                years.put(
                    year,
                    safe.total() instanceof SafeCell.Shown(long value)
                        ? new Own(OptionalLong.of(value), words.number(value))
                        : new Own(OptionalLong.empty(), RegisterViews.HIDDEN)));
    return years;
  }

  List<QuotedViews.Flag> flags(NavigableMap<Integer, Own> ours) {
    return quoted.flagsAbout(ours.keySet());
  }

  /** No figure when nobody published about any of these years. */
  Optional<FigureView> figure(NavigableMap<Integer, Own> ours, String source) {
    boolean any =
        ours.keySet().stream()
            .anyMatch(
                year ->
                    published.total(RAPPORTEUR, year).isPresent()
                        || published.total(CENTRE, year).isPresent());
    return any ? Optional.of(drawn(ours, source)) : Optional.empty();
  }

  private FigureView drawn(NavigableMap<Integer, Own> ours, String source) {
    List<List<String>> rows = new ArrayList<>();
    ours.forEach((year, own) -> rows.add(row(year, own)));
    String title = words.of("monitor.beside.title");
    List<SeriesLines.Line> lines =
        Stream.of(
                line("nr", RAPPORTEUR, published(RAPPORTEUR, ours)),
                line("cm", CENTRE, published(CENTRE, ours)),
                line("own", "own", drawable(ours)))
            .filter(one -> !one.values().isEmpty())
            .toList();
    return new FigureView(
        "figure-beside",
        title,
        words.of("monitor.published.sub"),
        breakNote(ours),
        List.of(
            words.of("monitor.column.year"),
            words.of("monitor.series.own"),
            words.of("monitor.series.NR"),
            words.of("monitor.series.CM"),
            words.of("monitor.column.why"),
            words.of("monitor.column.source")),
        rows,
        words.of("monitor.beside.definition"),
        source + "; " + words.of("monitor.published.source"),
        null,
        SeriesLines.chart(
            "chart-beside",
            title,
            rows.stream()
                .map(row -> words.of("monitor.beside.told", row.subList(0, 4).toArray()))
                .collect(Collectors.joining(" ")),
            lines,
            published.breaks().stream()
                .filter(one -> within(one.from().getYear(), ours))
                .findFirst()
                .map(one -> RegisterViews.mark(words, one)),
            words::number));
  }

  private static boolean within(int year, NavigableMap<Integer, Own> ours) {
    return year >= ours.firstKey() && year <= ours.lastKey();
  }

  private String breakNote(NavigableMap<Integer, Own> ours) {
    String breaks =
        published.breaks().stream()
            .filter(one -> within(one.from().getYear(), ours))
            .map(one -> one.text(words.locale()))
            .collect(Collectors.joining(" "));
    return (words.of("monitor.beside.note") + " " + breaks).strip();
  }

  private SeriesLines.Line line(String style, String name, NavigableMap<Integer, Long> values) {
    return new SeriesLines.Line(style, words.of("monitor.series.short." + name), values);
  }

  private static NavigableMap<Integer, Long> drawable(NavigableMap<Integer, Own> ours) {
    NavigableMap<Integer, Long> values = new TreeMap<>();
    ours.forEach((year, own) -> own.value().ifPresent(value -> values.put(year, value)));
    return values;
  }

  private NavigableMap<Integer, Long> published(String series, NavigableMap<Integer, Own> ours) {
    NavigableMap<Integer, Long> values = new TreeMap<>();
    ours.keySet()
        .forEach(
            year ->
                published
                    .total(series, year)
                    .ifPresent(one -> values.put(year, one.value().longValueExact())));
    return values;
  }

  private List<String> row(int year, Own own) {
    Optional<QuotedNumber> rapporteur = published.total(RAPPORTEUR, year);
    Optional<QuotedNumber> centre = published.total(CENTRE, year);
    return List.of(
        Integer.toString(year),
        own.label(),
        cell(rapporteur),
        cell(centre),
        why(rapporteur, centre),
        Stream.concat(rapporteur.stream(), centre.stream())
            .map(QuotedNumber::source)
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  private String cell(Optional<QuotedNumber> number) {
    return number
        .map(
            one ->
                words.of(
                    one.derived() ? "monitor.beside.derived" : "monitor.beside.number",
                    quoted.number(one),
                    words.of("monitor.certainty." + one.certainty())))
        .orElse(words.of("monitor.not-found"));
  }

  private String why(Optional<QuotedNumber> rapporteur, Optional<QuotedNumber> centre) {
    if (rapporteur.isEmpty() && centre.isEmpty()) {
      return words.of("monitor.beside.why.none");
    }
    if (rapporteur.isEmpty() || centre.isEmpty()) {
      return words.of("monitor.beside.why.one");
    }
    long difference =
        centre.get().value().subtract(rapporteur.get().value()).abs().longValueExact();
    return difference == 0
        ? words.of("monitor.beside.why.same")
        : words.of("monitor.beside.why.differs", words.number(difference));
  }
}
