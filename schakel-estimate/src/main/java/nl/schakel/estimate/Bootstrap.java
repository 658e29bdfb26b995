// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Repeats the whole estimate, choice of model included, on resampled persons.
 *
 * <p>Each replicate draws n persons with replacement from the n observed (multinomial with the
 * observed shares). The acceleration comes from leaving out one person of each history in turn:
 * with weights n_C, {@code d_C = weighted mean - theta_(C)}, {@code a = sum n d^3 / (6 (sum n
 * d^2)^1.5)}.
 */
final class Bootstrap {
  private static final int MOST_BY_CASE = 200_000;

  private Bootstrap() {}

  static Replicates run(
      Cells cells,
      int drawn,
      long seed,
      int threads,
      Progress progress,
      Supplier<Selector> selectors) {
    double estimate = selectors.get().population(cells);
    double acceleration = acceleration(cells, threads, selectors);
    double[] values = new double[drawn];
    short[] people = people(cells);
    Workers.run(
        "bootstrap",
        drawn,
        threads,
        progress,
        selectors,
        (selector, i) ->
            values[i] = selector.population(resample(cells, people, new RandomStream(seed, i))));
    return new Replicates(estimate, acceleration, values, drawn, seed);
  }

  /** One entry for each person, the position of the history among the positive ones. */
  private static short[] people(Cells cells) {
    if (cells.total > MOST_BY_CASE || cells.positive.length > Short.MAX_VALUE) {
      return new short[0];
    }
    short[] people = new short[(int) cells.total];
    int next = 0;
    for (int j = 0; j < cells.positive.length; j++) {
      int many = (int) cells.y[cells.positive[j]];
      Arrays.fill(people, next, next + many, (short) j);
      next += many;
    }
    return people;
  }

  /**
   * Draws tables from the fitted means of a model (Poisson for each history) and estimates each
   * anew; no acceleration, so percentile and basic limits only.
   */
  static Replicates parametric(
      Cells cells,
      Hierarchy model,
      int drawn,
      long seed,
      int threads,
      Progress progress,
      Supplier<Selector> selectors) {
    Newton newton = new Newton(cells.lists);
    int[] terms = model.terms();
    if (!new Existence(cells).usable(terms, terms.length) || !newton.fit(cells, terms)) {
      throw new IllegalArgumentException("model %s has no usable fit".formatted(model));
    }
    double[] fitted = newton.fitted();
    double[] values = new double[drawn];
    Workers.run(
        "bootstrap",
        drawn,
        threads,
        progress,
        selectors,
        (selector, i) ->
            values[i] = selector.population(draw(cells.lists, fitted, new RandomStream(seed, i))));
    return new Replicates(cells.total + newton.dark(), 0, values, drawn, seed);
  }

  static Cells draw(int lists, double[] means, RandomStream random) {
    double[] y = new double[means.length];
    for (int c = 1; c < y.length; c++) {
      y[c] = means[c] > 0 ? random.poisson(means[c]) : 0;
    }
    return new Cells(lists, y);
  }

  private static Cells resample(Cells cells, short[] people, RandomStream random) {
    double[] y = new double[cells.size];
    if (people.length > 0) {
      int[] hits = new int[cells.positive.length];
      for (int i = 0; i < people.length; i++) {
        hits[people[(int) random.below(people.length)]]++;
      }
      for (int j = 0; j < hits.length; j++) {
        y[cells.positive[j]] = hits[j];
      }
    } else {
      double left = cells.total;
      long toDraw = (long) cells.total;
      for (int c : cells.positive) {
        long hits = random.binomial(toDraw, Math.min(1, cells.y[c] / left));
        y[c] = hits;
        toDraw -= hits;
        left -= cells.y[c];
      }
    }
    return new Cells(cells.lists, y);
  }

  static double acceleration(Cells cells, int threads, Supplier<Selector> selectors) {
    double[] theta = new double[cells.positive.length];
    Workers.run(
        "jackknife",
        theta.length,
        threads,
        Progress.NONE,
        selectors,
        (selector, j) -> theta[j] = selector.population(cells.minusOne(cells.positive[j])));
    double[] weights = new double[theta.length];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = Double.isFinite(theta[j]) ? cells.y[cells.positive[j]] : 0;
      theta[j] = Double.isFinite(theta[j]) ? theta[j] : 0;
    }
    return acceleration(theta, weights);
  }

  static double acceleration(double[] theta, double[] weights) {
    double mean = 0;
    double total = 0;
    for (int j = 0; j < theta.length; j++) {
      mean += weights[j] * theta[j];
      total += weights[j];
    }
    mean /= total;
    double squares = 0;
    double cubes = 0;
    for (int j = 0; j < theta.length; j++) {
      double d = mean - theta[j];
      squares += weights[j] * d * d;
      cubes += weights[j] * d * d * d;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }
}
