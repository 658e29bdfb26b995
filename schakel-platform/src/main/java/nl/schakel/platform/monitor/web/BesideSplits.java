// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.schakel.platform.monitor.PublishedFigures;
import nl.schakel.platform.monitor.PublishedNumbers;
import nl.schakel.platform.monitor.QuotedNumber;
import nl.schakel.platform.monitor.SafeCell;
import nl.schakel.platform.monitor.SafeCut;
import nl.schakel.platform.monitor.SafeYear;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.ReleaseTable;

/**
 * Sets our own number of a group in a year beside each that the National Rapporteur or the
 * coordination centre published about that group.
 */
final class BesideSplits {
  private static final String VICTIMS = "presumed-victims";
  private static final String SHARE = "quoted-percentage";
  private static final String DUTCH = "nationality:NL";
  private static final Set<String> SERIES = Set.of(BesideOurs.RAPPORTEUR, BesideOurs.CENTRE);

  /** Tables that tell of a kind of group, by the dimension of their groups. */
  private static final Map<String, List<String>> DIMENSIONS =
      Map.of(
          "reporter", List.of("reporter"),
          "age", List.of("minor", "age"),
          "sex", List.of("sex"),
          "nationality", List.of("nationality"));

  /** What the figures of the day call them. */
  private static final Map<String, String> OF_THE_DAY =
      Map.of(
          "reporter", "reporter-type",
          "age", "age-group",
          "sex", "sex",
          "nationality", "nationality-group",
          "form", "form");

  private final Words words;
  private final PublishedNumbers published;
  private final QuotedViews quoted;

  BesideSplits(Words words, PublishedNumbers published) {
    this.words = words;
    this.published = published;
    this.quoted = new QuotedViews(words, published);
  }

  /** Our own numbers; empty for a group or year that we do not show. */
  interface Ours {
    boolean covers(int year);

    Optional<String> number(int year, String kind, String code);
  }

  /** As in the tables of a release. */
  static Ours of(List<ReleaseTable> tables, PublicationViews views) {
    return new Ours() {
      @Override
      public boolean covers(int year) {
        return tables.stream()
            .flatMap(table -> table.published().stream())
            .anyMatch(table -> PublicationViews.years(table).contains(Integer.toString(year)));
      }

      @Override
      public Optional<String> number(int year, String kind, String code) {
        return tables.stream()
            .filter(table -> tells(table, kind, code))
            .flatMap(table -> table.published().stream())
            .flatMap(table -> cell(table, year, kind, code).stream())
            .findFirst()
            .map(cell -> views.withShare(cell.table(), cell.codes()));
      }
    };
  }

  private record Cell(PublishedTable table, List<String> codes) {}

  /** A form is counted apart, with everybody for whom it was reported. */
  private static boolean tells(ReleaseTable table, String kind, String code) {
    Map<String, List<String>> only = table.specification().only();
    return kind.equals("form")
        ? only.equals(Map.of("form-" + code, List.of("yes")))
        : only.isEmpty();
  }

  private static Optional<Cell> cell(PublishedTable table, int year, String kind, String code) {
    List<String> codes = new ArrayList<>();
    boolean found = kind.equals("form");
    boolean dated = false;
    for (PublishedTable.Axis axis : table.axes()) {
      if (axis.code().equals("year")) {
        codes.add(Integer.toString(year));
        dated = true;
      } else if (!found
          && DIMENSIONS.getOrDefault(kind, List.of()).contains(axis.code())
          && axis.categories().stream().anyMatch(one -> one.code().equals(code))) {
        codes.add(code);
        found = true;
      } else {
        codes.add(PublishedTable.TOTAL);
      }
    }
    return found && dated && table.values().containsKey(codes)
        ? Optional.of(new Cell(table, codes))
        : Optional.empty();
  }

  /** As in the figures of the day. */
  static Ours of(PublishedFigures figures, Words words) {
    return new Ours() {
      @Override
      public boolean covers(int year) {
        return figures.years().containsKey(year);
      }

      @Override
      public Optional<String> number(int year, String kind, String code) {
        SafeYear of = figures.years().get(year);
        return of != null
                && of.cuts().get(OF_THE_DAY.getOrDefault(kind, ""))
                    instanceof SafeCut.Shown(var counting, Map<String, SafeCell> cells)
                && cells.get(code) instanceof SafeCell cell
            ? Optional.of(
                cell instanceof SafeCell.Shown(long value)
                    ? words.number(value)
                    : RegisterViews.HIDDEN)
            : Optional.empty();
      }
    };
  }

  /** No figure when nobody published about any of these years by group. */
  Optional<FigureView> figure(Ours ours, String source) {
    List<QuotedNumber> numbers =
        published.quoted().stream()
            .filter(one -> SERIES.contains(one.series()))
            .filter(one -> one.measure().equals(VICTIMS) || one.measure().equals(SHARE))
            .filter(one -> one.yearFrom() == one.yearTo() && ours.covers(one.yearFrom()))
            .filter(one -> one.population().contains(":") && !one.population().contains(";"))
            .sorted(
                Comparator.comparing(QuotedNumber::population)
                    .thenComparing(QuotedNumber::yearFrom)
                    .thenComparing(QuotedNumber::series))
            .toList();
    return numbers.isEmpty() ? Optional.empty() : Optional.of(drawn(numbers, ours, source));
  }

  private FigureView drawn(List<QuotedNumber> numbers, Ours ours, String source) {
    List<List<String>> rows = numbers.stream().map(one -> row(one, ours)).toList();
    long most =
        numbers.stream()
            .filter(one -> one.measure().equals(VICTIMS))
            .mapToLong(one -> one.value().longValue())
            .max()
            .orElse(1);
    List<IntervalBars.Share> bars =
        numbers.stream()
            .map(
                one ->
                    new IntervalBars.Share(
                        "%s, %d (%s)"
                            .formatted(
                                words.population(one.population()),
                                one.yearFrom(),
                                words.of("monitor.series.short." + one.series())),
                        words.of("monitor.splits.bar", quoted.number(one), own(one, ours)),
                        (int)
                            (one.measure().equals(SHARE)
                                ? one.value().longValue()
                                : one.value().longValue() * 100 / most)))
            .toList();
    String title = words.of("monitor.splits.title");
    return new FigureView(
        "figure-splits",
        title,
        words.of("monitor.splits.sub"),
        words.of("monitor.splits.note"),
        List.of(
            words.of("monitor.column.group"),
            words.of("monitor.column.year"),
            words.of("monitor.series.own"),
            words.of("monitor.column.series"),
            words.of("monitor.column.number"),
            words.of("monitor.column.certainty"),
            words.of("monitor.column.source")),
        rows,
        words.of("monitor.splits.definition"),
        source + "; " + words.of("monitor.published.source"),
        null,
        IntervalBars.shares(
            "chart-splits",
            title,
            rows.stream()
                .map(row -> String.join(", ", row.subList(0, 5)))
                .collect(Collectors.joining("; ", "", ".")),
            bars));
  }

  private List<String> row(QuotedNumber one, Ours ours) {
    return List.of(
        words.population(one.population()),
        Integer.toString(one.yearFrom()),
        own(one, ours),
        words.of("monitor.series." + one.series()),
        quoted.number(one),
        words.of("monitor.certainty." + one.certainty()),
        one.source());
  }

  private String own(QuotedNumber one, Ours ours) {
    String[] part =
        (one.population().equals(DUTCH) ? "nationality:dutch" : one.population()).split(":", 2);
    return ours.number(one.yearFrom(), part[0], part[1])
        .orElse(words.of("monitor.splits.not-ours"));
  }
}
