// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import nl.schakel.platform.SchakelTest;
import nl.schakel.platform.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SchakelTest(properties = "test.database=overlap")
@Import(Chain.class)
class OverlapModuleTest {
  @Autowired Chain chain;
  @Autowired RegisterFigures figures;
  @Autowired DataSource dataSource;

  /**
   * The published overlap of six Dutch source lists, 2010-2015 (Silverman 2020, JRSS A 183:691,
   * Table 2), as reports in an order that mixes persons and lists.
   */
  @Test
  void the_published_overlap_comes_back_from_single_reports() throws IOException {
    Map<Set<String>, Long> published = published();
    List<Map<String, List<String>>> reports = new ArrayList<>();
    int[] person = {0};
    published.forEach(
        (lists, count) -> {
          for (long i = 0; i < count; i++) {
            String key = "NED-" + person[0]++;
            lists.forEach(
                list ->
                    reports.add(Map.of("sourceList", List.of(list), "personKey", List.of(key))));
          }
        });
    Collections.shuffle(reports, new Random(20));
    for (int from = 0; from < reports.size(); from += 2_500) {
      chain.reportAll(Chain.HISTORY, reports.subList(from, Math.min(reports.size(), from + 2_500)));
    }

    assertThat(figures.overlap(Optional.empty())).isEqualTo(published);
    assertThat(counted()).isEqualTo(published);
  }

  /** The same counts, by scanning what the tallies are kept from. */
  private Map<Set<String>, Long> counted() {
    Map<Set<String>, Long> counted = new HashMap<>();
    JdbcClient behind = TestDatabase.ownerOf(dataSource);
    behind
        .sql(
            """
            select array_to_string(lists, ',') as lists, count(*) as victims
              from (select array_agg(distinct list order by list) as lists
                      from register.source group by victim_id) victim
             group by lists
            """)
        .query(
            row -> {
              counted.put(
                  new TreeSet<>(List.of(row.getString("lists").split(","))),
                  row.getLong("victims"));
            });
    return counted;
  }

  private static Map<Set<String>, Long> published() throws IOException {
    Map<Set<String>, Long> published = new HashMap<>();
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    OverlapModuleTest.class.getResourceAsStream(
                        "/register/overlap-netherlands-2010-2015.csv")),
                StandardCharsets.UTF_8))) {
      String[] lists = Objects.requireNonNull(file.readLine()).split(",");
      file.lines()
          .map(line -> line.split(","))
          .forEach(
              cells -> {
                Set<String> on = new TreeSet<>();
                for (int i = 0; i < cells.length - 1; i++) {
                  if (cells[i].equals("1")) {
                    on.add(lists[i]);
                  }
                }
                published.put(on, Long.parseLong(cells[cells.length - 1]));
              });
    }
    return published;
  }
}
