// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Two fields that agree together more or less often than by chance, among pairs of two persons. The
 * model adds up their bits as if they did not depend on each other; {@code bits} is how much it
 * counts too much (or, below zero, too little) for a pair that agrees on both.
 *
 * <p>Measured on pairs drawn by a fixed function, each counted with the probability that it is two
 * persons; a field agrees where its level speaks for one person.
 *
 * @param both how many of the pairs agree on both
 * @param bits log2 of how often they agree together over how often they would by chance
 */
public record Dependence(String field, String other, double both, double bits) {
  private static final int DRAWN = 200_000;

  /** Fewer pairs than this that agree on both, or would by chance, say nothing. */
  private static final double LEAST = 30;

  /** What can be said about each two fields, the strongest dependence first. */
  public static List<Dependence> of(Records records, Model model) {
    int fields = model.fields().size();
    Counts counts = new Counts(model);
    Scorer scorer = new Scorer(records, model);
    PairComparer.Memory memory = scorer.comparer().memory();
    long seed = model.settings().training().seed();
    for (long k = 0; k < DRAWN; k++) {
      int a = RandomPairs.below(seed, 2 * k, records.size());
      int b = RandomPairs.below(seed, 2 * k + 1, records.size());
      if (a != b && allowed(records, model, a, b)) {
        long levels = scorer.comparer().pattern(memory, Math.min(a, b), Math.max(a, b));
        double apart = 1 - Weights.probability(scorer.weight(memory));
        counts.add(levels, apart);
      }
    }
    List<Dependence> found = new ArrayList<>();
    for (int f = 0; f < fields; f++) {
      for (int g = f + 1; g < fields; g++) {
        counts.dependence(model, f, g, found);
      }
    }
    found.sort(
        Comparator.comparingDouble((Dependence d) -> -Math.abs(d.bits()))
            .thenComparing(Dependence::field)
            .thenComparing(Dependence::other));
    return found;
  }

  private static boolean allowed(Records records, Model model, int a, int b) {
    return model.settings().mode() == LinkMode.DEDUPE || records.source(a) != records.source(b);
  }

  /** For each two fields the pairs that have both, that agree on one, the other, and both. */
  private static final class Counts {
    private final double[][] present;
    private final double[][] agree;

    /** Above the diagonal the pairs that agree on both; not used below it. */
    private final double[][] both;

    /** For each field whether a level speaks for one person. */
    private final boolean[][] speaks;

    Counts(Model model) {
      int fields = model.fields().size();
      speaks = new boolean[fields][16];
      for (int f = 0; f < fields; f++) {
        for (int level = 1; level < model.fields().get(f).m().length; level++) {
          speaks[f][level] = model.fields().get(f).bits(level) > 0;
        }
      }
      present = new double[fields][fields];
      agree = new double[fields][fields];
      both = new double[fields][fields];
    }

    void add(long levels, double apart) {
      for (int f = 0; f < present.length; f++) {
        int level = PairComparer.level(levels, f);
        boolean agrees = level > 0 && speaks[f][level];
        for (int g = 0; level >= 0 && g < present.length; g++) {
          int other = PairComparer.level(levels, g);
          if (g != f && other >= 0) {
            present[f][g] += apart;
            agree[f][g] += agrees ? apart : 0;
            both[f][g] += agrees && speaks[g][other] ? apart : 0;
          }
        }
      }
    }

    void dependence(Model model, int f, int g, List<Dependence> found) {
      double expected = agree[f][g] * agree[g][f] / Math.max(1, present[f][g]);
      if (both[f][g] >= LEAST && expected >= 1 || expected >= LEAST) {
        found.add(
            new Dependence(
                model.fields().get(f).settings().name(),
                model.fields().get(g).settings().name(),
                both[f][g],
                Weights.log2((both[f][g] + 0.5) / (expected + 0.5))));
      }
    }
  }
}
