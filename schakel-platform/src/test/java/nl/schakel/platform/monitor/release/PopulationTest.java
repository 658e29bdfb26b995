// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import nl.schakel.platform.monitor.MonitorSettings;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No rate without a number that somebody read at its source. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PopulationTest {
  @TempDir Path folder;

  private static Population from(String file) {
    return new Population(new MonitorSettings(true, ZoneId.of("Europe/Amsterdam"), file, 0.01));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("inwoners.csv"), text).toString();
  }

  @Test
  void the_product_comes_without_numbers_so_that_no_rate_is_shown() {
    for (int year = 1990; year < 2040; year++) {
      assertThat(from("").in(year)).isEmpty();
    }
  }

  @Test
  void numbers_that_the_installation_enters_are_used() throws IOException {
    Population population =
        from(file("year,inhabitants,source,certainty\n2025,1000000,Voorbeeld,sure\n"));

    assertThat(population.in(2025)).hasValue(1_000_000);
    assertThat(population.in(2024)).isEmpty();
  }

  @Test
  void a_number_without_source_or_twice_or_that_is_none_stops_the_start() throws IOException {
    for (String row :
        new String[] {
          "2025,1000000,,sure\n",
          "2025,veel,Voorbeeld,sure\n",
          "2025,-5,Voorbeeld,sure\n",
          "25,1000000,Voorbeeld,sure\n",
          "2025,1000000,Voorbeeld,sure\n2025,1000001,Voorbeeld,sure\n"
        }) {
      String file = file("year,inhabitants,source,certainty\n" + row);

      assertThatIllegalStateException().as(row).isThrownBy(() -> from(file));
    }
  }
}
