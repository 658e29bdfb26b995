// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.util.ArrayList;
import java.util.List;

/** A small CSV file (RFC 4180) as rows of texts; faults are named by line, never by content. */
final class NumberTable {
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final char separator;

  private NumberTable(char separator) {
    this.separator = separator;
  }

  static NumberTable read(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String first = plain.lines().findFirst().orElse("");
    NumberTable table =
        new NumberTable(first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',');
    table.parse(plain);
    if (table.rows.isEmpty()) {
      throw new KeyHolderRefused("The file is empty; its first line names the columns.");
    }
    int width = table.rows.getFirst().size();
    for (int i = 0; i < table.rows.size(); i++) {
      if (table.rows.get(i).size() != width) {
        throw new KeyHolderRefused(
            "Line %d has %d columns, the first line %d."
                .formatted(table.lines.get(i), table.rows.get(i).size(), width));
      }
    }
    return table;
  }

  private void parse(String text) {
    int at = 0;
    int line = 1;
    while (at < text.length()) {
      List<String> row = new ArrayList<>();
      int begin = line;
      boolean more = true;
      while (more) {
        StringBuilder field = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '"') {
          at++;
          while (true) {
            if (at >= text.length()) {
              throw new KeyHolderRefused(
                  "A quote that opens on line %d does not close.".formatted(begin));
            }
            char c = text.charAt(at++);
            if (c == '"' && at < text.length() && text.charAt(at) == '"') {
              field.append('"');
              at++;
            } else if (c == '"') {
              break;
            } else {
              line += c == '\n' ? 1 : 0;
              field.append(c);
            }
          }
        } else {
          while (at < text.length()
              && text.charAt(at) != separator
              && text.charAt(at) != '\n'
              && text.charAt(at) != '\r') {
            field.append(text.charAt(at++));
          }
        }
        row.add(field.toString());
        more = at < text.length() && text.charAt(at) == separator;
        at += more ? 1 : 0;
      }
      if (at < text.length() && text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
        line++;
      } else if (at < text.length()) {
        throw new KeyHolderRefused("Line %d goes on behind a closing quote.".formatted(begin));
      }
      if (row.size() > 1 || !row.getFirst().isEmpty()) {
        rows.add(row);
        lines.add(begin);
      }
    }
  }

  List<String> header() {
    return rows.getFirst();
  }

  /** Rows below the header. */
  int size() {
    return rows.size() - 1;
  }

  String value(int row, int column) {
    return rows.get(row + 1).get(column);
  }

  /** Where a row begins in the file, counted from 1. */
  int line(int row) {
    return lines.get(row + 1);
  }

  void rename(int column, String name) {
    rows.set(0, replaced(rows.getFirst(), column, name));
  }

  void put(int row, int column, String text) {
    rows.set(row + 1, replaced(rows.get(row + 1), column, text));
  }

  private static List<String> replaced(List<String> row, int column, String text) {
    List<String> copy = new ArrayList<>(row);
    copy.set(column, text);
    return copy;
  }

  String write() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        text.append(i == 0 ? "" : String.valueOf(separator)).append(quoted(row.get(i)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String quoted(String text) {
    boolean quotes =
        text.indexOf(separator) >= 0
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    return quotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
