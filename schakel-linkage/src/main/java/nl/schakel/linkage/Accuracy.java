// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Precision, recall and F1 over pairs, against known truth. All pairs of one person count as
 * positive, also those that no blocking rule found.
 */
public record Accuracy(long found, long correct, long positives, double thresholdBits) {
  /** Share of the found pairs that are right. */
  public double precision() {
    return found == 0 ? 1 : (double) correct / found;
  }

  /** Share of the true pairs that were found. */
  public double recall() {
    return positives == 0 ? 1 : (double) correct / positives;
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    return found + positives == 0 ? 1 : 2.0 * correct / (found + positives);
  }

  /** The person of each record, numbered, from a function of its id. */
  public static int[] truth(Records records, Function<String, String> personOfId) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] truth = new int[records.size()];
    for (int i = 0; i < truth.length; i++) {
      String person = personOfId.apply(records.id(i));
      Integer known = numbers.putIfAbsent(person, numbers.size());
      truth[i] = known == null ? numbers.size() - 1 : known;
    }
    return truth;
  }

  /** How many true pairs there are. */
  public static long positives(int[] truth, Records records, LinkMode mode) {
    Map<Integer, Long> all = new HashMap<>();
    Map<Long, Long> within = new HashMap<>();
    for (int i = 0; i < truth.length; i++) {
      all.merge(truth[i], 1L, Long::sum);
      within.merge(((long) truth[i] << 20) + records.source(i), 1L, Long::sum);
    }
    long pairs = all.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    return mode == LinkMode.DEDUPE
        ? pairs
        : pairs - within.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }

  /** The threshold on the weights with the best F1. */
  public static Accuracy bestEdges(ScoredPairs pairs, int[] truth, long positives) {
    Accuracy best = new Accuracy(0, 0, positives, Double.POSITIVE_INFINITY);
    long correct = 0;
    for (int i = 0; i < pairs.size(); i++) {
      correct += truth[pairs.left(i)] == truth[pairs.right(i)] ? 1 : 0;
      boolean last = i + 1 == pairs.size() || pairs.weight(i + 1) < pairs.weight(i);
      Accuracy here = new Accuracy(i + 1, correct, positives, pairs.weight(i));
      if (last && here.f1() > best.f1()) {
        best = here;
      }
    }
    return best;
  }

  /** The edges at or above a weight. */
  public static Accuracy edges(ScoredPairs pairs, double bits, int[] truth, long positives) {
    int links = pairs.atLeast(bits);
    long correct = 0;
    for (int i = 0; i < links; i++) {
      correct += truth[pairs.left(i)] == truth[pairs.right(i)] ? 1 : 0;
    }
    return new Accuracy(links, correct, positives, bits);
  }

  /** All pairs within the persons that were made. */
  public static Accuracy clusters(Clusters clusters, int[] truth, long positives, double bits) {
    Map<Integer, Long> made = new HashMap<>();
    Map<Long, Long> both = new HashMap<>();
    for (int i = 0; i < truth.length; i++) {
      made.merge(clusters.person()[i], 1L, Long::sum);
      both.merge(((long) clusters.person()[i] << 32) | truth[i], 1L, Long::sum);
    }
    long found = made.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    long correct = both.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
    return new Accuracy(found, correct, positives, bits);
  }
}
