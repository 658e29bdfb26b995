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
import java.util.List;

/**
 * The fields of a comma, semicolon or tab separated text, line by line; empty lines are left out.
 */
final class CsvFile {
  /**
   * One line.
   *
   * @param number from 1, as an editor counts
   */
  record Line(int number, List<String> fields) {
    Line {
      fields = List.copyOf(fields);
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private char separator = ',';

  private CsvFile() {}

  /** Reads the names in the first line and the lines after it, all of the same width. */
  static List<Line> read(Path file) throws IOException {
    try {
      return read(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (CharacterCodingException e) {
      throw new InvalidFile(1, 1, "not text in UTF-8; save the table as CSV in UTF-8");
    }
  }

  static List<Line> read(String text) {
    CsvFile file = new CsvFile();
    file.split(text.startsWith("\uFEFF") ? text.substring(1) : text);
    return file.lines;
  }

  private void split(String text) {
    int number = 0;
    for (String line : text.split("\r\n|\n|\r", -1)) {
      number++;
      if (!line.isBlank()) {
        if (lines.isEmpty()) {
          separator = line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
        }
        Line next = new Line(number, fields(line, number));
        checkWidth(next);
        lines.add(next);
      }
    }
  }

  private void checkWidth(Line line) {
    int width = lines.isEmpty() ? line.fields().size() : lines.getFirst().fields().size();
    int found = line.fields().size();
    if (found != width) {
      throw new InvalidFile(line.number(), found, "%d fields, expected %d".formatted(found, width));
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

  /** Returns the fields as one line, with quotes where needed; formulas get an apostrophe. */
  static String line(List<String> fields) {
    return String.join(",", fields.stream().map(CsvFile::quoted).toList());
  }

  private static String quoted(String field) {
    String shown = isFormula(field) ? "'" + field : field;
    return shown.matches("[^\",;\t]*") ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }

  /** Whether a spreadsheet would work it out; a number with a sign is none (OWASP). */
  private static boolean isFormula(String field) {
    return field.matches("(?s)[=+\\-@].*") && !field.matches("[+-]?[0-9.,]+");
  }
}
