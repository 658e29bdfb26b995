// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupRulesTest {
  private static final List<Dimension> DIMENSIONS =
      List.of(Dimension.of("region", "n", "s"), Dimension.of("form", "x", "y"));

  @Test
  void a_row_of_nine_is_too_small_and_one_of_ten_is_not() {
    assertThat(codes(4, 5, 20, 20)).containsExactly(Refused.Code.SMALL_ROW);
    assertThat(codes(5, 5, 20, 20)).isEmpty();
  }

  @Test
  void a_column_with_nine_in_ten_of_a_row_gives_the_row_away() {
    assertThat(codes(18, 2, 20, 20)).containsExactly(Refused.Code.ONE_COLUMN);
    assertThat(codes(17, 3, 20, 20)).isEmpty();
  }

  @Test
  void a_column_whose_persons_are_all_in_one_row_gives_the_row_away() {
    assertThat(codes(20, 10, 20, 0)).contains(Refused.Code.FULL_COLUMN);
  }

  @Test
  void a_refusal_says_what_would_help_in_both_languages() {
    Refused.Reason reason = reasons(4, 5, 20, 20).getFirst();

    assertThat(reason.cells()).containsExactly(List.of("n", "*"));
    assertThat(reason.sentence().nl()).isEqualTo("1 rijen hebben minder dan 10 personen.");
    assertThat(reason.sentence().en()).isEqualTo("1 rows have fewer than 10 persons.");
    assertThat(reason.help().en()).startsWith("Take broader categories");
  }

  private static List<Refused.Code> codes(long... counts) {
    return reasons(counts).stream().map(Refused.Reason::code).toList();
  }

  private static List<Refused.Reason> reasons(long... counts) {
    return GroupRules.detailed().broken(CountTable.of(DIMENSIONS, counts));
  }
}
