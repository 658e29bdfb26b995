// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.schakel.platform.monitor.Years;

/**
 * Reads a table of counts and checks it as a whole.
 *
 * <p>Guarantee: a table without problems holds known codes and whole numbers alone, each cell once,
 * every total of which a part is given, every part of a split of which one is given, and all parts
 * add up. Otherwise every problem is told at once, by line, and nothing of it may be kept.
 */
final class AggregateReader {
  static final int LARGEST_BYTES = 256 * 1024;
  private static final int MOST_ROWS = 5_000;
  private static final int MOST_PROBLEMS = 200;
  private static final int LONGEST_COUNT = 9;
  private static final List<String> NEEDED =
      List.of("year", "figure", "split", "category", "count");
  private static final String LABEL = "label";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final AggregateKind kind;
  private final int lastYear;
  private final List<AggregateProblem> problems = new ArrayList<>();

  /** Line of each number, in the order of the file. */
  private final Map<AggregateRow.Place, Long> lines = new LinkedHashMap<>();

  private final Map<AggregateRow.Place, Long> counts = new HashMap<>();

  /** Splits of which a number could not be read: their sums are not judged as well. */
  private final List<AggregateRow.Place> unread = new ArrayList<>();

  private AggregateReader(AggregateKind kind, int lastYear) {
    this.kind = kind;
    this.lastYear = lastYear;
  }

  /** The numbers in the order of the kind, or what is wrong. */
  record Read(List<AggregateRow> rows, List<AggregateProblem> problems) {}

  /**
   * Reads a file.
   *
   * @param lastYear the year in which the table was made: it tells of no later one
   */
  static Read read(AggregateKind kind, int lastYear, byte[] file) {
    AggregateReader reader = new AggregateReader(kind, lastYear);
    reader.read(file);
    return reader.problems.isEmpty()
        ? new Read(reader.rows(), List.of())
        : new Read(List.of(), List.copyOf(reader.problems));
  }

