// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others published, as dated data: yearly series, estimates, which of the two may stand beside
 * each other, breaks in the series, and where sources disagree.
 *
 * @param series presumed victims: counts that may be drawn, compared and tested
 * @param quoted every published number as the source names it, those of {@code series} among them,
 *     with percentages, targets, sentences and whatever else is no count of victims
 */
public record PublishedNumbers(
    List<PublishedNumber> series,
    List<PublishedNumber> estimates,
    List<SeenAndEstimated> pairs,
    List<SeriesBreak> breaks,
    List<QuotedNumber> quoted,
    List<Disagreement> disagreements) {
  private static final String SERIES = "published-series.csv";
  private static final String VICTIMS = "presumed-victims";

  /**
   * Reads the files that come with the application; a pair or a flag that names no known number, or
   * another value than that number has, is refused.
   */
  static PublishedNumbers shipped() {
    List<PublishedNumber> series =
        rows(SERIES, Function.identity()).stream()
            .filter(row -> row.getField("measure").equals(VICTIMS))
            .map(PublishedNumbers::number)
            .toList();
    List<PublishedNumber> estimates = rows("estimates.csv", PublishedNumbers::number);
    List<QuotedNumber> quoted = rows(SERIES, PublishedNumbers::quoted);
    PublishedNumbers all =
        new PublishedNumbers(
            series,
            estimates,
            rows("seen-and-estimated.csv", row -> pair(row, series, estimates)),
            rows("series-breaks.csv", PublishedNumbers::seriesBreak),
            quoted,
            rows("published-disagreements.csv", PublishedNumbers::disagreement));
    all.checkFlags();
    return all;
  }

  private void checkFlags() {
    Map<String, BigDecimal> known =
        Stream.concat(
                quoted.stream().map(one -> Map.entry(one.key(), one.value())),
                estimates.stream()
                    .map(one -> Map.entry(one.key(), BigDecimal.valueOf(one.value()))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    disagreements.stream()
        .flatMap(one -> Stream.of(one.first(), one.second()))
        .filter(side -> !side.key().isEmpty())
        .filter(side -> !side.value().equals(Optional.ofNullable(known.get(side.key()))))
        .findFirst()
        .ifPresent(
            side -> {
              throw new IllegalStateException(
                  "A flag names %s for %s, which is %s"
                      .formatted(side.value(), side.key(), known.get(side.key())));
            });
  }

  /** The number that a series gives for all victims of a year; empty when none was found. */
  public Optional<QuotedNumber> total(String ofSeries, int year) {
    return quoted.stream()
        .filter(one -> one.yearly(ofSeries, VICTIMS, "all") && one.yearFrom() == year)
        .findFirst();
  }

  /** What a publisher counts every year. */
  private record Counted(String series, String measure, String population) {
    static Counted of(PublishedNumber number) {
      return new Counted(number.series(), number.measure(), number.population());
    }
  }

  /**
   * A year in which a published number fell or rose against its own past ({@link SeriesChanges}).
   *
   * @param before an average year of those it is compared with
   * @param chance of such a change in any series if nothing changed, over all series together
   * @param years the whole series, the oldest first
   */
  public record Changed(
      PublishedNumber number,
      double before,
      int yearsBefore,
      double chance,
      List<PublishedNumber> years) {
    public Changed {
      years = List.copyOf(years);
    }

    public boolean fell() {
      return number.value() < before;
    }
  }

  /** Years in which a series changed, the clearest change first. */
  public List<Changed> changed(double errorRate) {
    Map<Counted, NavigableMap<Integer, PublishedNumber>> yearly = new LinkedHashMap<>();
    series.stream()
        .filter(number -> number.yearFrom() == number.yearTo())
        .forEach(
            number ->
                yearly
                    .computeIfAbsent(Counted.of(number), counted -> new TreeMap<>())
                    .put(number.yearFrom(), number));
    List<SeriesChanges.Yearly<NavigableMap<Integer, PublishedNumber>>> counts =
        yearly.values().stream().map(PublishedNumbers::counts).toList();
    return SeriesChanges.changes(counts, errorRate).stream().map(PublishedNumbers::told).toList();
  }

  private static SeriesChanges.Yearly<NavigableMap<Integer, PublishedNumber>> counts(
      NavigableMap<Integer, PublishedNumber> years) {
    NavigableMap<Integer, Long> counts = new TreeMap<>();
    years.forEach((year, number) -> counts.put(year, number.value()));
    return new SeriesChanges.Yearly<>(years, counts);
  }

  private static Changed told(SeriesChanges.Change<NavigableMap<Integer, PublishedNumber>> change) {
    return new Changed(
        Objects.requireNonNull(change.of().get(change.year())),
        change.before(),
        change.yearsBefore(),
        change.chance(),
        List.copyOf(change.of().values()));
  }

  private static PublishedNumber number(NamedCsvRecord row) {
    return new PublishedNumber(
        row.getField("series"),
        Integer.parseInt(row.getField("year_from")),
        Integer.parseInt(row.getField("year_to")),
        row.getField("measure"),
        row.getField("population"),
        Long.parseLong(row.getField("value")),
        whole(row.getField("low")),
        whole(row.getField("high")),
        row.getField("source"),
        row.getField("certainty"),
        row.getField("definition_nl"),
        row.getField("definition_en"));
  }

  private static QuotedNumber quoted(NamedCsvRecord row) {
    return new QuotedNumber(
        row.getField("series"),
        Integer.parseInt(row.getField("year_from")),
        Integer.parseInt(row.getField("year_to")),
        row.getField("measure"),
        row.getField("population"),
        row.getField("unit"),
        row.getField("precision"),
        new BigDecimal(row.getField("value")),
        row.getField("source"),
        row.getField("certainty"),
        row.getField("derived").equals("yes"),
        row.getField("definition_nl"),
        row.getField("definition_en"));
  }

  private static Disagreement disagreement(NamedCsvRecord row) {
    return new Disagreement(
        row.getField("code"),
        Integer.parseInt(row.getField("year")),
        side(row, "first"),
        side(row, "second"),
        row.getField("differs_nl"),
        row.getField("differs_en"),
        row.getField("reading_nl"),
        row.getField("reading_en"),
        row.getField("certainty"),
        row.getField("source"));
  }

  private static Disagreement.Side side(NamedCsvRecord row, String which) {
    return new Disagreement.Side(
        Optional.of(row.getField(which + "_value"))
            .filter(value -> !value.isBlank())
            .map(BigDecimal::new),
        row.getField(which + "_nl"),
        row.getField(which + "_en"),
        row.getField(which + "_number"));
  }

  private static SeenAndEstimated pair(
      NamedCsvRecord row, List<PublishedNumber> series, List<PublishedNumber> estimates) {
    return new SeenAndEstimated(
        find(row, "seen", row.getField("seen_in").equals("estimates") ? estimates : series),
        find(row, "estimate", estimates),
        row.getField("same_group").equals("yes"),
        row.getField("note_nl"),
        row.getField("note_en"));
  }

  private static PublishedNumber find(
      NamedCsvRecord row, String part, List<PublishedNumber> numbers) {
    String name = row.getField(part + "_series");
    int from = Integer.parseInt(row.getField(part + "_from"));
    int to = Integer.parseInt(row.getField(part + "_to"));
    String population = row.getField(part + "_population");
    return numbers.stream()
        .filter(number -> number.of(name, from, to, population))
        .filter(number -> part.equals("estimate") == number.measure().startsWith("estimated"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No published number %s %d-%d %s".formatted(name, from, to, population)));
  }

  private static SeriesBreak seriesBreak(NamedCsvRecord row) {
    return new SeriesBreak(
        row.getField("code"),
        LocalDate.parse(row.getField("from")),
        row.getField("short_nl"),
        row.getField("short_en"),
        row.getField("text_nl"),
        row.getField("text_en"),
        row.getField("certainty"),
        row.getField("source"));
  }

  private static OptionalLong whole(String text) {
    return text.isBlank() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static <T> List<T> rows(String file, Function<NamedCsvRecord, T> row) {
    try (InputStream in =
            Objects.requireNonNull(
                PublishedNumbers.class.getResourceAsStream("/reference/" + file), file);
        CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(in)) {
      return reader.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
