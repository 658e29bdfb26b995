// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.schakel.platform.monitor.aggregate.AggregateRow.Place;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AggregateAuditTest {
  private static final Place TOTAL = new Place(2021, "visitors", "", "");
  private static final Place A1 = new Place(2021, "visitors", "a", "1");
  private static final Place A2 = new Place(2021, "visitors", "a", "2");
  private static final Place B1 = new Place(2021, "visitors", "b", "1");
  private static final Place B2 = new Place(2021, "visitors", "b", "2");

  private static Map<Place, Long> shown(long total, long a1, long a2, long b1, long b2) {
    Map<Place, Long> shown = new LinkedHashMap<>();
    shown.put(TOTAL, total);
    shown.put(A1, a1);
    shown.put(A2, a2);
    shown.put(B1, b1);
    shown.put(B2, b2);
    return shown;
  }

  /** Tries every table behind the shown numbers and says which counts a place can have. */
  private static String tried(Map<Place, Long> shown, Place place) {
    long least = Long.MAX_VALUE;
    long most = -1;
    for (long a1 = 0; a1 <= shown.get(A1) + 4; a1++) {
      for (long a2 = 0; a2 <= shown.get(A2) + 4; a2++) {
        for (long b1 = 0; b1 <= shown.get(B1) + 4; b1++) {
          long b2 = a1 + a2 - b1;
          Map<Place, Long> counts = Map.of(TOTAL, a1 + a2, A1, a1, A2, a2, B1, b1, B2, b2);
          boolean fits =
              b2 >= 0
                  && counts.entrySet().stream()
                      .allMatch(one -> Math.abs(one.getValue() - shown.get(one.getKey())) <= 4);
          if (fits) {
            least = Math.min(least, counts.get(place));
            most = Math.max(most, counts.get(place));
          }
        }
      }
    }
    return least + "-" + most;
  }

  @Test
  void the_intervals_are_those_that_trying_every_table_gives() {
    for (Map<Place, Long> shown :
        List.of(
            shown(10, 10, 0, 5, 5),
            shown(10, 5, 5, 0, 10),
            shown(20, 0, 15, 10, 10),
            shown(0, 0, 0, 0, 0),
            shown(15, 20, 0, 10, 5))) {
      Map<Place, AggregateAudit.Interval> intervals =
          new AggregateAudit(TOTAL, 4, List.of()).intervals(shown);

      assertThat(intervals)
          .allSatisfy(
              (place, interval) ->
                  assertThat(interval.least() + "-" + interval.most())
                      .as("%s of %s", place, shown)
                      .isEqualTo(tried(shown, place)));
    }
  }

  @Test
  void a_number_that_was_shown_as_0_before_and_as_5_now_is_proven_to_be_1_to_4() {
    List<AggregateAudit.Known> before = List.of(rounded(A1, 0));

    assertThat(new AggregateAudit(TOTAL, 4, List.of()).keepsOpen(shown(20, 5, 15, 10, 10)))
        .isTrue();
    assertThat(new AggregateAudit(TOTAL, 4, before).keepsOpen(shown(20, 5, 15, 10, 10))).isFalse();
    assertThat(new AggregateAudit(TOTAL, 4, before).keepsOpen(shown(20, 0, 20, 10, 10))).isTrue();
  }

  @Test
  void what_cannot_be_true_any_more_tells_only_that_the_count_changed() {
    assertThat(
            new AggregateAudit(TOTAL, 4, List.of(rounded(A1, 40)))
                .keepsOpen(shown(20, 5, 15, 10, 10)))
        .isTrue();
  }

  @Test
  void a_figure_that_an_unrelated_one_contradicts_still_counts_beside_each_other_one() {
    List<AggregateAudit.Known> before = List.of(rounded(A1, 10), rounded(A1, 0));

    assertThat(new AggregateAudit(TOTAL, 4, before).keepsOpen(shown(20, 5, 15, 10, 10))).isFalse();
  }

  @Test
  void what_its_maker_published_exactly_is_taken_into_account_and_needs_no_guard() {
    List<AggregateAudit.Known> total = List.of(new AggregateAudit.Known(TOTAL, 2, true));

    assertThat(new AggregateAudit(TOTAL, 4, total).keepsOpen(shown(5, 5, 0, 5, 0))).isFalse();
    assertThat(new AggregateAudit(TOTAL, 4, total).keepsOpen(shown(0, 0, 0, 0, 0))).isTrue();
  }

  private static AggregateAudit.Known rounded(AggregateRow.Place place, long value) {
    return new AggregateAudit.Known(place, value, false);
  }
}
