// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.flat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What adding up proves, no other true table gets round. */
class BoundsTest {
  private static final int SMALL = 5;
  private static final int CUBES = 150;

  private static Cube cube(SplittableRandom random, int size) {
    List<Dimension> dimensions = List.of(flat("sex", 2), flat("form", 3), flat("region", 3));
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> codes = new ArrayList<>();
      for (Dimension dimension : dimensions) {
        double u = random.nextDouble();
        codes.add(dimension.leaves().get((int) (u * u * dimension.leafCount())));
      }
      rows.add(new Cube.Row("p" + i, codes));
    }
    return Cube.of("invented", dimensions, rows);
  }

  /** Each figure up or down by itself, so that sums give some away. */
  private static Release naive(SplittableRandom random, String name, CountTable table) {
    Map<List<String>, Long> shown = new HashMap<>();
    for (List<String> cell : table.cells()) {
      long count = table.count(cell.toArray(String[]::new));
      long down = count / 5 * 5;
      shown.put(cell, count == down || random.nextBoolean() ? down : down + 5);
    }
    return Release.rounded(name, table, 5, shown);
  }

  @Test
  void a_total_of_two_cells_shows_that_neither_is_empty() {
    Cube cube =
        Cube.of(
            "invented",
            List.of(flat("sex", 2)),
            Collections.nCopies(8, 0).stream()
                .map(n -> new Cube.Row("p", List.of("sex0")))
                .toList());
    CountTable table = cube.table("sex");
    Release shown =
        Release.rounded(
            "naive",
            table,
            5,
            Map.of(List.of("sex0"), 5L, List.of("sex1"), 0L, List.of(Dimension.TOTAL), 15L));

    Bounds bounds = new Bounds(cube, List.of(shown));

    assertThat(bounds.isClosed(0, table.shape().cell(List.of("sex1")), SMALL))
        .as("11 to 19 in all, 1 to 9 of the first: 2 to 4 of the second")
        .isTrue();
    assertThat(bounds.isClosed(0, table.shape().cell(List.of("sex0")), SMALL)).isFalse();
  }

  @Test
  void what_is_proven_is_never_opened_by_a_search_that_is_not_told() {
    SplittableRandom random = new SplittableRandom(20261124);
    int proven = 0;
    int soon = 0;
    for (int i = 0; i < CUBES; i++) {
      Cube cube = cube(random, 5 + random.nextInt(60));
      List<Release> releases =
          List.of(
              naive(random, "one", cube.table("sex", "form")),
              naive(random, "two", cube.table("form", "region")),
              naive(random, "three", cube.table("region")));
      Bounds bounds = new Bounds(cube, releases);
      List<List<Integer>> found = witnesses(cube, releases, i).search();
      boolean isOneProven = false;
      for (int table = 0; table < releases.size(); table++) {
        for (int cell = 0; cell < releases.get(table).table().shape().cells(); cell++) {
          if (bounds.isClosed(table, cell, SMALL)) {
            assertThat(found.get(table)).contains(cell);
            isOneProven = true;
            proven++;
          }
        }
      }
      boolean told = isOneProven;
      List<List<Integer>> sooner = witnesses(cube, releases, i).search(closed -> told);
      assertThat(sooner.stream().allMatch(List::isEmpty))
          .as("whether a table is refused does not depend on being told")
          .isEqualTo(found.stream().allMatch(List::isEmpty));
      soon += told ? 1 : 0;
    }
    assertThat(proven).isGreaterThan(CUBES);
    assertThat(soon).isGreaterThan(CUBES / 4);
  }

  private static Witnesses witnesses(Cube cube, List<Release> releases, long seed) {
    return new Witnesses(
        cube,
        releases.stream().map(one -> new Witnesses.Sheet(cube, one)).toList(),
        List.of(),
        0,
        SMALL,
        new SplittableRandom(seed));
  }
}
