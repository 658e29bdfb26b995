// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads and checks the next batch while the database takes the current one, in the order of the
 * file.
 *
 * <p>Guarantee: at most three batches are in memory, and a batch holds at most {@link
 * #MOST_CHARACTERS} characters beyond its last row, however large the rows are.
 */
final class ImportPipe implements AutoCloseable {
  static final int MOST_CHARACTERS = 4_000_000;

  private final BlockingQueue<Piece> queue = new ArrayBlockingQueue<>(1);
  private final ImportSource source;
  private final ImportReader reader;
  private final ImportKeys.OfFile keys;
  private final String reporterType;
  private final Checker checker;
  private final long after;
  private final int size;
  private final Thread thread;

  ImportPipe(
      ImportSource source,
      ImportReader reader,
      ImportKeys.OfFile keys,
      String reporterType,
      Checker checker,
      long after,
      int size) {
    this.source = source;
    this.reader = reader;
    this.keys = keys;
    this.reporterType = reporterType;
    this.checker = checker;
    this.after = after;
    this.size = size;
    this.thread = Thread.ofPlatform().name("import-reader").daemon().unstarted(this::read);
  }

  /** Checks the whole rows of a batch, given with their keys, in the thread of the pipe. */
  @FunctionalInterface
  interface Checker {
    Intake.Checked check(ImportFormat format, List<ImportRow> rows, List<String> keys);
  }

  /** What comes out of the pipe. */
  sealed interface Piece {
    /**
     * Rows in order; {@code rows} gives the names of columns, and those that are whole are checked.
     */
    record Batch(
        ImportRows rows,
        List<ImportRow> reports,
        Intake.Checked checked,
        Map<ImportNote, Long> notes)
        implements Piece {
      long lastLine() {
        return reports.getLast().lastLine();
      }
    }

    record End(Optional<ImportFormat> format) implements Piece {}

    record Broken(RuntimeException cause) implements Piece {}
  }

  void start() {
    thread.start();
  }

  /** The next piece; empty when it takes long, so that the caller can look around. */
  Optional<Piece> take() throws InterruptedException {
    return Optional.ofNullable(queue.poll(200, TimeUnit.MILLISECONDS));
  }

  private void read() {
    try {
      queue.put(readAll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Piece readAll() throws InterruptedException {
    try (InputStream in = source.open()) {
      ImportRows rows = reader.open(in, reporterType);
      batches(rows);
      return new Piece.End(Optional.of(rows.format()));
    } catch (IOException e) {
      return new Piece.Broken(new UncheckedIOException(e));
    } catch (RuntimeException e) {
      return new Piece.Broken(e);
    }
  }

  private void batches(ImportRows rows) throws InterruptedException {
    List<ImportRow> reports = new ArrayList<>(size);
    List<String> keysOfBatch = new ArrayList<>(size);
    int characters = 0;
    try {
      for (Optional<ImportRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        String key = keys.next(row.get());
        if (row.get().lastLine() <= after) {
          rows.takeNotes();
          continue;
        }
        reports.add(row.get());
        keysOfBatch.add(key);
        characters += characters(row.get());
        if (reports.size() == size || characters > MOST_CHARACTERS) {
          queue.put(batch(rows, reports, keysOfBatch));
          reports = new ArrayList<>(size);
          keysOfBatch = new ArrayList<>(size);
          characters = 0;
        }
      }
    } finally {
      // What was read before the file broke is good and goes in.
      if (!reports.isEmpty()) {
        queue.put(batch(rows, reports, keysOfBatch));
      }
    }
  }

  private Piece batch(ImportRows rows, List<ImportRow> reports, List<String> keys) {
    List<ImportRow> whole = new ArrayList<>(reports.size());
    List<String> wholeKeys = new ArrayList<>(reports.size());
    for (int i = 0; i < reports.size(); i++) {
      if (reports.get(i).problems().isEmpty()) {
        whole.add(reports.get(i));
        wholeKeys.add(keys.get(i));
      }
    }
    return new Piece.Batch(
        rows, reports, checker.check(rows.format(), whole, wholeKeys), rows.takeNotes());
  }

  private static int characters(ImportRow row) {
    int characters = 0;
    for (List<String> texts : row.report().values().values()) {
      for (String text : texts) {
        characters += text.length();
      }
    }
    return characters;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
