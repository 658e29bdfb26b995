// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.KEY;
import static nl.schakel.disclosure.Fixtures.flat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Other true tables are found where there are some, in large sets too. */
class WitnessesTest {
  private static final int PERSONS = 60_000;
  private static final GroupRules RULES = GroupRules.differencesOnly("test");

  /** Of reporters and forms the last two are codes that nobody has. */
  private static final List<Dimension> DIMENSIONS =
      List.of(
          flat("year", 4),
          flat("reporter", 7),
          flat("form", 7),
          flat("sex", 3),
          flat("age", 5),
          flat("border", 3));

  private static Cube cube() {
    SplittableRandom random = new SplittableRandom(20261123);
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < PERSONS; i++) {
      List<String> codes = new ArrayList<>();
      for (Dimension dimension : DIMENSIONS) {
        int had = dimension.leafCount() > 5 ? 5 : dimension.leafCount();
        codes.add(dimension.leaves().get(random.nextInt(had)));
      }
      rows.add(new Cube.Row("p" + i, codes));
    }
    return Cube.of("invented", DIMENSIONS, rows);
  }

  @Test
  void among_many_persons_the_few_are_found_who_must_make_room_in_a_cell_of_nobody() {
    Cube cube = cube();
    List<Release> before = new ArrayList<>();
    for (int one = 0; one < DIMENSIONS.size(); one++) {
      for (int other = one + 1; other < DIMENSIONS.size(); other++) {
        CountTable pair = cube.table(DIMENSIONS.get(one).name(), DIMENSIONS.get(other).name());
        if (protect(pair, before) instanceof ProtectedTable safe) {
          before.add(safe.release("pair"));
        }
      }
    }

    Outcome crossed = protect(cube.table("year", "reporter", "form"), before);

    assertThat(before).hasSize(15);
    assertThat(crossed).isInstanceOf(ProtectedTable.class);
  }

  private static Outcome protect(CountTable table, List<Release> before) {
    return Disclosure.protect(
        table, Method.ControlledRounding.toFive(KEY), RULES, Ledger.of(before));
  }
}
