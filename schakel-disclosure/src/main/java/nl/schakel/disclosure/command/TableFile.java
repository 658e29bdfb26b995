// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.io.IOException;
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

  private final List<CsvFile.Line> lines;

  private TableFile(List<CsvFile.Line> lines) {
    this.lines = lines;
  }

  static CountTable read(Path file) throws IOException {
    return new TableFile(CsvFile.read(file)).table();
  }

  private CountTable table() {
    if (lines.size() < 2) {
      throw new InvalidFile(1, 1, "no counts; expected a line with names and a line for each cell");
    }
    List<String> header = lines.getFirst().fields();
    int width = header.size();
    if (width < 2 || !COUNT_NAMES.contains(header.getLast().toLowerCase(Locale.ROOT))) {
      throw new InvalidFile(
          lines.getFirst().number(),
          width,
          "the last column is '%s'; name it 'count' and put the counts there"
              .formatted(header.getLast()));
    }
    Map<List<String>, Long> cells = new LinkedHashMap<>();
    Map<List<String>, Integer> places = new HashMap<>();
    for (CsvFile.Line line : lines.subList(1, lines.size())) {
      row(line, width, cells, places);
    }
    List<Dimension> dimensions = new ArrayList<>();
    for (int d = 0; d < width - 1; d++) {
      dimensions.add(dimension(header.get(d), d, cells.keySet()));
    }
    return checked(dimensions, cells, places, width);
  }

  private static void row(
      CsvFile.Line line,
      int width,
      Map<List<String>, Long> cells,
      Map<List<String>, Integer> places) {
    int number = line.number();
    List<String> fields = line.fields();
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
  private static CountTable checked(
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
