// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import nl.schakel.platform.monitor.MonitorSettings;
import org.springframework.stereotype.Component;

/**
 * Inhabitants of the Netherlands on the first of January, for rates. The product comes without
 * years: whoever keeps the installation enters a number after reading it at Statistics Netherlands,
 * with where it was read. A year that is not there has no rate.
 */
@Component
public class Population {
  private final Map<Integer, Long> inhabitants = new HashMap<>();

  Population(MonitorSettings settings) {
    String file = settings.populationFile();
    try (InputStream in = file.isBlank() ? shipped() : Files.newInputStream(Path.of(file));
        CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(in)) {
      reader.forEach(row -> enter(row, file));
    } catch (IOException e) {
      throw new UncheckedIOException("schakel.monitor.population-file: " + file, e);
    }
  }

  private static InputStream shipped() {
    return Objects.requireNonNull(
        Population.class.getResourceAsStream("/reference/monitors/population.csv"));
  }

  private void enter(NamedCsvRecord row, String file) {
    String year = row.findField("year").orElse("");
    String count = row.findField("inhabitants").orElse("");
    boolean said = !row.findField("source").orElse("").isBlank();
    if (!year.matches("(19|20)[0-9]{2}") || !count.matches("[1-9][0-9]{4,8}") || !said) {
      throw new IllegalStateException(
          "%s, line %d: expected a year, a whole number of inhabitants and its source"
              .formatted(file, row.getStartingLineNumber()));
    }
    if (inhabitants.putIfAbsent(Integer.valueOf(year), Long.valueOf(count)) != null) {
      throw new IllegalStateException("%s: %s stands twice".formatted(file, year));
    }
  }

  /** Empty for a year that was not entered. */
  public OptionalLong in(int year) {
    Long known = inhabitants.get(year);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }
}
