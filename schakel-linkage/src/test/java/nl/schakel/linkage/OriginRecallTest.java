// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether persons are found equally well whatever the origin of their name. */
class OriginRecallTest {
  private static void print(double missing, OriginRecall.Outcome outcome) {
    System.out.printf(
        Locale.ROOT,
        "missing %.1f: recall at precision 0.95 %s, gap %.3f (95 %% %.3f to %.3f); told the truth %s; linked or asked %s, gap %.3f%n",
        missing,
        rounded(outcome.recall()),
        outcome.gap(),
        outcome.low(),
        outcome.high(),
        rounded(outcome.oracle()),
        rounded(outcome.asked()),
        OriginRecall.Outcome.gap(outcome.asked()));
  }

  private static String rounded(Map<String, Double> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (origin, value) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s%s %.3f",
                    text.isEmpty() ? "" : ", ",
                    origin.toLowerCase(Locale.ROOT),
                    value)));
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"0.0, 2", "0.1, 2", "0.1, 5"})
  void groups_of_origin_are_found_equally_well(double missing, long seed) {
    OriginRecall.Outcome outcome = OriginRecall.of(missing, false, seed);

    print(missing, outcome);
    assertThat(outcome.recall()).hasSize(5);
    assertThat(outcome.gap()).isLessThanOrEqualTo(0.05);
    assertThat(Collections.min(outcome.recall().values())).isGreaterThan(0.87);
  }

  /** What remains of a gap then is in the data: nobody who compares the same can do better. */
  @Test
  void with_much_missing_each_group_is_found_about_as_well_as_by_who_knows_the_truth() {
    OriginRecall.Outcome outcome = OriginRecall.of(0.4, true, 5);

    print(0.4, outcome);
    assertThat(outcome.lost().values()).allSatisfy(lost -> assertThat(lost).isLessThan(0.05));
    assertThat(OriginRecall.Outcome.gap(outcome.oracle())).isGreaterThan(0.05);
    assertThat(OriginRecall.Outcome.gap(outcome.asked())).isLessThan(0.08);
  }
}
