// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads comma, semicolon or tab separated text in UTF-8 (RFC 4180) byte by byte.
 *
 * <p>Strict: every line has as many fields as the first, a quote that opens closes, and nothing but
 * a separator follows a closing quote. Spaces around a field are dropped. A byte order mark is
 * allowed. Every fault is an {@link InvalidInput} with line and column.
 */
final class CsvReader {
  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] field = new byte[256];
  private int fieldLength;
  private byte separator = ',';
  private int line = 1;
  private int fieldLine = 1;
  private int column = 1;
  private boolean endOfLine;

  CsvReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /** A line of two fields; neither is empty. */
  record Two(String name, int line, String one, String other) {
    InvalidInput wrong(int column, String problem) {
      return new InvalidInput(name, line, column, problem);
    }
  }

  /** Every line below the first of a table of two columns. */
  static List<Two> twoColumns(String name, String text) {
    List<Two> rows = new ArrayList<>();
    twoColumns(
        name, new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), rows::add);
    return rows;
  }

  /** Gives every line below the first of a table of two columns, the first one too. */
  static List<String> twoColumns(String name, InputStream in, Consumer<Two> taker) {
    CsvReader csv = new CsvReader(name, in);
    List<String> header = csv.header();
    if (header.size() != 2) {
      throw new InvalidInput(
          name, 1, Math.min(header.size(), 3), "%d columns, expected 2".formatted(header.size()));
    }
    String[] fields = new String[2];
    Sink sink =
        (column, field, length) -> {
          if (length == 0) {
            throw new InvalidInput(name, csv.line(), column + 1, "an empty field, expected an id");
          }
          fields[column] = decode(name, csv.line(), column + 1, field, length);
        };
    while (csv.row(2, sink)) {
      taker.accept(new Two(name, csv.line(), fields[0], fields[1]));
    }
    return header;
  }

  /** Receives the fields; the bytes are only valid during the call. */
  @FunctionalInterface
  interface Sink {
    void field(int column, byte[] bytes, int length);
  }

  List<String> header() {
    skipMark();
    List<String> first = new ArrayList<>();
    byte[] whole = firstLine();
    separator = separatorOf(whole);
    CsvReader inner = new CsvReader(name, new java.io.ByteArrayInputStream(whole));
    inner.separator = separator;
    while (inner.next()) {
      first.add(inner.text());
    }
    check(first);
    return first;
  }

  /** Reads one line of as many fields as the header; false at the end. Empty lines are left out. */
  boolean row(int width, Sink sink) {
    do {
      column = 1;
      endOfLine = false;
      if (peek() < 0) {
        return false;
      }
    } while (skipEmptyLine());
    int found = 0;
    while (next()) {
      if (found == width) {
        throw new InvalidInput(
            name,
            fieldLine,
            column,
            "more than %d fields, as many as the first line has".formatted(width));
      }
      sink.field(found++, field, fieldLength);
      column = found + 1;
    }
    if (found < width) {
      column = found;
      throw new InvalidInput(
          name, fieldLine, found, "%d fields, expected %d".formatted(found, width));
    }
    return true;
  }

  /** The line on which the last field began. */
  int line() {
    return fieldLine;
  }

  static String decode(String name, int line, int column, byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInput(
          name, line, column, "bytes that are not UTF-8; save the file as CSV in UTF-8");
    }
  }

  private boolean skipEmptyLine() {
    int c = peek();
    if (c != '\n' && c != '\r') {
      return false;
    }
    read();
    if (c == '\r' && peek() == '\n') {
      read();
    }
    line++;
    return true;
  }

  /** Reads one field; false when the line has ended. */
  private boolean next() {
    if (endOfLine) {
      return false;
    }
    fieldLength = 0;
    fieldLine = line;
    skipSpaces();
    if (peek() == '"') {
      quoted();
    } else {
      plain();
    }
    return true;
  }

  private void plain() {
    int last = 0;
    while (true) {
      int c = read();
      if (c < 0 || c == '\n' || c == '\r') {
        endLine(c);
        break;
      }
      if (c == separator) {
        break;
      }
      if (c == 0) {
        throw wrong("a zero byte; expected text, not a spreadsheet or a program");
      }
      append(c);
      if (c != ' ') {
        last = fieldLength;
      }
    }
    fieldLength = last;
  }

  private void quoted() {
    int opened = line;
    read();
    while (true) {
      int c = read();
      if (c < 0) {
        throw new InvalidInput(name, opened, column, "a quote is opened and not closed");
      }
      if (c == 0) {
        throw wrong("a zero byte; expected text, not a spreadsheet or a program");
      }
      if (c == '"') {
        if (peek() != '"') {
          break;
        }
        read();
      }
      if (c == '\n') {
        line++;
      }
      append(c);
    }
    skipSpaces();
    int c = read();
    if (c < 0 || c == '\n' || c == '\r') {
      endLine(c);
    } else if (c != separator) {
      throw wrong("text behind a closing quote, expected the separator");
    }
    trim();
  }

  private void trim() {
    while (fieldLength > 0 && field[fieldLength - 1] == ' ') {
      fieldLength--;
    }
    int start = 0;
    while (start < fieldLength && field[start] == ' ') {
      start++;
    }
    if (start > 0) {
      System.arraycopy(field, start, field, 0, fieldLength - start);
      fieldLength -= start;
    }
  }

  private void endLine(int c) {
    if (c == '\r' && peek() == '\n') {
      read();
    }
    line++;
    endOfLine = true;
  }

  private void skipSpaces() {
    while (peek() == ' ') {
      read();
    }
  }

  private void append(int c) {
    if (fieldLength == field.length) {
      if (fieldLength > 1 << 20) {
        throw wrong("a field of more than a million bytes; is a quote left open?");
      }
      field = Arrays.copyOf(field, fieldLength * 2);
    }
    field[fieldLength++] = (byte) c;
  }

  private String text() {
    return decode(name, line, column, field, fieldLength);
  }

  private byte[] firstLine() {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    while (skipEmptyLine()) {
      bytes.reset();
    }
    boolean quote = false;
    while (true) {
      int c = read();
      if (c < 0 || (!quote && (c == '\n' || c == '\r'))) {
        if (c == '\r' && peek() == '\n') {
          read();
        }
        line++;
        break;
      }
      quote ^= c == '"';
      bytes.write(c);
      if (bytes.size() > 1 << 20) {
        throw wrong("a first line of more than a million bytes; is a quote left open?");
      }
    }
    if (bytes.size() == 0) {
      throw new InvalidInput(name, 1, 0, "the file is empty; expected a line with column names");
    }
    return bytes.toByteArray();
  }

  private static byte separatorOf(byte[] first) {
    byte best = ',';
    int most = 0;
    for (byte candidate : new byte[] {',', ';', '\t'}) {
      int count = 0;
      for (byte b : first) {
        count += b == candidate ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private void check(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        throw new InvalidInput(name, 1, i + 1, "a column without a name");
      }
      if (!seen.add(names.get(i))) {
        throw new InvalidInput(
            name, 1, i + 1, "a second column with the name '%s'".formatted(names.get(i)));
      }
    }
  }

  private void skipMark() {
    if (peek() == 0xEF) {
      for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
        if (read() != expected) {
          throw wrong("bytes that are not UTF-8; save the file as CSV in UTF-8");
        }
      }
    }
  }

  private InvalidInput wrong(String problem) {
    return new InvalidInput(name, line, column, problem);
  }

  private int peek() {
    return position < limit || fill() ? buffer[position] & 0xFF : -1;
  }

  private int read() {
    return position < limit || fill() ? buffer[position++] & 0xFF : -1;
  }

  private boolean fill() {
    try {
      limit = in.read(buffer);
      position = 0;
      return limit > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
