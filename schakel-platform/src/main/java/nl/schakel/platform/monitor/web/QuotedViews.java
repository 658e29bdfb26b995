// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.schakel.platform.monitor.Disagreement;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.QuotedNumber;
import org.jspecify.annotations.Nullable;

/** Shows every published number with what it counts, and where sources disagree. */
final class QuotedViews {
  private static final String AGENDA = "VA";
  private static final String ALL = "all";

  /** Measures by topic, in the order of the page; a test finds a measure that has none. */
  private static final Map<String, List<String>> TOPICS =
      Map.of(
          "victims",
          List.of("presumed-victims", "provisional-victims", "quoted-percentage"),
          "estimates",
          List.of("estimated-share", "seen-share"),
          "help",
          List.of("advice", "veilig-thuis-reports"),
          "justice",
          List.of(
              "complaints",
              "suspects",
              "dismissed-share",
              "reached-court-share",
              "convicted",
              "average-sentence",
              "custody-per-year",
              "custody-supervised-per-year",
              "under-23-share",
              "reoffending-share",
              "reoffenders-under-23-share",
              "labour-reports-per-year",
              "labour-investigations-per-year",
              "labour-own-share"),
          "agenda",
          List.of("om-suspects", "om-suspects-target", "complex-investigations"));

  private static final List<String> ORDER =
      List.of("victims", "help", "justice", "agenda", "estimates");

  private final Words words;
  private final PublishedNumbers published;

  QuotedViews(Words words, PublishedNumbers published) {
    this.words = words;
    this.published = published;
  }

  /** Numbers on one topic as a table. */
  record Topic(String code, String title, List<List<String>> rows) {}

  /** One disagreement in words. */
  record Flag(
      String title,
      String first,
      String second,
      String differs,
      String reading,
      String certainty,
      String source) {}

  List<String> columns() {
    return Stream.of(
            "year",
            "series",
            "measure",
            "group",
            "number",
            "certainty",
            "derived",
            "source",
            "definition")
        .map(name -> words.of("monitor.column." + name))
        .toList();
  }

  List<Topic> topics() {
    return ORDER.stream()
        .map(
            topic ->
                new Topic(
                    topic,
                    words.of("monitor.topic." + topic),
                    published.quoted().stream()
                        .filter(
                            one -> TOPICS.getOrDefault(topic, List.of()).contains(one.measure()))
                        .sorted(
                            Comparator.comparing(QuotedNumber::yearFrom)
                                .thenComparing(QuotedNumber::yearTo)
                                .thenComparing(QuotedNumber::series))
                        .map(this::row)
                        .toList()))
        .toList();
  }

  private List<String> row(QuotedNumber one) {
    return List.of(
        years(one),
        words.of("monitor.series." + one.series()),
        words.of("monitor.measure." + one.measure()),
        group(one),
        number(one),
        words.of("monitor.certainty." + one.certainty()),
        words.of(one.derived() ? "monitor.derived.yes" : "monitor.derived.no"),
        one.source(),
        one.definition(words.locale()));
  }

  static String years(QuotedNumber one) {
    return one.yearFrom() == one.yearTo()
        ? Integer.toString(one.yearFrom())
        : one.yearFrom() + "–" + one.yearTo();
  }

  /** All of whatever is counted: not only victims are. */
  private String group(QuotedNumber one) {
    return one.population().equals(ALL) && !one.measure().equals("presumed-victims")
        ? words.of("monitor.population.everything")
        : words.population(one.population());
  }

  /** The number as the source names it: with its unit, and about, over or under. */
  String number(QuotedNumber one) {
    return words.of("monitor.precision." + one.precision(), unit(one.unit(), written(one.value())));
  }

  /** Plain where the measure beside the number says already what is counted. */
  private String unit(String unit, String number) {
    String key = "monitor.unit." + unit;
    return words.maybe(key).isPresent() ? words.of(key, number) : number;
  }

  private String written(BigDecimal value) {
    NumberFormat format = NumberFormat.getNumberInstance(words.locale());
    format.setMaximumFractionDigits(1);
    return format.format(value);
  }

  List<Flag> flags() {
    return published.disagreements().stream().map(this::flag).toList();
  }

  /** Flags about the number of all victims in one of these years. */
  List<Flag> flagsAbout(Iterable<Integer> years) {
    List<Flag> flags = new ArrayList<>();
    for (int year : years) {
      published.disagreements().stream()
          .filter(one -> one.isAboutTotal("NR", year) || one.isAboutTotal("CM", year))
          .map(this::flag)
          .forEach(flags::add);
    }
    return flags;
  }

