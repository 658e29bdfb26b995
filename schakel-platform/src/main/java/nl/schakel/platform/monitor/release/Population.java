// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * Inhabitants of the Netherlands on the first of January, for rates. The file comes without years:
 * a number is entered once somebody has read it at Statistics Netherlands.
 */
@Component
public class Population {
  private final Map<Integer, Long> inhabitants = new HashMap<>();

  Population() {
    try (InputStream in =
            Objects.requireNonNull(
                Population.class.getResourceAsStream("/reference/monitors/population.csv"));
        CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(in)) {
      reader.forEach(
          row ->
              inhabitants.put(
                  Integer.valueOf(row.getField("year")),
                  Long.valueOf(row.getField("inhabitants"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty for a year that is not in the file. */
  public OptionalLong in(int year) {
    Long known = inhabitants.get(year);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }
}
