// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether persons are found equally well whatever the origin of their name. */
class OriginRecallTest {
  private static void print(OriginRecall.Data data, OriginRecall.Outcome outcome) {
    System.out.printf(
        Locale.ROOT,
        "missing %.1f%s: recall at precision 0.95 %s, gap %.3f (95 %% %.3f to %.3f); told the truth %s%n",
        data.missing(),
        data.places() ? ", with places of birth" : "",
        rounded(outcome.recall()),
        outcome.gap(),
        outcome.low(),
        outcome.high(),
        rounded(outcome.oracle()));
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
    OriginRecall.Data data = new OriginRecall.Data(missing, false);
    OriginRecall.Outcome outcome = OriginRecall.of(data, false, seed);

    print(data, outcome);
    assertThat(outcome.recall()).hasSize(5);
    assertThat(outcome.gap()).isLessThanOrEqualTo(0.05);
    assertThat(Collections.min(outcome.recall().values())).isGreaterThan(0.87);
  }

  /**
   * As the register works: pairs with next to no doubt are linked, and people decide the doubt. Up
   * to the most that the generator leaves out.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.4, 0.6})
  void with_people_for_the_doubt_groups_are_found_equally_well_whatever_is_missing(double missing) {
    OriginRecall.WithPeople outcome =
        OriginRecall.withPeople(new OriginRecall.Data(missing, false), 2, 5);

    System.out.printf(
        Locale.ROOT,
        "missing %.1f: linked or asked %s, gap %.3f; precision of the links without a person %s%n",
        missing,
        rounded(outcome.found()),
        outcome.gap(),
        rounded(outcome.precision()));
    assertThat(outcome.gap()).isLessThanOrEqualTo(0.05);
    assertThat(outcome.precision().values())
        .allSatisfy(precision -> assertThat(precision).isGreaterThan(0.99));
  }

  /** One more field that tells people apart, of whatever origin: the gap is 0.080 without it. */
  @Test
  void with_a_place_of_birth_groups_are_found_equally_well_when_a_fifth_is_missing() {
    OriginRecall.Data data = new OriginRecall.Data(0.2, true);
    OriginRecall.Outcome outcome = OriginRecall.of(data, false, 2, 5);

    print(data, outcome);
    assertThat(outcome.gap()).isLessThanOrEqualTo(0.05);
    assertThat(Collections.min(outcome.recall().values())).isGreaterThan(0.85);
  }

  /**
   * What remains of a gap then is in the data: who knows the answers and compares the same has it
   * too.
   */
  @Test
  void with_much_missing_each_group_is_found_about_as_well_as_by_who_knows_the_truth() {
    OriginRecall.Data data = new OriginRecall.Data(0.4, false);
    OriginRecall.Outcome outcome = OriginRecall.of(data, true, 5);

    print(data, outcome);
    assertThat(outcome.lost().values()).allSatisfy(lost -> assertThat(lost).isLessThan(0.05));
    assertThat(OriginRecall.gap(outcome.oracle())).isGreaterThan(0.05);
  }
}
