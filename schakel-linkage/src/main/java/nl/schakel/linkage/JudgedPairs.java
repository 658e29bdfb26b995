// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Brings the judgements of people into a model that was trained without them.
 *
 * <p>A judged pair is one that the model expected to be one person with probability p, and that is
 * one (y = 1) or is not (y = 0). With E expected matches among all pairs, the expected number at
 * level l of a field is E m(l); each judged pair at that level changes it by w (y - p), where w is
 * how many pairs like it it stands for. The new m is what is left, in proportion, and the prior
 * changes with the sum. This is one step of expectation maximisation in which the judged pairs are
 * known and not estimated (K. Nigam and others, Text classification from labeled and unlabeled
 * documents using EM, 2000), without a second pass over all pairs. Which pairs were judged may
 * depend on their weight, because a judged pair is compared with what was expected of that very
 * pair.
 *
 * <p>u stays: among two random records next to none is one person, judged or not.
 */
public final class JudgedPairs {
  /** No level of m falls below this share of what it was. */
  private static final double LEAST_SHARE = 0.05;

  private JudgedPairs() {}

  /**
   * A pair about which people decided.
   *
   * @param levels level of each comparison in the order of the settings, -1 for a missing value
   * @param same whether it is one person
   * @param standsFor how many pairs of the same weight this one was drawn from, 1 or more
   */
  public record Judged(List<Integer> levels, boolean same, double standsFor) {
    /** Checks the share. */
    public Judged {
      levels = List.copyOf(levels);
      LevelSettings.range("standsFor", standsFor, 1, 1e9);
    }
  }

  /**
   * The model after these judgements.
   *
   * @param expectedMatches matches that the model expects among all pairs of the records it was
   *     trained on, as {@link ErrorEstimate#expectedMatches} tells; at least 1
   */
  public static Model learn(Model model, double expectedMatches, Collection<Judged> judged) {
    LevelSettings.range("expectedMatches", expectedMatches, 1, 1e15);
    if (judged.isEmpty()) {
      return model;
    }
    double[] surprises = judged.stream().mapToDouble(pair -> surprise(model, pair)).toArray();
    List<FieldModel> fields = new ArrayList<>();
    for (int f = 0; f < model.fields().size(); f++) {
      fields.add(learn(model.fields().get(f), f, expectedMatches, judged, surprises));
    }
    double sum = 0;
    for (double surprise : surprises) {
      sum += surprise;
    }
    double factor = Math.max(LEAST_SHARE, 1 + sum / expectedMatches);
    List<String> notes = new ArrayList<>(model.notes());
    notes.add(judged.size() + " judged pairs changed m and the prior");
    return new Model(
        model.settings(),
        Math.min(0.5, model.prior() * factor),
        Math.min(0.5, model.priorLow() * factor),
        Math.min(0.5, model.priorHigh() * factor),
        fields,
        notes);
  }

  private static double surprise(Model model, Judged pair) {
    return pair.standsFor() * ((pair.same() ? 1 : 0) - probability(model, pair.levels()));
  }

  /** The match probability of these levels, without the frequency of values. */
  public static double probability(Model model, List<Integer> levels) {
    if (levels.size() != model.fields().size()) {
      throw new InvalidInput(
          "%d levels for %d comparisons".formatted(levels.size(), model.fields().size()));
    }
    double bits = model.priorBits();
    for (int f = 0; f < levels.size(); f++) {
      bits += model.fields().get(f).bits(levels.get(f));
    }
    return Weights.probability(bits);
  }

  private static FieldModel learn(
      FieldModel field,
      int number,
      double expectedMatches,
      Collection<Judged> judged,
      double[] surprises) {
    double[] expected = new double[field.m().length];
    for (int level = 0; level < expected.length; level++) {
      expected[level] = expectedMatches * field.m()[level];
    }
    double[] least = expected.clone();
    int pair = 0;
    for (Judged one : judged) {
      int level = one.levels().get(number);
      if (level >= 0) {
        expected[level] += surprises[pair];
      }
      pair++;
    }
    double sum = 0;
    for (int level = 0; level < expected.length; level++) {
      expected[level] = Math.max(expected[level], LEAST_SHARE * least[level]);
      sum += expected[level];
    }
    double[] m = new double[expected.length];
    for (int level = 0; level < m.length; level++) {
      m[level] = expected[level] / sum;
    }
    return new FieldModel(field.settings(), m, field.u(), field.frequencies(), field.base());
  }
}
