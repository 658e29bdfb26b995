// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import nl.schakel.platform.monitor.release.ChartKind;
import nl.schakel.platform.monitor.release.Population;
import nl.schakel.platform.monitor.release.PublishedTable;
import nl.schakel.platform.monitor.release.PublishedTable.Axis;
import nl.schakel.platform.monitor.release.PublishedTable.AxisCategory;
import nl.schakel.platform.monitor.release.ReleaseTable;
import nl.schakel.platform.monitor.release.TableSpecification;

/** Turns protected tables into drawings, tables and a box for journalists. */
final class PublicationViews {
  static final String TOTAL = PublishedTable.TOTAL;
  private static final String YEAR = "year";

  /** A shown number is off by at most this many. */
  private static final int OFF_BY = 4;

  private final Words words;
  private final Population population;

  PublicationViews(Words words, Population population) {
    this.words = words;
    this.population = population;
  }

  /**
   * One table of a publication.
   *
   * @param box what a journalist may print, empty when there is no number
   */
  record TableView(
      FigureView figure,
      String code,
      String rule,
      List<String> axisRules,
      List<Box> box,
      List<Link> files,
      String target,
      String method) {}

  /** The sentence, the number, how sure it is, what it counts, and how to name the source. */
  record Box(
      String sentence, String number, String uncertainty, String definition, String source) {}

  record Link(String href, String label) {}

  /** A row of numbers, one for each year. */
  private record Line(
      String name,
      List<OptionalLong> values,
      List<OptionalDouble> shares,
      boolean drawn,
      int depth) {
    boolean told() {
      return values.stream().anyMatch(OptionalLong::isPresent);
    }
  }

  private record Numbers(Map<List<String>, Long> of, Map<List<String>, Double> shares) {}

  /** Tables that are counted apart stand in one figure. */
  List<TableView> all(List<ReleaseTable> tables, String base, String source) {
    return all(tables, base, source, Optional.empty());
  }

  /** As {@link #all(List, String, String)}, drawn as was chosen where that fits. */
  List<TableView> all(
      List<ReleaseTable> tables, String base, String source, Optional<ChartKind> chosen) {
    Map<String, List<ReleaseTable>> groups = new LinkedHashMap<>();
    for (ReleaseTable table : tables) {
      if (table.published().isPresent()) {
        groups.computeIfAbsent(groupOf(table.code()), code -> new ArrayList<>()).add(table);
      }
    }
    List<TableView> views = new ArrayList<>();
    groups.forEach((code, of) -> views.add(view(code, of, base, source, chosen)));
    return views;
  }

  static String groupOf(String code) {
    int dot = code.indexOf('.');
    return dot < 0 ? code : code.substring(0, dot);
  }

  private TableView view(
      String code,
      List<ReleaseTable> tables,
      String base,
      String source,
      Optional<ChartKind> chosen) {
    ReleaseTable first = tables.getFirst();
    TableSpecification specification = first.specification();
    String wanted =
        chosen
            .map(ChartKind::code)
            .orElse(specification.chart() == null ? "" : specification.chart());
    PublishedTable shown = first.published().orElseThrow();
    List<Line> lines = new ArrayList<>();
    if (tables.size() == 1 && !first.code().contains(".")) {
      lines.addAll(lines(shown, ""));
    } else {
      tables.forEach(
          table -> lines.addAll(lines(table.published().orElseThrow(), apart(table.code()))));
    }
    List<String> years = years(shown);
    List<String> head = new ArrayList<>(List.of(words.of("monitor.publication.who")));
    head.addAll(years);
    List<List<String>> rows = new ArrayList<>();
    for (Line line : lines) {
      List<String> row = new ArrayList<>(List.of(line.name()));
      for (int at = 0; at < years.size(); at++) {
        row.add(
            number(line.values().get(at))
                + share(specification, line.shares().get(at))
                + rate(specification, years.get(at), line, at));
      }
      rows.add(row);
    }
    String title = specification.title().in(locale());
    FigureView figure =
        new FigureView(
            "table-" + code,
            title,
            words.of("monitor.publication.rounded"),
            note(specification, lines),
            head,
            rows,
            specification.definition().in(locale()) + " " + specification.rule().in(locale()),
            source + "; " + specification.source(),
            null,
            chart(code, title, years, lines, wanted));
    return new TableView(
        figure,
        code,
        specification.rule().in(locale()),
        shown.axes().stream()
            .filter(axis -> !axis.code().equals(YEAR))
            .map(axis -> axis.label().in(locale()) + ": " + axis.rule().in(locale()))
            .toList(),
        boxes(tables, specification, years, lines, source),
        base.isEmpty() ? List.of() : files(tables, base),
        specification.target() == null ? "" : specification.target().text().in(locale()),
        shown.method().in(locale()));
  }