  private Flag flag(Disagreement one) {
    return new Flag(
        words.of(
            "monitor.flag.title",
            Integer.toString(one.year()),
            brief(one.first()),
            brief(one.second())),
        side(one.first()),
        side(one.second()),
        one.differs(words.locale()),
        one.reading(words.locale()),
        words.of("monitor.certainty." + one.certainty()),
        one.source());
  }

  private String brief(Disagreement.Side side) {
    return side.value().map(this::written).orElse(side.who(words.locale()));
  }

  private String side(Disagreement.Side side) {
    String who = side.who(words.locale());
    return side.value()
        .map(value -> words.of("monitor.flag.side", written(value), who))
        .orElse(who);
  }

  /**
   * What the Safety Agenda aims at beside what came of it, year by year.
   *
   * @param csvHref null where readers may not download it
   */
  /** The years between the first and the last of which a target or a realised number is lacking. */
  private String missing(Set<Integer> targets, Set<Integer> realised) {
    TreeSet<Integer> known = new TreeSet<>(targets);
    known.addAll(realised);
    List<String> notes = new ArrayList<>();
    notes.add(lacking("monitor.agenda.no-realised", known, realised));
    notes.add(lacking("monitor.agenda.no-target", known, targets));
    notes.add(words.of("monitor.agenda.note"));
    return notes.stream().filter(note -> !note.isEmpty()).collect(Collectors.joining(" "));
  }

  private String lacking(String key, TreeSet<Integer> known, Set<Integer> there) {
    List<String> years =
        IntStream.rangeClosed(known.first(), known.last())
            .filter(year -> !there.contains(year))
            .mapToObj(Integer::toString)
            .toList();
    return years.isEmpty() ? "" : words.of(key, words.list(years));
  }

  FigureView agenda(@Nullable String csvHref) {
    NavigableMap<Integer, QuotedNumber> target = yearly("om-suspects-target");
    NavigableMap<Integer, QuotedNumber> realised = yearly("om-suspects");
    TreeSet<Integer> years = new TreeSet<>(target.keySet());
    years.addAll(realised.keySet());
    List<List<String>> rows =
        years.stream()
            .map(
                year ->
                    agendaRow(
                        year,
                        Optional.ofNullable(target.get(year)),
                        Optional.ofNullable(realised.get(year))))
            .toList();
    String title = words.of("monitor.agenda.title");
    return new FigureView(
        "figure-agenda",
        title,
        words.of("monitor.agenda.sub"),
        missing(target.keySet(), realised.keySet()),
        Stream.of("year", "target", "realised", "difference", "certainty", "source")
            .map(name -> words.of("monitor.column." + name))
            .toList(),
        rows,
        target.firstEntry().getValue().definition(words.locale())
            + " "
            + realised.firstEntry().getValue().definition(words.locale()),
        words.of("monitor.published.source"),
        csvHref,
        SeriesLines.chart(
            "chart-agenda",
            title,
            rows.stream()
                .map(row -> String.join(", ", row.subList(0, 4)))
                .collect(Collectors.joining("; ", "", ".")),
            List.of(
                new SeriesLines.Line("cm", words.of("monitor.column.target"), counts(target)),
                new SeriesLines.Line("nr", words.of("monitor.column.realised"), counts(realised))),
            Optional.empty(),
            words::number));
  }

  private List<String> agendaRow(
      int year, Optional<QuotedNumber> target, Optional<QuotedNumber> realised) {
    String none = words.of("monitor.not-found");
    return List.of(
        Integer.toString(year),
        target.map(this::number).orElse(none),
        realised.map(this::number).orElse(none),
        target.isPresent() && realised.isPresent()
            ? signed(realised.get().value().subtract(target.get().value()))
            : none,
        Stream.concat(target.stream(), realised.stream())
            .map(one -> words.of("monitor.certainty." + one.certainty()))
            .distinct()
            .collect(Collectors.joining(" / ")),
        Stream.concat(target.stream(), realised.stream())
            .map(QuotedNumber::source)
            .distinct()
            .collect(Collectors.joining("; ")));
  }

  private String signed(BigDecimal difference) {
    return difference.signum() > 0 ? "+" + written(difference) : written(difference);
  }

  private NavigableMap<Integer, QuotedNumber> yearly(String measure) {
    NavigableMap<Integer, QuotedNumber> years = new TreeMap<>();
    published.quoted().stream()
        .filter(one -> one.yearly(AGENDA, measure, ALL))
        .forEach(one -> years.put(one.yearFrom(), one));
    return years;
  }

  private static NavigableMap<Integer, Long> counts(NavigableMap<Integer, QuotedNumber> numbers) {
    NavigableMap<Integer, Long> counts = new TreeMap<>();
    numbers.forEach((year, one) -> counts.put(year, one.value().longValueExact()));
    return counts;
  }
}