  private void read(byte[] file) {
    if (file.length == 0 || file.length > LARGEST_BYTES) {
      wrong(0, "file", "file", Integer.toString(LARGEST_BYTES / 1024));
      return;
    }
    Optional<String> text = text(file);
    if (text.isEmpty()) {
      wrong(0, "file", "encoding");
      return;
    }
    List<CsvRecord> records = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator(text.get()))
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text.get())) {
      csv.stream().limit(MOST_ROWS + 2L).forEach(records::add);
    } catch (CsvParseException | IOException e) {
      wrong(0, "file", "csv");
      return;
    }
    if (records.size() > MOST_ROWS + 1) {
      wrong(0, "file", "rows", Integer.toString(MOST_ROWS));
    } else if (!records.isEmpty() && headed(records.getFirst())) {
      rows(records);
      whole();
    }
  }

  private static Optional<String> text(byte[] file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(file))
              .toString();
      return Optional.of(
          !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  /** Dutch spreadsheets write semicolons. */
  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("");
    return first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
  }

  private void wrong(long line, String field, String rule, String... arguments) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(AggregateProblem.of(line, field, rule, arguments));
    }
  }

  private boolean headed(CsvRecord header) {
    List<String> names = names(header);
    List<String> missing = NEEDED.stream().filter(name -> !names.contains(name)).toList();
    boolean known =
        names.stream().allMatch(name -> NEEDED.contains(name) || name.equals(LABEL))
            && new TreeSet<>(names).size() == names.size();
    if (!missing.isEmpty()) {
      wrong(header.getStartingLineNumber(), "header", "header", String.join(", ", missing));
    } else if (!known) {
      wrong(header.getStartingLineNumber(), "header", "columns", String.join(", ", NEEDED));
    }
    return problems.isEmpty();
  }

  private static List<String> names(CsvRecord header) {
    return header.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  private void rows(List<CsvRecord> records) {
    List<String> names = names(records.getFirst());
    for (CsvRecord row : records.subList(1, records.size())) {
      long line = row.getStartingLineNumber();
      if (row.getFieldCount() != names.size()) {
        wrong(line, "row", "cells", Integer.toString(names.size()));
      } else {
        row(line, name -> row.getField(names.indexOf(name)).strip());
      }
    }
  }

  /** The text of one column. */
  private interface Cells {
    String of(String name);
  }

  private void row(long line, Cells cells) {
    int before = problems.size();
    Optional<Integer> year = Years.parse(cells.of("year"));
    String figure = cells.of("figure");
    String split = cells.of("split");
    String category = cells.of("category");
    if (year.isEmpty()) {
      wrong(line, "year", "year", Integer.toString(Years.FIRST), Integer.toString(Years.LAST));
    } else if (year.get() > lastYear) {
      wrong(line, "year", "later", cells.of("year"), Integer.toString(lastYear));
    }
    if (kind.figure(figure).isEmpty()) {
      wrong(line, "figure", "figure", codes(kind.figures(), AggregateKind.Figure::code));
    } else {
      checkSplit(line, figure, split, category);
    }
    if (problems.size() == before) {
      count(
          line,
          new AggregateRow.Place(year.orElseThrow(), figure, split, category),
          cells.of("count"));
    }
  }

  private static <T> String codes(List<T> of, Function<T, String> code) {
    return of.stream().map(code).collect(Collectors.joining(", "));
  }

  private void checkSplit(long line, String figure, String split, String category) {
    if (split.isEmpty()) {
      if (!category.isEmpty()) {
        wrong(line, "category", "category-of-nothing");
      }
      return;
    }
    Optional<AggregateKind.Split> known =
        kind.splitsOf(figure).stream().filter(one -> one.code().equals(split)).findFirst();
    if (known.isEmpty()) {
      wrong(
          line, "split", "split", figure, codes(kind.splitsOf(figure), AggregateKind.Split::code));
    } else if (!known.get().has(category)) {
      wrong(
          line,
          "category",
          "category",
          split,
          codes(known.get().categories(), AggregateKind.Category::code));
    }
  }

  /** An empty count is a row of the template that was not filled in. */
  private void count(long line, AggregateRow.Place place, String typed) {
    if (typed.isEmpty()) {
      return;
    }
    if (!typed.matches("[0-9]{1," + LONGEST_COUNT + "}")) {
      wrong(line, "count", typed.startsWith("-") ? "negative" : "count");
      unread.add(place);
      return;
    }
    Long earlier = lines.putIfAbsent(place, line);
    if (earlier != null) {
      wrong(line, "row", "twice", Long.toString(earlier));
    } else {
      counts.put(place, Long.valueOf(typed));
    }
  }

  private void whole() {
    TreeSet<Integer> years =
        lines.keySet().stream()
            .map(AggregateRow.Place::year)
            .collect(Collectors.toCollection(TreeSet::new));
    if (years.isEmpty() && problems.isEmpty()) {
      wrong(0, "file", "empty");
    }
    for (int year : years) {
      for (AggregateKind.Figure figure : kind.figures()) {
        for (AggregateKind.Split split : kind.splitsOf(figure.code())) {
          split(year, figure.code(), split);
        }
        AggregateRow.Place total = total(year, figure.code());
        if (figure.required() && !counts.containsKey(total) && !unread.contains(total)) {
          wrong(0, "figure", "required", figure.code(), Integer.toString(year));
        }
      }
    }
  }

  private static AggregateRow.Place total(int year, String figure) {
    return new AggregateRow.Place(year, figure, "", "");
  }

  private void split(int year, String figure, AggregateKind.Split split) {
    List<AggregateRow.Place> places =
        split.categories().stream()
            .map(one -> new AggregateRow.Place(year, figure, split.code(), one.code()))
            .toList();
    AggregateRow.Place total = total(year, figure);
    List<AggregateRow.Place> given = places.stream().filter(counts::containsKey).toList();
    if (given.isEmpty() || places.stream().anyMatch(unread::contains) || unread.contains(total)) {
      return;
    }
    long first = given.stream().mapToLong(one -> lines.getOrDefault(one, 0L)).min().orElse(0);
    List<String> missing =
        places.stream()
            .filter(one -> !counts.containsKey(one))
            .map(AggregateRow.Place::category)
            .toList();
    long sum = given.stream().mapToLong(one -> counts.getOrDefault(one, 0L)).sum();
    String[] where = {figure, Integer.toString(year), split.code()};
    if (!missing.isEmpty()) {
      wrong(
          first,
          "category",
          "part-missing",
          where[0],
          where[1],
          where[2],
          String.join(", ", missing));
    }
    Long whole = counts.get(total);
    if (whole == null) {
      wrong(first, "split", "total-missing", where[0], where[1], where[2], Long.toString(sum));
    } else if (missing.isEmpty() && whole != sum) {
      wrong(
          lines.getOrDefault(total, 0L),
          "count",
          "sum",
          where[0],
          where[1],
          where[2],
          Long.toString(whole),
          given.stream()
              .map(one -> Long.toString(counts.getOrDefault(one, 0L)))
              .collect(Collectors.joining(" + ")),
          Long.toString(sum));
    }
  }

  private List<AggregateRow> rows() {
    List<AggregateRow> rows = new ArrayList<>();
    TreeSet<Integer> years = new TreeSet<>();
    counts.keySet().forEach(place -> years.add(place.year()));
    for (int year : years) {
      for (AggregateKind.Figure figure : kind.figures()) {
        add(total(year, figure.code()), rows);
        for (AggregateKind.Split split : kind.splitsOf(figure.code())) {
          split
              .categories()
              .forEach(
                  one ->
                      add(
                          new AggregateRow.Place(year, figure.code(), split.code(), one.code()),
                          rows));
        }
      }
    }
    return rows;
  }

  private void add(AggregateRow.Place place, List<AggregateRow> rows) {
    Long count = counts.get(place);
    if (count != null) {
      rows.add(AggregateRow.of(place, count));
    }
  }
}
