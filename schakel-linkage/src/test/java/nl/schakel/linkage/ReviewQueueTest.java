// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nl.schakel.linkage.invented.InventedReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewQueueTest {
  @ParameterizedTest
  @CsvSource({
    "50, 10, 0.10, NO_LINK",
    "50, 10, 0.11, REVIEW",
    "50, 10, 0.97, REVIEW",
    "50, 10, 0.98, LINK",
    "1, 1, 0.49, NO_LINK",
    "1, 1, 0.50, LINK",
  })
  void two_costs_give_three_zones(
      double wrongLink, double missedLink, double probability, Zones.Zone expected) {
    assertThat(new Zones(wrongLink, missedLink).of(probability)).isEqualTo(expected);
  }

  @Test
  void the_borders_are_where_a_mistake_is_expected_to_cost_one_judgement() {
    Zones zones = new Zones(50, 10);

    assertThat(zones.linkFrom()).isCloseTo(0.98, within(1e-12));
    assertThat(zones.reviewFrom()).isCloseTo(0.1, within(1e-12));
    assertThat(new Zones(1, 1).linkFrom()).isEqualTo(0.5);
    assertThat(new Zones(1, 1).reviewFrom()).isEqualTo(0.5);
  }

  @Test
  void a_cost_out_of_range_names_the_range() {
    assertThatThrownBy(() -> new Zones(0.5, 10))
        .hasMessage("wrongLink is 0.5, expected 1 to 1000000");
  }

  @Test
  void the_most_expensive_doubt_is_asked_first_and_ties_have_one_order() {
    ReviewQueue.Question cheap = new ReviewQueue.Question("a", "b", 0.2, 2, "");
    ReviewQueue.Question dear = new ReviewQueue.Question("c", "d", 0.8, 10, "");
    ReviewQueue.Question tied = new ReviewQueue.Question("a", "c", 0.2, 2, "");

    assertThat(new ReviewQueue(List.of(tied, cheap, dear)).questions())
        .containsExactly(dear, cheap, tied);
  }

  @Test
  void two_thousand_perfect_judgements_raise_the_f1_of_persons_by_a_fiftieth() {
    StringWriter text = new StringWriter();
    new InventedReports(5, 0.15, 0.2).write(20_000, text);
    Records records = TestData.reader(text.toString(), "reports.csv").finish();
    Model model = Trainer.train(records, InventedData.settings(records), 2, Progress.none());
    Linker.Result result = Linker.link(records, model, 2, Progress.none());
    int[] truth = Accuracy.truth(records, id -> records.value(records.find(id), "person"));
    long positives = Accuracy.positives(truth, records, LinkMode.DEDUPE);

    ReviewQueue queue = ReviewQueue.of(records, result, new Zones(20, 20));
    double before = f1(records, model, result, truth, positives, List.of());
    double after = f1(records, model, result, truth, positives, queue.questions());
    List<ReviewQueue.Question> shuffled = new ArrayList<>(queue.questions());
    Collections.reverse(shuffled);
    double reversed = f1(records, model, result, truth, positives, shuffled);

    System.out.printf(
        "2,000 of %,d questions: F1 of persons %.4f before, %.4f after, %.4f in reverse order%n",
        queue.questions().size(), before, after, reversed);
    assertThat(after - before).isGreaterThanOrEqualTo(0.02);
    assertThat(after).isGreaterThan(reversed);
  }

  private static double f1(
      Records records,
      Model model,
      Linker.Result result,
      int[] truth,
      long positives,
      List<ReviewQueue.Question> asked) {
    List<NeverSame.Pair> same = new ArrayList<>();
    List<NeverSame.Pair> different = new ArrayList<>();
    for (ReviewQueue.Question question : asked.subList(0, Math.min(2000, asked.size()))) {
      boolean one = truth[records.find(question.left())] == truth[records.find(question.right())];
      (one ? same : different).add(new NeverSame.Pair(question.left(), question.right()));
    }
    Clusters clusters =
        Clusterer.cluster(
            records, model, result.pairs(), new NeverSame(different), new AlwaysSame(same));
    return Accuracy.clusters(clusters, truth, positives, 0).f1();
  }
}
