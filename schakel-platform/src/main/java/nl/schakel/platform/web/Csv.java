// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Collection;

/**
 * Writes CSV for people who open it in a spreadsheet.
 *
 * <p>Guarantee: no cell starts as a formula. Text that begins with {@code = + - @}, their
 * full-width twins, a tab or a line end gets an apostrophe before it (OWASP, CSV injection);
 * numbers are written through {@link #row(Object...)} as numbers and keep their sign.
 */
public final class Csv implements AutoCloseable {
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private final CsvWriter writer;

  public Csv(Writer out) {
    this.writer = CsvWriter.builder().build(out);
  }

  public Csv row(Object... cells) {
    return row(Arrays.asList(cells));
  }

  public Csv row(Collection<?> cells) {
    writer.writeRecord(cells.stream().map(Csv::cell).toList());
    return this;
  }

  private static String cell(Object value) {
    String text = value.toString();
    boolean risky =
        !(value instanceof Number)
            && !text.isEmpty()
            && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return risky ? "'" + text : text;
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
