// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountTableTest {
  private static final Dimension REGION =
      Dimension.tree("region", new LinkedHashMap<>(Map.of("North", "", "Drenthe", "North")));

  @Test
  void totals_and_parents_are_the_sums_of_their_leaves() {
    Dimension tree = Fixtures.tree("r", 2, 2);
    CountTable table =
        CountTable.of(List.of(tree, Dimension.of("s", "f", "m")), 1, 2, 3, 4, 5, 6, 7, 8);

    assertThat(table.count("r0", "f")).isEqualTo(4);
    assertThat(table.count("r1", "*")).isEqualTo(26);
    assertThat(table.total()).isEqualTo(36);
  }

  @Test
  void a_table_that_breaks_a_rule_is_refused_with_the_rule() {
    List<Dimension> sex = List.of(Dimension.of("s", "f", "m"));
    assertRule("negative", () -> CountTable.of(sex, 1, -1));
    assertRule("missing", () -> CountTable.of(sex, 1));
    assertRule("size", () -> CountTable.of(sex, 1, 3_000_000_000L));
    assertRule("missing", () -> CountTable.checked(sex, Map.of(List.of("f"), 1L)));
    assertRule(
        "total",
        () ->
            CountTable.checked(sex, Map.of(List.of("f"), 1L, List.of("m"), 1L, List.of("*"), 3L)));
    assertRule("code", () -> CountTable.checked(sex, Map.of(List.of("x"), 1L)));
    assertRule("width", () -> CountTable.checked(sex, Map.of(List.of("f", "f"), 1L)));
    assertRule("name", () -> CountTable.of(List.of(sex.getFirst(), sex.getFirst()), 1, 2, 3, 4));
    assertRule("code", () -> Dimension.of("s", "f", "f"));
    assertRule("parent", () -> Dimension.tree("s", Map.of("f", "nobody")));
    assertRule("parent", () -> Dimension.tree("s", Map.of("a", "b", "b", "a")));
  }

  @Test
  void the_order_of_records_changes_neither_hash_nor_tables() {
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(new Cube.Row("p" + i, List.of("Drenthe")));
    }
    Cube one = Cube.of("invented", List.of(REGION), rows);
    Collections.reverse(rows);
    Cube other = Cube.of("invented", List.of(REGION), rows);
    rows.set(0, new Cube.Row("somebody-else", List.of("Drenthe")));

    assertThat(other.hash()).isEqualTo(one.hash());
    assertThat(Cube.of("invented", List.of(REGION), rows).hash()).isNotEqualTo(one.hash());
    assertThat(one.table("region").count("North")).isEqualTo(20);
  }

  private static void assertRule(String rule, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            InvalidTable.class, problem -> assertThat(problem.rule()).isEqualTo(rule));
  }
}
