// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the tables and lists that come with the application. */
public final class SharingFiles {
  private SharingFiles() {}

  static byte[] content(String file) {
    try (InputStream in = SharingFiles.class.getResourceAsStream("/sharing/" + file)) {
      if (in == null) {
        throw new IllegalStateException("The file sharing/%s is missing".formatted(file));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses to start when a file does not name exactly the codes that there are. */
  public static void same(String file, Set<String> expected, Set<String> found) {
    if (!expected.equals(found)) {
      Set<String> missing = new TreeSet<>(expected);
      missing.removeAll(found);
      Set<String> unknown = new TreeSet<>(found);
      unknown.removeAll(expected);
      throw new IllegalStateException(
          "sharing/%s: missing %s, unknown %s".formatted(file, missing, unknown));
    }
  }

  /** The question of a row that has a column for each of its parts. */
  static SharingQuestion question(NamedCsvRecord row) {
    return new SharingQuestion(
        row.getField("sender"),
        row.getField("receiver"),
        row.getField("purpose"),
        List.of(row.getField("data").split(",", -1)),
        row.getField("subject"),
        row.getField("consent"),
        row.getField("regime"),
        row.getField("urgency"));
  }

  public static <T> List<T> rows(String file, Function<NamedCsvRecord, T> row) {
    return rows(content(file), row);
  }

  static <T> List<T> rows(byte[] content, Function<NamedCsvRecord, T> row) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8))) {
      return reader.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
