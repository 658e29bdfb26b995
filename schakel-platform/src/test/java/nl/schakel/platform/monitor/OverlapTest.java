// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OverlapTest {
  @Test
  void the_published_table_comes_out_as_it_went_in() throws IOException {
    String published;
    try (InputStream file =
        Objects.requireNonNull(
            OverlapTest.class.getResourceAsStream("/register/overlap-netherlands-2010-2015.csv"))) {
      published = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> lines = published.lines().toList();
    String[] lists = lines.getFirst().split(",");
    Map<Set<String>, Long> counts = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Set<String> on = new TreeSet<>();
      for (int i = 0; i < cells.length - 1; i++) {
        if (cells[i].equals("1")) {
          on.add(lists[i]);
        }
      }
      counts.put(on, Long.valueOf(cells[cells.length - 1]));
    }

    Overlap overlap = Overlap.of(Optional.empty(), counts);

    assertThat(overlap.csv().lines()).containsExactlyElementsOf(lines);
    assertThat(overlap.victims()).isEqualTo(8234);
    assertThat(Arrays.asList(lists)).startsWith(overlap.letters().toArray(new String[0]));
  }
}
