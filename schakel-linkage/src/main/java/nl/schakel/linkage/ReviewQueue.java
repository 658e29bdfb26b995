// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pairs that a person should judge, the most expensive doubt first.
 *
 * @param questions in the order in which to ask them
 */
public record ReviewQueue(List<Question> questions) {
  /** Most expensive doubt first; ties in the order of the ids, so that no two orders are right. */
  public static final Comparator<Question> ORDER =
      Comparator.comparingDouble((Question q) -> -q.expectedLoss())
          .thenComparing(Question::left)
          .thenComparing(Question::right);

  /**
   * One pair to judge.
   *
   * @param expectedLoss what deciding without a judgement is expected to cost, in judgements
   */
  public record Question(
      String left, String right, double probability, double expectedLoss, String rule) {}

  /** Puts the questions in order. */
  public ReviewQueue {
    questions = questions.stream().sorted(ORDER).toList();
  }

  /** The pairs of a run in the zone of review. */
  public static ReviewQueue of(Records records, Linker.Result result, Zones zones) {
    ScoredPairs pairs = result.pairs();
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      double probability = Weights.probability(pairs.weight(i));
      if (zones.of(probability) == Zones.Zone.REVIEW) {
        questions.add(
            new Question(
                records.id(pairs.left(i)),
                records.id(pairs.right(i)),
                probability,
                zones.expectedLoss(probability),
                result.rules().get(pairs.rule(i)).keys()));
      }
    }
    return new ReviewQueue(questions);
  }
}
