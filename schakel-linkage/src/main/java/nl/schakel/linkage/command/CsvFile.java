// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes comma separated lines in UTF-8; texts are quoted where they must be. */
final class CsvFile implements AutoCloseable {
  private static final long MICRO = 1_000_000;

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
