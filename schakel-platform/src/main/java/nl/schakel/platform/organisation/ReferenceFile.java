// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads a file of the folder {@code reference}: facts that ship with the product. */
final class ReferenceFile {
  private ReferenceFile() {}

  record Row(NamedCsvRecord cells) {
    String text(String column) {
      return cells.getField(column).strip();
    }

    Optional<String> optional(String column) {
      return Optional.of(text(column)).filter(text -> !text.isEmpty());
    }

    Optional<LocalDate> date(String column) {
      return optional(column).map(LocalDate::parse);
    }
  }

  static List<Row> read(String name) {
    InputStream file = ReferenceFile.class.getResourceAsStream("/reference/" + name);
    if (file == null) {
      throw new IllegalStateException("The reference file %s is missing".formatted(name));
    }
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return rows.stream().map(Row::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
