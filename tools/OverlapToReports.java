// SPDX-License-Identifier: EUPL-1.2

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a published table of overlapping lists into single reports in Schakel's own CSV format.
 *
 * <p>The table has a column per list with 0 or 1, and a last column {@code count}. Each of the
 * {@code count} persons of a row gets an invented key, and one report for each list it stood on: the
 * list and the key, nothing else. Run it with {@code java OverlapToReports.java TABLE.csv}.
 */
public final class OverlapToReports {
  private OverlapToReports() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("Usage: overlap-to-reports TABLE.csv > reports.csv");
      System.exit(2);
    }
    try (BufferedWriter out =
        new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
      write(Files.readAllLines(Path.of(arguments[0])), out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void write(List<String> table, BufferedWriter out) throws IOException {
    List<String> header = cells(table.getFirst());
    if (header.size() < 2 || !header.getLast().equals("count")) {
      throw new IllegalArgumentException("The last column of the table must be 'count'.");
    }
    out.write("source_list,person_key\n");
    int person = 0;
    for (int line = 1; line < table.size(); line++) {
      if (table.get(line).isBlank()) {
        continue;
      }
      List<String> cells = cells(table.get(line));
      if (cells.size() != header.size()) {
        throw new IllegalArgumentException("Line %d has other columns.".formatted(line + 1));
      }
      int count = Integer.parseInt(cells.getLast());
      for (int i = 0; i < count; i++) {
        person++;
        for (int list = 0; list < header.size() - 1; list++) {
          if (cells.get(list).equals("1")) {
            out.write("%s,h-%06d%n".formatted(header.get(list), person));
          }
        }
      }
    }
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(cell -> cell.strip().replace("\"", "")).toList();
  }
}
