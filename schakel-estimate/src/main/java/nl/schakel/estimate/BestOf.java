// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Arrays;

/**
 * Chooses, among a fixed set of models, the admissible one with the smallest BIC; one object per
 * thread.
 */
final class BestOf implements Selector {
  private final int lists;
  private final long[] codes;
  private final int[][] terms;
  private final Newton newton;
  private final long all;
  private int chosen = -1;

  BestOf(int lists, long[] codes) {
    this.lists = lists;
    this.codes = codes;
    this.newton = new Newton(lists);
    this.terms =
        Arrays.stream(codes)
            .mapToObj(c -> Hierarchy.ofCode(lists, c).terms())
            .toArray(int[][]::new);
    this.all = Arrays.stream(codes).reduce(0, (a, b) -> a | b);
  }

  @Override
  public double population(Cells cells) {
    Existence existence = new Existence(cells);
    int[] kept =
        Arrays.stream(Hierarchy.ofCode(lists, all).terms())
            .filter(s -> cells.margin[s] > 0)
            .toArray();
    boolean safe = existence.fullRank(kept);
    chosen = -1;
    double best = Double.POSITIVE_INFINITY;
    double population = Double.NaN;
    for (int i = 0; i < terms.length; i++) {
      if ((safe || existence.usable(terms[i], terms[i].length)) && newton.fit(cells, terms[i])) {
        double bic = newton.bic(cells);
        if (bic < best) {
          best = bic;
          chosen = i;
          population = cells.total + newton.dark();
        }
      }
    }
    return population;
  }

  @Override
  public Hierarchy model() {
    if (chosen < 0) {
      throw new IllegalStateException("no model was chosen");
    }
    return Hierarchy.ofCode(lists, codes[chosen]);
  }
}
