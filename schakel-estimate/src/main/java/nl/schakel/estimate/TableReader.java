// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a table of histories from comma, semicolon or tab separated text.
 *
 * <p>First line: names of the lists, names of stratum columns if asked for, and last the count
 * column ({@code count}, {@code n}, {@code freq} or {@code aantal}). Each further line: 0 or 1 for
 * each list, a level for each stratum, and a whole number of persons. Histories left out count 0;
 * equal histories are added. An empty stratum value or {@code NA} means not known.
 */
public final class TableReader {
  /** The level of a stratum that is not known. */
  public static final String UNKNOWN = "";

  private static final Set<String> COUNT_NAMES =
      Set.of("count", "n", "freq", "frequency", "aantal");

  private final List<String> strataNames;
  private final List<String> lists = new ArrayList<>();
  private final List<Integer> listColumns = new ArrayList<>();
  private final List<Integer> strataColumns = new ArrayList<>();
  private final Map<List<String>, long[]> counts = new LinkedHashMap<>();
  private char separator = ',';
  private int width;
  private long total;

  private TableReader(List<String> strataNames) {
    this.strataNames = List.copyOf(strataNames);
  }

  /** Reads a file without strata. */
  public static CaptureTable read(Path file) {
    return read(text(file));
  }

  /** Reads text without strata. */
  public static CaptureTable read(String text) {
    return readStrata(text, List.of()).pooled();
  }

  /** Reads a file with the named columns as strata. */
  public static Strata readStrata(Path file, List<String> strata) {
    return readStrata(text(file), strata);
  }

  /** Reads text with the named columns as strata. */
  public static Strata readStrata(String text, List<String> strata) {
    return new TableReader(strata).parse(text);
  }

  private static String text(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidTable(1, 1, "not text in UTF-8; expected a CSV file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Strata parse(String raw) {
    String text = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
    if (text.indexOf('\0') >= 0) {
      throw new InvalidTable(1, 1, "not a text file; expected a CSV file");
    }
    String[] lines = text.split("\r\n|\n|\r", -1);
    int number = 0;
    boolean header = false;
    for (String line : lines) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (header) {
        row(line, number);
      } else {
        header(line, number);
        header = true;
      }
    }
    if (!header) {
      throw new InvalidTable(
          1, 1, "the file is empty; expected a line with the names of the lists");
    }
    if (total == 0) {
      throw new InvalidTable(number, 1, "no persons: every count is 0 or missing");
    }
    Map<List<String>, CaptureTable> tables = new LinkedHashMap<>();
    counts.forEach((levels, cells) -> tables.put(levels, CaptureTable.of(lists, cells)));
    return new Strata(lists, strataNames, tables);
  }

  private void header(String line, int number) {
    separator = line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
    List<String> names = fields(line, number);
    width = names.size();
    if (width < 2 || !COUNT_NAMES.contains(names.getLast().toLowerCase(Locale.ROOT))) {
      throw new InvalidTable(
          number,
          width,
          "the last column is '%s', expected 'count'".formatted(shorten(names.getLast())));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < width; i++) {
      String name = names.get(i);
      if (name.isEmpty()) {
        throw new InvalidTable(number, i + 1, "a column without a name");
      }
      if (!seen.add(name)) {
        throw new InvalidTable(number, i + 1, "a second column with the name '%s'".formatted(name));
      }
      if (strataNames.contains(name)) {
        strataColumns.add(i);
      } else if (i < width - 1) {
        listColumns.add(i);
        lists.add(name);
      }
    }
    for (String wanted : strataNames) {
      if (!seen.contains(wanted)) {
        throw new InvalidTable(
            number, 1, "no column '%s' for strata, expected one of %s".formatted(wanted, names));
      }
    }
    strataColumns.clear();
    strataNames.forEach(name -> strataColumns.add(names.indexOf(name)));
    try {
      CaptureTable.checkNames(lists);
    } catch (InvalidTable problem) {
      throw new InvalidTable(number, 1, String.valueOf(problem.getMessage()));
    }
  }

  private void row(String line, int number) {
    List<String> fields = fields(line, number);
    if (fields.size() != width) {
      throw new InvalidTable(
          number,
          Math.min(fields.size(), width),
          "%d fields, expected %d".formatted(fields.size(), width));
    }
    int history = 0;
    for (int j = 0; j < listColumns.size(); j++) {
      String value = fields.get(listColumns.get(j));
      if (value.equals("1")) {
        history |= 1 << j;
      } else if (!value.equals("0")) {
        throw new InvalidTable(
            number, listColumns.get(j) + 1, "'%s', expected 0 or 1".formatted(shorten(value)));
      }
    }
    if (history == 0) {
      throw new InvalidTable(
          number,
          listColumns.getFirst() + 1,
          "a history on no list; those persons are what is to be estimated");
    }
    long count = count(fields.getLast(), number);
    List<String> levels = new ArrayList<>();
    for (int column : strataColumns) {
      String level = fields.get(column);
      levels.add(level.equalsIgnoreCase("NA") ? UNKNOWN : level);
    }
    counts.computeIfAbsent(levels, key -> new long[1 << lists.size()])[history] += count;
  }

  private long count(String value, int number) {
    if (!value.matches("[0-9]+")) {
      String problem =
          value.matches("-[0-9.]+")
              ? "a negative count"
              : value.matches("[0-9]*[.][0-9]+") ? "a fractional count" : "not a count";
      throw new InvalidTable(
          number, width, "'%s' is %s, expected a whole number".formatted(shorten(value), problem));
    }
    long count = value.length() > 16 ? Long.MAX_VALUE : Long.parseLong(value);
    if (count > CaptureTable.MOST_PERSONS || (total += count) > CaptureTable.MOST_PERSONS) {
      throw new InvalidTable(
          number, width, "counts add up to more than 2^53, too many to count exactly");
    }
    return count;
  }

  private static String shorten(String value) {
    String printable = value.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > 40 ? printable.substring(0, 40) + "..." : printable;
  }

  private List<String> fields(String line, int number) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new InvalidTable(number, fields.size() + 1, "a quote is opened and not closed");
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
