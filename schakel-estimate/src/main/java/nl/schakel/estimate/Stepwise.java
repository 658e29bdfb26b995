// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Arrays;

/**
 * Adds pairs of lists, most surprising overlap first, while the surprise is below a threshold.
 *
 * <p>From main effects: for each pair outside the model compare its overlap m with the fitted
 * expectation lambda, p = min(P(X &lt;= m), P(X &gt;= m)) for X Poisson(lambda); a pair whose model
 * has no usable fit counts as p = 1; the pair with the smallest p enters while p is below the
 * threshold (Chan, Silverman, Vincent 2021). Equal p: the pair that comes first in the order of the
 * lists. Nothing is removed again. One object per thread.
 */
final class Stepwise implements Selector {
  static final double USUAL_THRESHOLD = 0.02;

  private final int lists;
  private final double threshold;
  private final Newton newton;
  private final int[] pairs;
  private final int[] allPairs;
  private final double[] surprise;
  private final boolean[] in;
  private int[] model = new int[0];

  Stepwise(int lists, double threshold) {
    this.lists = lists;
    this.threshold = threshold;
    this.newton = new Newton(lists);
    this.pairs = new int[lists * (lists - 1) / 2];
    int next = 0;
    for (int i = 0; i < lists; i++) {
      for (int j = i + 1; j < lists; j++) {
        pairs[next++] = 1 << i | 1 << j;
      }
    }
    this.allPairs = Hierarchy.full(lists, 2).terms();
    this.surprise = new double[pairs.length];
    this.in = new boolean[pairs.length];
  }

  /** Selects and fits; NaN when even the model of main effects has no usable fit. */
  @Override
  public double population(Cells cells) {
    Existence existence = new Existence(cells);
    boolean safe = fullRankOfAll(cells, existence);
    model = Hierarchy.mainEffects(lists).terms();
    Arrays.fill(in, false);
    if (!(safe || existence.usable(model, model.length)) || !newton.fit(cells, model)) {
      return Double.NaN;
    }
    while (true) {
      int best = next(cells, existence, safe);
      if (best < 0) {
        return cells.total + newton.dark();
      }
      in[best] = true;
      model = with(model, pairs[best]);
      if (!newton.refit(cells, model, model.length)) {
        return Double.NaN;
      }
    }
  }

  /**
   * With independent columns for all pairs no smaller model can fail: its columns are among them.
   */
  private boolean fullRankOfAll(Cells cells, Existence existence) {
    int[] kept = Arrays.stream(allPairs).filter(s -> cells.margin[s] > 0).toArray();
    return existence.fullRank(kept);
  }

  private int next(Cells cells, Existence existence, boolean safe) {
    for (int k = 0; k < pairs.length; k++) {
      surprise[k] =
          in[k]
              ? Double.POSITIVE_INFINITY
              : Gamma.poissonTail(cells.margin[pairs[k]], newton.expectedMargin(pairs[k]));
    }
    while (true) {
      int best = 0;
      for (int k = 1; k < pairs.length; k++) {
        best = surprise[k] < surprise[best] ? k : best;
      }
      if (!(surprise[best] < threshold)) {
        return -1;
      }
      if (safe || usableWith(existence, pairs[best])) {
        return best;
      }
      surprise[best] = 1;
    }
  }

  private boolean usableWith(Existence existence, int pair) {
    int[] enlarged = with(model, pair);
    return existence.usable(enlarged, enlarged.length);
  }

  private static int[] with(int[] model, int pair) {
    int[] enlarged = Arrays.copyOf(model, model.length + 1);
    enlarged[model.length] = pair;
    Arrays.sort(enlarged);
    return enlarged;
  }

  @Override
  public Hierarchy model() {
    return Hierarchy.of(lists, model);
  }

  Newton newton() {
    return newton;
  }
}
