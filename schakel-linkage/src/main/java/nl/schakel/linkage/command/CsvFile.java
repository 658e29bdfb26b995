// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes comma separated lines in UTF-8; texts are quoted where they must be.
 *
 * <p>Ids go through {@link #text} and keep every byte, so that other files can be joined by them
 * and a later run knows them again. Other text goes through {@link #shown}.
 */
final class CsvFile implements AutoCloseable {
  private static final long MICRO = 1_000_000;

  private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private final Writer out;
  private boolean first = true;

  CsvFile(Writer out) {
    this.out = out;
  }

  CsvFile(Path file, String header) {
    try {
      out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
      out.write(header);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CsvFile text(String text) {
    boolean quotes =
        text.indexOf(',') >= 0
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0
            || text.indexOf('\r') >= 0;
    return raw(quotes ? '"' + text.replace("\"", "\"\"") + '"' : text);
  }

  /** Text that only people read: what begins as a formula gets an apostrophe (OWASP). */
  CsvFile shown(String text) {
    return text(startsFormula(text) ? "'" + text : text);
  }

  /** Whether a spreadsheet takes a text for a formula. */
  static boolean startsFormula(String text) {
    return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
  }

  /** A number with six digits behind the point, rounded half away from zero. */
  CsvFile number(double value) {
    long micros = Math.round(Math.abs(value) * MICRO);
    String digits = Long.toString(MICRO + micros % MICRO);
    String sign = value < 0 && micros > 0 ? "-" : "";
    return raw(sign + micros / MICRO + "." + digits.substring(1));
  }

  private CsvFile raw(String text) {
    try {
      if (!first) {
        out.write(',');
      }
      first = false;
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  void end() {
    try {
      out.write('\n');
      first = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