  private static String ofApart(String code) {
    return code.substring(code.indexOf('.') + 1);
  }

  /** A table with rates shows those; others show shares where there are any. */
  private String share(TableSpecification table, OptionalDouble share) {
    return table.perInhabitants() != null || share.isEmpty()
        ? ""
        : " (" + words.wholePercent(share.getAsDouble()) + ")";
  }

  private String note(TableSpecification table, List<Line> lines) {
    boolean shares =
        table.perInhabitants() == null
            && lines.stream()
                .flatMap(line -> line.shares().stream())
                .anyMatch(OptionalDouble::isPresent);
    return words.of("monitor.zero")
        + " "
        + words.of("monitor.publication.zero")
        + (shares ? " " + words.of("monitor.publication.shares") : "");
  }

  private String apart(String code) {
    return words.of("monitor.apart." + ofApart(code));
  }

  private List<Link> files(List<ReleaseTable> tables, String base) {
    List<Link> links = new ArrayList<>();
    for (ReleaseTable table : tables) {
      String name = tables.size() == 1 ? "" : " – " + apart(table.code());
      links.addAll(files(base + "/" + table.code(), name, words));
    }
    return links;
  }

  /** The forms in which one table can be taken along. */
  static List<Link> files(String path, String name, Words words) {
    return List.of(
        new Link(path + ".csv", words.of("monitor.publication.csv") + name),
        new Link(path + ".csv-metadata.json", words.of("monitor.publication.csvw") + name),
        new Link(path + ".json", words.of("monitor.publication.json") + name));
  }

  /**
   * All presumed victims by year, from the first table that counts them without a condition; empty
   * when there is none.
   */
  NavigableMap<Integer, BesideOurs.Own> totals(List<ReleaseTable> tables) {
    NavigableMap<Integer, BesideOurs.Own> totals = new TreeMap<>();
    tables.stream()
        .filter(table -> table.specification().only().isEmpty())
        .flatMap(table -> table.published().stream())
        .filter(table -> table.axes().stream().anyMatch(axis -> axis.code().equals(YEAR)))
        .findFirst()
        .ifPresent(table -> years(table).forEach(year -> total(table, year, totals)));
    return totals;
  }

  private void total(
      PublishedTable table, String year, NavigableMap<Integer, BesideOurs.Own> into) {
    OptionalLong value =
        table.value(
            table.axes().stream().map(axis -> axis.code().equals(YEAR) ? year : TOTAL).toList());
    into.put(
        Integer.valueOf(year),
        new BesideOurs.Own(value.orElse(0) == 0 ? OptionalLong.empty() : value, number(value)));
  }

  private Locale locale() {
    return words.locale();
  }

  static List<String> years(PublishedTable table) {
    return table.axes().stream()
        .filter(axis -> axis.code().equals(YEAR))
        .findFirst()
        .map(axis -> axis.categories().stream().map(AxisCategory::code).toList())
        .orElse(List.of(TOTAL));
  }

  /** One row for every combination of the other dimensions, totals first. */
  private List<Line> lines(PublishedTable table, String name) {
    List<Line> lines = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    gather(
        table,
        0,
        codes,
        new ArrayList<>(),
        new Numbers(table.values(), table.shares()),
        name,
        lines);
    return lines;
  }

  private void gather(
      PublishedTable table,
      int at,
      List<String> codes,
      List<String> names,
      Numbers values,
      String name,
      List<Line> into) {
    if (at == table.axes().size()) {
      into.add(line(table, codes, names, values, name));
      return;
    }
    Axis axis = table.axes().get(at);
    if (axis.code().equals(YEAR)) {
      codes.add(YEAR);
      gather(table, at + 1, codes, names, values, name, into);
      codes.removeLast();
      return;
    }
    codes.add(TOTAL);
    gather(table, at + 1, codes, names, values, name, into);
    codes.removeLast();
    for (AxisCategory category : axis.categories()) {
      codes.add(category.code());
      names.add(category.label().in(locale()));
      gather(table, at + 1, codes, names, values, name, into);
      names.removeLast();
      codes.removeLast();
    }
  }

