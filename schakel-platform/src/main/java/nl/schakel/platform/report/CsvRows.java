// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file as texts, whoever made it: comma or semicolon, LF or CRLF.
 *
 * <p>Guarantee: however the file is made, a row holds at most {@link #MOST_COLUMNS} cells of at
 * most {@link #LONGEST_CELL} characters; what is longer is marked, not kept. A quoted cell that
 * does not end within {@link #LONGEST_QUOTED} characters, or goes on after its closing quote, ends
 * the file: from there on nobody can tell where a row begins.
 */
final class CsvRows {
  static final int LONGEST_CELL = 2_000;
  static final int MOST_COLUMNS = 300;
  static final int LONGEST_QUOTED = 1 << 18;
  static final int LONGEST_HEADER = 1 << 15;

  private final Handler handler;
  private final Iterator<Row> rows;
  private final List<String> header;

  private CsvRows(Handler handler, Iterator<Row> rows) {
    this.handler = handler;
    this.rows = rows;
    this.header = readHeader();
  }

  /** Cells of one row, stripped of the spaces around them. */
  record Row(long line, List<String> cells, int cellCount, int tooLongCell) {
    static final int NONE = -1;

    String cell(int index) {
      return index < cells.size() ? cells.get(index) : "";
    }

    boolean isBlank() {
      return tooLongCell == NONE
          && cellCount <= cells.size()
          && cells.stream().allMatch(String::isEmpty);
    }

    @Override
    public String toString() {
      return "Row on line %d".formatted(line);
    }
  }

  /**
   * Opens a file and reads its header; the file ends with {@link ImportBroken} if there is none.
   */
  static CsvRows open(InputStream in) {
    PushbackReader text = new PushbackReader(new Utf8Reader(in), LONGEST_HEADER);
    char separator = separator(text);
    Handler handler = new Handler();
    CsvReader<Row> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST_QUOTED)
            .build(handler, text);
    return new CsvRows(handler, reader.iterator());
  }

  /** Names of the columns, without empty ones at the end. */
  List<String> header() {
    return header;
  }

  /** The next row that holds anything; empty at the end of the file. */
  Optional<Row> next() {
    while (true) {
      Optional<Row> row = read();
      if (row.isEmpty() || !row.get().isBlank()) {
        return row;
      }
    }
  }

  private Optional<Row> read() {
    try {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    } catch (CsvParseException e) {
      throw e.getCause() instanceof IOException cause
          ? new UncheckedIOException(cause)
          : new ImportBroken(handler.line, "import-quote", Long.toString(handler.line));
    }
  }

  private List<String> readHeader() {
    Row row = next().orElseThrow(() -> new ImportBroken(1, "import-empty"));
    if (row.cellCount() > MOST_COLUMNS || row.tooLongCell() != Row.NONE) {
      throw new ImportBroken(row.line(), "import-header-size", Integer.toString(MOST_COLUMNS));
    }
    int last = row.cells().size();
    while (row.cell(last - 1).isEmpty()) {
      last--;
    }
    return List.copyOf(row.cells().subList(0, last));
  }

  /** A Dutch spreadsheet writes semicolons; what the first line has more of, outside quotes. */
  private static char separator(PushbackReader text) {
    char[] start = new char[LONGEST_HEADER];
    int length = 0;
    try {
      while (length < start.length) {
        int read = text.read(start, length, start.length - length);
        if (read < 0) {
          break;
        }
        length += read;
      }
      text.unread(start, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return separator(start, length);
  }

  private static char separator(char[] start, int length) {
    int commas = 0;
    int semicolons = 0;
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < length; i++) {
      char each = start[i];
      if (each == '"') {
        quoted = !quoted;
      } else if (!quoted && (each == '\n' || each == '\r')) {
        if (begun) {
          break;
        }
      } else if (!quoted && each == ',') {
        commas++;
      } else if (!quoted && each == ';') {
        semicolons++;
      }
      begun |= !Character.isWhitespace(each);
    }
    return semicolons > commas ? ';' : ',';
  }

  /** Keeps no more of a row than the limits allow. */
  private static final class Handler extends CsvCallbackHandler<Row> {
    private static final int LONGEST_KEPT = 24;

    private final @Nullable String[] kept = new @Nullable String[1 << 10];
    private long line = 1;
    private List<String> cells = new ArrayList<>();
    private int count;
    private int tooLong = Row.NONE;

    @Override
    protected RecordType getRecordType() {
      return RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
      return count;
    }

    @Override
    protected void beginRecord(long startingLine) {
      line = startingLine;
      cells = new ArrayList<>(cells.size());
      count = 0;
      tooLong = Row.NONE;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
      if (count < MOST_COLUMNS) {
        cells.add(cell(buffer, offset, length));
      }
      count++;
    }

    private String cell(char[] buffer, int offset, int length) {
      int from = offset;
      int to = offset + length;
      while (from < to && isSpace(buffer[from])) {
        from++;
      }
      while (to > from && isSpace(buffer[to - 1])) {
        to--;
      }
      if (to - from > LONGEST_CELL) {
        tooLong = tooLong == Row.NONE ? count : tooLong;
        return "";
      }
      return from == to ? "" : text(buffer, from, to - from);
    }

    /** Codes and days come back row after row: then the text of before serves again. */
    private String text(char[] buffer, int from, int length) {
      if (length > LONGEST_KEPT) {
        return new String(buffer, from, length);
      }
      int hash = 0;
      for (int i = from; i < from + length; i++) {
        hash = 31 * hash + buffer[i];
      }
      int place = (hash ^ hash >>> 10) & (kept.length - 1);
      String before = kept[place];
      if (before != null && isSame(before, buffer, from, length)) {
        return before;
      }
      String text = new String(buffer, from, length);
      kept[place] = text;
      return text;
    }

    private static boolean isSame(String text, char[] buffer, int from, int length) {
      if (text.length() != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (text.charAt(i) != buffer[from + i]) {
          return false;
        }
      }
      return true;
    }

    /** As {@link String#strip}, and the space that does not break, which spreadsheets leave. */
    private static boolean isSpace(char each) {
      return each == ' ' || each == '\u00A0' || Character.isWhitespace(each);
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
      throw new IllegalStateException("Comments are not read");
    }

    @Override
    protected void setEmpty() {
      cells.clear();
      count = 0;
    }

    @Override
    protected Row buildRecord() {
      return new Row(line, cells, count, tooLong);
    }
  }
}
