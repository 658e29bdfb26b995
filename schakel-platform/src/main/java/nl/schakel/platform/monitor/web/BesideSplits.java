// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final Set<String> SERIES = Set.of(BesideOurs.RAPPORTEUR, BesideOurs.CENTRE);
  private static final String YEAR = "year";
  private static final String YES = "yes";
  private static final String FORM = "form";

  /** Dimensions of tables that tell of a kind of group. */
  private static final Map<String, List<String>> DIMENSIONS =
      Map.of(
          "reporter", List.of("reporter"),
          "age", List.of("minor", "age"),
          "sex", List.of("sex"),
          "border", List.of("border"),
          "nationality", List.of("nationality"));

  /** What the figures of the day call them. */
  private static final Map<String, String> OF_THE_DAY =
      Map.of(
          "reporter",
          "reporter-type",
          "age",
          "age-group",
          "sex",
          "sex",
          "nationality",
          "nationality-group",
          FORM,
          "form");

  private final Words words;
  private final PublishedNumbers published;
  private final QuotedViews quoted;

  BesideSplits(Words words, PublishedNumbers published) {
    this.words = words;
    this.published = published;
    this.quoted = new QuotedViews(words, published);
  }

  /**
   * A part of what a published number is about, such as minors; a group can have several.
   *
   * @param kind what the group is told apart by
   * @param code category of ours, as far as it is the same
   */
  record Part(String kind, String code) {
    static List<Part> of(String population) {
      return Arrays.stream(population.split(";")).map(Part::read).toList();
    }

    private static Part read(String part) {
      int colon = part.indexOf(':');
      String kind = part.substring(0, Math.max(0, colon));
      String code = part.substring(colon + 1);
      return new Part(kind, kind.equals("nationality") && code.equals("NL") ? "dutch" : code);
    }

    /** Whether this category of a dimension is the same group. */
    boolean is(String dimension, String category) {
      // A form is counted apart, with everybody for whom it was reported.
      return kind.equals(FORM)
          ? dimension.equals("form-" + code) && category.equals(YES)
          : DIMENSIONS.getOrDefault(kind, List.of()).contains(dimension) && category.equals(code);
    }
  }

  /** Our own numbers; empty for a group or year that we do not show. */
  interface Ours {
    boolean covers(int year);

    Optional<String> number(int year, List<Part> group);
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
      public Optional<String> number(int year, List<Part> group) {
        return tables.stream()
            .flatMap(table -> cell(table, year, group).stream())
            .findFirst()
            .map(cell -> views.withShare(cell.table(), cell.codes()));
      }
    };
  }

  private record Cell(PublishedTable table, List<String> codes) {}

  /**
   * The number of a table about exactly this group: each condition of the table is a part of it,
   * and each other part a category of a dimension.
   */
  private static Optional<Cell> cell(ReleaseTable table, int year, List<Part> group) {
    List<Part> left = new ArrayList<>(group);
    boolean allAsked =
        table.specification().only().entrySet().stream()
            .allMatch(
                only ->
                    only.getValue().size() == 1
                        && take(only.getKey(), List.of(only.getValue().getFirst()), left)
                            .isPresent());
    return allAsked
        ? table.published().flatMap(shown -> cell(shown, year, left))
        : Optional.empty();
  }

  private static Optional<Cell> cell(PublishedTable table, int year, List<Part> left) {
    List<String> codes = new ArrayList<>();
    boolean dated = false;
    for (PublishedTable.Axis axis : table.axes()) {
      if (axis.code().equals(YEAR)) {
        codes.add(Integer.toString(year));
        dated = true;
      } else {
        codes.add(
            take(
                    axis.code(),
                    axis.categories().stream().map(PublishedTable.AxisCategory::code).toList(),
                    left)
                .orElse(PublishedTable.TOTAL));
      }
    }
    return left.isEmpty() && dated && table.values().containsKey(codes)
        ? Optional.of(new Cell(table, codes))
        : Optional.empty();
  }

  /** The category that is a part of the group; the part is taken from those that are left. */
  private static Optional<String> take(String dimension, List<String> categories, List<Part> left) {
    for (String category : categories) {
      if (left.removeIf(part -> part.is(dimension, category))) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }

  /** As in the figures of the day, which tell of one part at a time. */
  static Ours of(PublishedFigures figures, Words words) {
    return new Ours() {
      @Override
      public boolean covers(int year) {
        return figures.years().containsKey(year);
      }

      @Override
      public Optional<String> number(int year, List<Part> group) {
        SafeYear of = figures.years().get(year);
        return of != null
                && group.size() == 1
                && of.cuts().get(OF_THE_DAY.getOrDefault(group.getFirst().kind(), ""))
                    instanceof SafeCut.Shown(var counting, Map<String, SafeCell> cells)
                && cells.get(group.getFirst().code()) instanceof SafeCell cell
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
            .filter(
                one -> IntStream.rangeClosed(one.yearFrom(), one.yearTo()).allMatch(ours::covers))
            .filter(one -> one.population().contains(":"))
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
                        "%s, %s (%s)"
                            .formatted(
                                group(one),
                                QuotedViews.years(one),
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
        group(one),
        QuotedViews.years(one),
        own(one, ours),
        words.of("monitor.series." + one.series()),
        quoted.number(one),
        words.of("monitor.certainty." + one.certainty()),
        one.source());
  }

  /** The group as the name of a row. */
  private String group(QuotedNumber one) {
    String group = words.population(one.population());
    return group.substring(0, 1).toUpperCase(words.locale()) + group.substring(1);
  }

  /** Somebody counts once in each year, so that years are never added up. */
  private String own(QuotedNumber one, Ours ours) {
    if (one.yearFrom() != one.yearTo()) {
      return words.of("monitor.splits.years");
    }
    return ours.number(one.yearFrom(), Part.of(one.population()))
        .orElse(words.of("monitor.splits.not-ours"));
  }
}
