// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Puts nationalities into the groups of the figures, as Europe was on the day of the report.
 *
 * <p>Of several nationalities Dutch counts before European, European before other.
 */
@Component
class NationalityGroups {
  private static final String COUNTRIES = "/reference/eu-eea-countries.csv";
  private static final List<String> ORDER =
      List.of("dutch", "eu-eea", "other", "stateless", "unknown");

  private final Map<String, List<Membership>> memberships = new HashMap<>();

  private record Membership(LocalDate from, LocalDate to) {
    boolean on(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  NationalityGroups() {
    try (InputStream file =
            Objects.requireNonNull(NationalityGroups.class.getResourceAsStream(COUNTRIES));
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      rows.forEach(
          row ->
              memberships
                  .computeIfAbsent(row.getField("code"), code -> new ArrayList<>())
                  .add(
                      new Membership(
                          day(row.getField("valid_from"), LocalDate.MIN),
                          day(row.getField("valid_to"), LocalDate.MAX))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalDate day(String text, LocalDate open) {
    return text.isBlank() ? open : LocalDate.parse(text);
  }

  String of(Collection<String> nationalities, LocalDate day) {
    return first(nationalities.stream().map(code -> group(code, day)).toList());
  }

  /** The group that counts when several reports name different ones. */
  static String first(Collection<String> groups) {
    return groups.stream().min(Comparator.comparingInt(ORDER::indexOf)).orElse("unknown");
  }

  private String group(String code, LocalDate day) {
    return switch (code) {
      case "NL" -> "dutch";
      case "stateless", "unknown" -> code;
      default ->
          memberships.getOrDefault(code, List.of()).stream().anyMatch(member -> member.on(day))
              ? "eu-eea"
              : "other";
    };
  }
}