  private Line line(
      PublishedTable table, List<String> codes, List<String> names, Numbers values, String name) {
    List<OptionalLong> numbers = new ArrayList<>();
    List<OptionalDouble> shares = new ArrayList<>();
    for (String year : years(table)) {
      List<String> cell = codes.stream().map(code -> code.equals(YEAR) ? year : code).toList();
      Long value = values.of().get(cell);
      Double share = values.shares().get(cell);
      numbers.add(value == null ? OptionalLong.empty() : OptionalLong.of(value));
      shares.add(share == null ? OptionalDouble.empty() : OptionalDouble.of(share));
    }
    List<String> parts = new ArrayList<>();
    if (!name.isEmpty()) {
      parts.add(name);
    }
    parts.addAll(names);
    boolean single = table.axes().size() == 1;
    long others = table.axes().stream().filter(axis -> !axis.code().equals(YEAR)).count();
    int first = firstOther(table);
    boolean drawn =
        !name.isEmpty()
            ? names.isEmpty()
            : single
                || others == 1
                    && table.axes().stream().anyMatch(a -> a.code().equals("minor"))
                    && names.isEmpty()
                || names.size() == 1
                    && first < codes.size()
                    && !codes.get(first).equals(TOTAL)
                    && !table.axes().get(first).code().equals("minor");
    return new Line(
        parts.isEmpty() ? words.of("monitor.publication.all") : String.join(", ", parts),
        numbers,
        shares,
        drawn,
        names.size());
  }

  private static int firstOther(PublishedTable table) {
    for (int at = 0; at < table.axes().size(); at++) {
      if (!table.axes().get(at).code().equals(YEAR)) {
        return at;
      }
    }
    return table.axes().size();
  }

  private Chart chart(
      String code, String title, List<String> years, List<Line> lines, String wanted) {
    String id = "chart-" + code;
    List<Line> shown = categories(lines);
    if (years.equals(List.of(TOTAL))) {
      return IntervalBars.shares(id, title, told(years, shown), bars(years, shown));
    }
    int spans = years.size();
    ChartKind kind =
        ChartKind.of(wanted)
            .filter(one -> one.fits(spans, shown.size()))
            .orElseGet(() -> ChartKind.usual(spans, shown.size()));
    return switch (kind) {
      case YEARS -> {
        Line all = shown.size() == 1 ? shown.getFirst() : lines.getFirst();
        yield YearColumns.large(
            id, title, told(years, List.of(all)), columns(years, all), Optional.empty());
      }
      case ROWS ->
          YearColumns.rows(
              id,
              title,
              told(years, shown),
              shown.stream()
                  .map(
                      line ->
                          new YearColumns.Row(
                              line.name(), columns(years, line), number(line.values().getLast())))
                  .toList(),
              Optional.empty());
      case BARS -> IntervalBars.shares(id, title, told(years, shown), bars(years, shown));
      case LINES -> overYears(id, title, years, shown);
    };
  }

  /** The groups of the first dimension; where their totals are left out, the finest groups. */
  private static List<Line> categories(List<Line> lines) {
    List<Line> drawn = lines.stream().filter(Line::drawn).toList();
    if (drawn.stream().allMatch(Line::told)) {
      return drawn.isEmpty() ? lines : drawn;
    }
    int finest = lines.stream().filter(Line::told).mapToInt(Line::depth).max().orElse(0);
    List<Line> fine = lines.stream().filter(line -> line.told() && line.depth() == finest).toList();
    return fine.isEmpty() ? drawn : fine;
  }

  /** Kinds of chart that fit this table, so that one can choose. */
  List<ChartKind> kinds(ReleaseTable table) {
    PublishedTable shown = table.published().orElseThrow();
    int years = years(shown).size();
    int rows = categories(lines(shown, "")).size();
    return Arrays.stream(ChartKind.values()).filter(kind -> kind.fits(years, rows)).toList();
  }

  /** The last year, named where there are others beside it. */
  private List<IntervalBars.Share> bars(List<String> years, List<Line> lines) {
    long most =
        Math.max(
            1, lines.stream().mapToLong(line -> line.values().getLast().orElse(0)).max().orElse(1));
    String year = years.size() > 1 ? ", " + years.getLast() : "";
    List<IntervalBars.Share> bars = new ArrayList<>();
    for (Line line : lines) {
      OptionalLong value = line.values().getLast();
      bars.add(
          new IntervalBars.Share(
              line.name() + year, number(value), (int) (value.orElse(0) * 100 / most)));
    }
    return bars;
  }

  /** A line ends where a year shows 0 to 4, or nothing. */
  private Chart overYears(String id, String title, List<String> years, List<Line> lines) {
    List<String> styles = List.of("nr", "cm", "own");
    List<SeriesLines.Line> drawn = new ArrayList<>();
    for (Line line : lines) {
      NavigableMap<Integer, Long> values = new TreeMap<>();
      for (int at = 0; at < years.size(); at++) {
        OptionalLong value = line.values().get(at);
        if (value.isPresent() && value.getAsLong() > 0) {
          values.put(Integer.valueOf(years.get(at)), value.getAsLong());
        }
      }
      if (!values.isEmpty()) {
        drawn.add(new SeriesLines.Line(styles.get(drawn.size()), line.name(), values));
      }
    }
    return SeriesLines.chart(id, title, told(years, lines), drawn, Optional.empty(), words::number);
  }

