// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static nl.schakel.disclosure.Fixtures.KEY;
import static nl.schakel.disclosure.Fixtures.NO_RULES;
import static nl.schakel.disclosure.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Method FIVE = Method.ControlledRounding.toFive(KEY);
  private static final GroupRules DIFFERENCES = GroupRules.differencesOnly("test");

  @Test
  void cells_of_an_earlier_release_come_out_as_they_were() {
    Cube cube = Fixtures.victims(5, 1000, 3);
    ProtectedTable first =
        published(Disclosure.protect(cube.table("year", "sex"), FIVE, NO_RULES, Ledger.EMPTY));
    Ledger ledger = Ledger.EMPTY.with(first.release("first"));

    ProtectedTable second =
        published(Disclosure.protect(cube.table("year", "sex", "form"), FIVE, NO_RULES, ledger));

    for (ProtectedTable.Cell cell : first.cells()) {
      List<String> codes = cell.codes();
      assertThat(second.value(codes.get(0), codes.get(1), "*")).isEqualTo(cell.value());
    }
    assertThat(second.audit().releases()).containsExactly("first");
  }

  @Test
  void another_age_limit_than_last_time_is_refused_when_few_persons_lie_between() {
    Dimension age = Dimension.of("age", "0-15", "16-17", "18+");
    Dimension sex = Dimension.of("sex", "f", "m");
    Cube cube =
        Cube.of(
            "invented",
            List.of(age, sex),
            List.of(
                row(1, "0-15", "f"),
                row(2, "0-15", "f"),
                row(3, "0-15", "m"),
                row(4, "16-17", "f"),
                row(5, "18+", "f"),
                row(6, "18+", "m")));
    CountTable to15 = cube.table(List.of(sex), Map.of("age", List.of("0-15")));
    CountTable to17 = cube.table(List.of(sex), Map.of("age", List.of("0-15", "16-17")));
    Ledger ledger =
        Ledger.EMPTY.with(
            published(Disclosure.protect(to15, FIVE, DIFFERENCES, Ledger.EMPTY))
                .release("up to 15"));

    Outcome outcome = Disclosure.protect(to17, FIVE, DIFFERENCES, ledger);

    assertThat(outcome)
        .isEqualTo(
            new Refused(
                List.of(
                    new Refused.Reason(
                        Refused.Code.DIFFERENCE,
                        List.of(List.of("*"), List.of("f")),
                        5,
                        List.of("up to 15")))));
    assertThat(
            Disclosure.protect(cube.table(List.of(age, sex), Map.of()), FIVE, DIFFERENCES, ledger))
        .as("the difference is a category of the table")
        .isInstanceOf(ProtectedTable.class);
  }

  @Test
  void many_tables_over_one_frozen_set_are_safe_together() {
    Cube cube = Fixtures.victims(5, 1000, 3);
    Ledger ledger = Ledger.EMPTY;
    for (String names :
        List.of("year sex", "year form sex", "year reporter", "year age sex", "year region")) {
      CountTable table = cube.table(names.split(" "));

      ProtectedTable safe = published(Disclosure.protect(table, FIVE, DIFFERENCES, ledger));

      assertThat(safe.audit().releases()).hasSize(ledger.releases().size());
      for (ProtectedTable.Cell cell : safe.cells()) {
        long truth = table.count(cell.codes().toArray(String[]::new));
        assertThat(truth).isBetween(cell.least(), cell.most());
        assertThat(cell.least() >= 1 && cell.most() <= 4).as("%s", cell).isFalse();
        assertThat(cell.least()).isLessThan(cell.most());
      }
      ledger = ledger.with(safe.release(names));
    }
  }

  @Test
  void an_earlier_release_that_gave_true_counts_away_is_found() {
    Cube cube =
        Cube.of(
            "invented",
            List.of(Dimension.of("sex", "f", "m"), Dimension.of("region", "n", "s")),
            List.of(row(1, "f", "n"), row(2, "f", "n"), row(3, "f", "n"), row(4, "m", "s")));
    CountTable bySex = cube.table("sex");
    Ledger ledger =
        Ledger.EMPTY.with(Release.exact("leak", bySex, Map.of(List.of("f"), 3L, List.of("*"), 4L)));

    Outcome outcome = Disclosure.protect(cube.table("sex", "region"), FIVE, NO_RULES, ledger);

    assertThat(outcome).isInstanceOf(Refused.class);
  }

  @Test
  void an_earlier_release_that_was_rounded_figure_by_figure_is_found() {
    List<Cube.Row> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rows.add(row(i, i < 4 ? "f" : "m", i % 4 == 0 ? "n" : "s"));
    }
    Cube cube =
        Cube.of(
            "invented",
            List.of(Dimension.of("sex", "f", "m"), Dimension.of("region", "n", "s")),
            rows);
    // Four and four are shown as 0, eight as 10: each must be at least two.
    Map<List<String>, Long> figures = Map.of(List.of("f"), 0L, List.of("m"), 0L, List.of("*"), 10L);
    Ledger ledger = Ledger.EMPTY.with(Release.rounded("naive", cube.table("sex"), 5, figures));

    Outcome outcome = Disclosure.protect(cube.table("region"), FIVE, NO_RULES, ledger);

    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).reasons().getFirst().cells())
        .contains(List.of("f"), List.of("m"));
  }

  private static Cube.Row row(int person, String... codes) {
    return new Cube.Row("p" + person, List.of(codes));
  }
}
