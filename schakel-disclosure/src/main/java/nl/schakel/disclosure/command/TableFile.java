// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.schakel.disclosure.CountTable;
import nl.schakel.disclosure.Dimension;

/**
 * Reads a table from comma, semicolon or tab separated text: a column for each dimension and last
 * one with counts. {@code *} is a total; {@code North/Groningen} is a category under {@code North}.
 */
final class TableFile {
  private static final Set<String> COUNT_NAMES =
      Set.of("count", "n", "freq", "frequency", "aantal");

  private final List<List<String>> lines = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private char separator = ',';

  private TableFile() {}

  static CountTable read(Path file) throws IOException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return read(text);
    } catch (CharacterCodingException e) {
      throw new InvalidFile(1, 1, "not text in UTF-8; save the table as CSV in UTF-8");
    }
  }

  static CountTable read(String text) {
    TableFile file = new TableFile();
    file.split(text.startsWith("\uFEFF") ? text.substring(1) : text);
    return file.table();
  }

  private void split(String text) {
    int number = 0;
    for (String line : text.split("\r\n|\n|\r", -1)) {
      number++;
      if (!line.isBlank()) {
        if (lines.isEmpty()) {
          separator = line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
        }
        lines.add(fields(line, number));
        numbers.add(number);
      }
    }
    if (lines.size() < 2) {
      throw new InvalidFile(1, 1, "no counts; expected a line with names and a line for each cell");
    }
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
      throw new InvalidFile(number, fields.size() + 1, "a quote is opened and not closed");
    }
    fields.add(field.toString().strip());
    return fields;
  }

  private CountTable table() {
    List<String> header = lines.getFirst();
    int width = header.size();
    if (width < 2 || !COUNT_NAMES.contains(header.getLast().toLowerCase(Locale.ROOT))) {
      throw new InvalidFile(
          numbers.getFirst(),
          width,
          "the last column is '%s'; name it 'count' and put the counts there"
              .formatted(header.getLast()));
    }
    Map<List<String>, Long> cells = new LinkedHashMap<>();
    Map<List<String>, Integer> places = new HashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      row(i, width, cells, places);
    }
    List<Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < width - 1; d++) {
      dimensions.add(dimension(header.get(d), d, cells.keySet()));
    }
    return checked(dimensions, cells, places, width);
  }

  private void row(
      int i, int width, Map<List<String>, Long> cells, Map<List<String>, Integer> places) {
    int number = numbers.get(i);
    List<String> fields = lines.get(i);
    if (fields.size() != width) {
      throw new InvalidFile(
          number, fields.size(), "%d fields, expected %d".formatted(fields.size(), width));
    }
    for (int d = 0; d < width - 1; d++) {
      if (fields.get(d).isEmpty()) {
        throw new InvalidFile(number, d + 1, "an empty code; write * for a total");
      }
    }
    String count = fields.getLast();
    if (!count.matches("[0-9]{1,10}")) {
      String kind = count.startsWith("-") ? "a negative count" : "not a count";
      throw new InvalidFile(
          number, width, "'%s' is %s; expected a whole number of 0 or more".formatted(count, kind));
    }
    List<String> codes = List.copyOf(fields.subList(0, width - 1));
    Integer before = places.put(codes, number);
    if (before != null) {
      throw new InvalidFile(
          number, 1, "the same cell as line %d; give each cell once".formatted(before));
    }
    cells.put(codes, Long.parseLong(count));
  }

  private static Dimension dimension(String name, int d, Set<List<String>> cells) {
    Map<String, String> parents = new LinkedHashMap<>();
    for (List<String> codes : cells) {
      String code = codes.get(d);
      if (!code.equals(Dimension.TOTAL)) {
        add(code, parents);
      }
    }
    return Dimension.tree(name, parents);
  }

  private static void add(String code, Map<String, String> parents) {
    int slash = code.lastIndexOf('/');
    String parent = slash > 0 ? code.substring(0, slash) : "";
    if (!parent.isEmpty()) {
      add(parent, parents);
    }
    parents.putIfAbsent(code, parent);
  }

  /** Finds the line on which a total contradicts its parts. */
  private CountTable checked(
      List<Dimension> dimensions,
      Map<List<String>, Long> cells,
      Map<List<String>, Integer> places,
      int width) {
    Map<List<String>, Long> leaves = new LinkedHashMap<>(cells);
    leaves.keySet().removeIf(codes -> !isLeaf(dimensions, codes));
    CountTable table = CountTable.checked(dimensions, leaves);
    cells.forEach(
        (codes, count) -> {
          long sum = table.count(codes.toArray(String[]::new));
          if (sum != count) {
            throw new InvalidFile(
                places.getOrDefault(codes, 1),
                width,
                "the total %d contradicts its parts, which add up to %d; correct it or leave totals out"
                    .formatted(count, sum));
          }
        });
    return table;
  }

  private static boolean isLeaf(List<Dimension> dimensions, List<String> codes) {
    for (int d = 0; d < codes.size(); d++) {
      if (!dimensions.get(d).leaves().contains(codes.get(d))) {
        return false;
      }
    }
    return true;
  }
}