  private List<YearColumns.Column> columns(List<String> years, Line line) {
    List<YearColumns.Column> columns = new ArrayList<>();
    for (int at = 0; at < years.size(); at++) {
      OptionalLong value = line.values().get(at);
      boolean hidden = value.isPresent() && value.getAsLong() == 0;
      columns.add(
          new YearColumns.Column(
              Integer.parseInt(years.get(at)),
              hidden ? OptionalLong.empty() : value,
              number(value),
              value.isPresent()));
    }
    return columns;
  }

  private String told(List<String> years, List<Line> lines) {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.name()).append(": ");
      for (int at = 0; at < years.size(); at++) {
        text.append(at == 0 ? "" : ", ");
        if (!years.get(at).equals(TOTAL)) {
          text.append(years.get(at)).append(' ');
        }
        text.append(number(line.values().get(at)));
      }
      text.append(". ");
    }
    return text.toString().strip();
  }

  /** A zero stands for zero to four: it never says that there is nobody. */
  String number(OptionalLong value) {
    if (value.isEmpty()) {
      return words.of("monitor.publication.not-shown");
    }
    return value.getAsLong() == 0
        ? words.of("monitor.publication.few")
        : words.number(value.getAsLong());
  }

  /** A number with its share of everybody in the year, where it has one. */
  String withShare(PublishedTable table, List<String> codes) {
    Double share = table.shares().get(codes);
    return number(table.value(codes))
        + (share == null ? "" : " (" + words.wholePercent(share) + ")");
  }

  private String rate(TableSpecification table, String year, Line line, int at) {
    if (table.perInhabitants() == null || year.equals(TOTAL)) {
      return "";
    }
    OptionalLong inhabitants = population.in(Integer.parseInt(year));
    OptionalLong value = line.values().get(at);
    if (inhabitants.isEmpty() || value.isEmpty() || value.getAsLong() == 0) {
      return "";
    }
    double rate = (double) value.getAsLong() * table.perInhabitants() / inhabitants.getAsLong();
    return " (" + words.decimal(rate) + ")";
  }

  /** One for the table, or one for each that is counted apart. */
  private List<Box> boxes(
      List<ReleaseTable> tables,
      TableSpecification specification,
      List<String> years,
      List<Line> lines,
      String source) {
    if (tables.size() == 1 && !tables.getFirst().code().contains(".")) {
      return box(specification, specification.sentence().in(locale()), years, lines, source);
    }
    List<Box> boxes = new ArrayList<>();
    for (ReleaseTable table : tables) {
      String key = "monitor.apart." + ofApart(table.code()) + ".sentence";
      boxes.addAll(
          box(
              specification,
              words.maybe(key).isPresent()
                  ? words.of(key, "{year}", "{number}")
                  : apart(table.code()) + ": {year}, {number}.",
              years,
              lines(table.published().orElseThrow(), "").subList(0, 1),
              source));
    }
    return boxes;
  }

  private List<Box> box(
      TableSpecification table,
      String sentence,
      List<String> years,
      List<Line> lines,
      String source) {
    OptionalLong last = lines.getFirst().values().getLast();
    if (last.isEmpty() || last.getAsLong() == 0) {
      return List.of();
    }
    String number = words.number(last.getAsLong());
    String year = years.getLast().equals(TOTAL) ? "" : years.getLast();
    return List.of(
        new Box(
            sentence.replace("{year}", year).replace("{number}", number) + largest(lines),
            number,
            words.of(
                "monitor.publication.between",
                words.number(Math.max(1, last.getAsLong() - OFF_BY)),
                words.number(last.getAsLong() + OFF_BY)),
            table.definition().in(locale()) + " " + table.rule().in(locale()),
            source));
  }

  /** The largest group of the last year, where rounding cannot have made it the largest. */
  private String largest(List<Line> lines) {
    List<Line> groups =
        lines.stream()
            .filter(line -> line.drawn() && line.shares().getLast().isPresent())
            .sorted(
                Comparator.comparingLong((Line line) -> line.values().getLast().orElse(0))
                    .reversed())
            .toList();
    if (groups.size() < 2
        || groups.get(0).values().getLast().orElse(0) - groups.get(1).values().getLast().orElse(0)
            <= 2 * OFF_BY) {
      return "";
    }
    Line first = groups.getFirst();
    return " "
        + words.of(
            "monitor.publication.largest",
            first.name(),
            number(first.values().getLast()),
            words.wholePercent(first.shares().getLast().orElse(0)));
  }
}
