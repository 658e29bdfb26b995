// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.disclosure.Cube;
import nl.schakel.disclosure.Dimension;

/**
 * Reads records from CSV: a column {@code person}, and one for each field that has a code list in a
 * second file ({@code field,code}). Columns without a code list are left out.
 *
 * <p>The code lists come from a file of their own because they must not depend on the records: a
 * code that is there because one person has it gives that person away.
 */
final class RecordsFile {
  private static final String PERSON = "person";

  private RecordsFile() {}

  static Cube read(Path records, Path codes) throws IOException {
    List<Dimension> dimensions = dimensions(codes);
    List<CsvFile.Line> lines = CsvFile.read(records);
    if (lines.isEmpty()) {
      throw new InvalidFile(1, 1, "empty; expected a line with names and a line for each record");
    }
    List<String> header = lines.getFirst().fields();
    int person = column(header, PERSON);
    int[] columns = dimensions.stream().mapToInt(each -> column(header, each.name())).toArray();
    List<Set<String>> allowed = dimensions.stream().map(each -> Set.copyOf(each.leaves())).toList();
    List<Cube.Row> rows = new ArrayList<>();
    for (CsvFile.Line line : lines.subList(1, lines.size())) {
      rows.add(row(line, person, columns, allowed));
    }
    return Cube.of("records", dimensions, rows);
  }

  private static Cube.Row row(
      CsvFile.Line line, int person, int[] columns, List<Set<String>> allowed) {
    String who = line.fields().get(person);
    if (who.isEmpty()) {
      throw new InvalidFile(line.number(), person + 1, "a record without a person");
    }
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      String code = line.fields().get(columns[i]);
      if (!allowed.get(i).contains(code)) {
        throw new InvalidFile(
            line.number(), columns[i] + 1, "'%s' is not in the code list".formatted(code));
      }
      codes.add(code);
    }
    return new Cube.Row(who, codes);
  }

  private static int column(List<String> header, String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new InvalidFile(1, 1, "no column '%s'".formatted(name));
    }
    return column;
  }

  private static List<Dimension> dimensions(Path codes) throws IOException {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<CsvFile.Line> lines;
    try {
      lines = CsvFile.read(codes);
    } catch (InvalidFile problem) {
      throw inCodes(codes, problem);
    }
    if (lines.isEmpty() || !lines.getFirst().fields().equals(List.of("field", "code"))) {
      throw new InvalidFile(
          "the code lists %s: the first line must be field,code".formatted(codes));
    }
    for (CsvFile.Line line : lines.subList(1, lines.size())) {
      lists
          .computeIfAbsent(line.fields().getFirst(), field -> new ArrayList<>())
          .add(line.fields().getLast());
    }
    if (lists.isEmpty()) {
      throw new InvalidFile("the code lists %s: no codes".formatted(codes));
    }
    return lists.entrySet().stream()
        .map(list -> Dimension.of(list.getKey(), list.getValue()))
        .toList();
  }

  private static InvalidFile inCodes(Path codes, InvalidFile problem) {
    return new InvalidFile(
        "the code lists %s: %s"
            .formatted(codes, Optional.ofNullable(problem.getMessage()).orElse("")));
  }
}
