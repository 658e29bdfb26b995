// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * How often the interval holds the truth when the fitted model is the truth.
 *
 * <p>Tables are drawn from the fitted means (Poisson for each history); each is estimated as the
 * real table was, model choice and bootstrap included.
 *
 * @param truth population the tables were drawn from
 * @param level nominal coverage of the intervals
 * @param tables number of tables drawn
 * @param usable number of those that gave an interval
 * @param covered number of intervals that held the truth
 * @param below number of intervals wholly below the truth
 * @param meanEstimate mean of the estimates
 */
public record Coverage(
    double truth,
    double level,
    int tables,
    int usable,
    int covered,
    int below,
    double meanEstimate) {
  /** Returns the share of intervals that hold the truth. */
  public double share() {
    return (double) covered / usable;
  }

  /** Returns the standard error of that share. */
  public double error() {
    return Math.sqrt(share() * (1 - share()) / usable);
  }

  /** Simulates at the fit of a model, stepwise with BCa intervals. */
  public static Coverage atFit(
      CaptureTable table,
      Hierarchy model,
      int tables,
      int replicates,
      double level,
      long seed,
      int threads,
      Progress progress) {
    Cells cells = Cells.of(table);
    int[] terms = model.terms();
    Newton newton = new Newton(cells.lists);
    if (!new Existence(cells).usable(terms, terms.length) || !newton.fit(cells, terms)) {
      throw new IllegalArgumentException("model %s has no usable fit".formatted(model));
    }
    double[] fitted = newton.fitted();
    double truth = cells.total + newton.dark();
    double[][] results = new double[tables][];
    Workers.run(
        "coverage",
        tables,
        threads,
        progress,
        () -> cells,
        (same, i) -> {
          RandomStream random = new RandomStream(seed, i);
          Cells simulated = Bootstrap.draw(cells.lists, fitted, random);
          Replicates drawn =
              Bootstrap.run(
                  simulated,
                  replicates,
                  random.nextLong(),
                  1,
                  Progress.NONE,
                  () -> new Stepwise(cells.lists, Stepwise.USUAL_THRESHOLD));
          Interval interval = drawn.bca(level);
          results[i] = new double[] {drawn.estimate(), interval.low(), interval.high()};
        });
    return count(truth, level, results);
  }

  private static Coverage count(double truth, double level, double[][] results) {
    int usable = 0;
    int covered = 0;
    int below = 0;
    double sum = 0;
    for (double[] result : results) {
      if (Double.isFinite(result[0]) && Double.isFinite(result[1]) && Double.isFinite(result[2])) {
        usable++;
        sum += result[0];
        covered += result[1] <= truth && truth <= result[2] ? 1 : 0;
        below += result[2] < truth ? 1 : 0;
      }
    }
    return new Coverage(truth, level, results.length, usable, covered, below, sum / usable);
  }
}
