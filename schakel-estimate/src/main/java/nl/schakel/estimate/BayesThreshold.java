// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Bayesian thresholding (Silverman, JRSS A 183, 2020): start from all pairs, keep those that stand
 * out.
 *
 * <p>Poisson log-linear model with all pairs, flat prior on constant and main effects, N(0, 1)
 * prior on pairs (or flat). Random-walk Metropolis with the shape of the Hessian at the mode. Pairs
 * with |posterior mean / standard deviation| of at least 2 stay; the model is run again with those
 * and the population is the posterior median of n + exp(alpha_0). A ratio between 1.85 and 2.15
 * depends on the random numbers, so it is called undecided and the answer without and with those
 * pairs is given.
 */
public final class BayesThreshold {
  private static final double THRESHOLD = 2;
  private static final double UNDECIDED_FROM = 1.85;
  private static final double UNDECIDED_TO = 2.15;

  private final Cells cells;
  private final boolean properPrior;
  private final double[] base;
  private final double[] mean;

  /**
   * How to run.
   *
   * @param properPrior N(0, 1) on pairs when true, flat when false
   * @param iterations iterations after the tenth that is thrown away
   * @param seed seed of the random numbers
   */
  public record Settings(boolean properPrior, int iterations, long seed) {
    public Settings {
      if (iterations < 1000) {
        throw new IllegalArgumentException(
            "iterations = %d, expected at least 1000".formatted(iterations));
      }
    }
  }

  /**
   * The answer.
   *
   * @param median posterior median with the pairs that reach the threshold
   * @param interval central posterior interval
   * @param retained pairs that stay
   * @param ratios |posterior mean / standard deviation| by pair
   * @param undecided pairs whose ratio is too near the threshold to call
   * @param medianWithout posterior median when no undecided pair stays; equals {@code median}
   *     without any
   * @param medianWith posterior median when all undecided pairs stay
   * @param minusInfinity pairs that never overlap and, with a flat prior, stand at minus infinity
   */
  public record Outcome(
      double median,
      Interval interval,
      List<Integer> retained,
      Map<Integer, Double> ratios,
      List<Integer> undecided,
      double medianWithout,
      double medianWith,
      List<Integer> minusInfinity) {}

  private BayesThreshold(Cells cells, boolean properPrior) {
    this.cells = cells;
    this.properPrior = properPrior;
    this.base = new double[cells.size];
    this.mean = new double[cells.size];
  }

  /**
   * Runs both stages; refuses with the verdict when a flat prior leaves no finite posterior mode.
   */
  public static Outcome run(CaptureTable table, Settings settings) {
    Cells cells = Cells.of(table);
    int[] all = Hierarchy.full(table.size(), 2).terms();
    if (!settings.properPrior && new Existence(cells).code(all, all.length) != 0) {
      throw new IllegalArgumentException(
          "with a flat prior the model of all pairs has no finite fit on this table");
    }
    return new BayesThreshold(cells, settings.properPrior).twoStages(table.size(), settings);
  }

  private Outcome twoStages(int lists, Settings settings) {
    List<Integer> pairs = new ArrayList<>();
    List<Integer> minusInfinity = new ArrayList<>();
    for (int i = 0; i < lists; i++) {
      for (int j = i + 1; j < lists; j++) {
        int pair = 1 << i | 1 << j;
        (properPrior || cells.margin[pair] > 0 ? pairs : minusInfinity).add(pair);
      }
    }
    Chain first = chain(pairs, minusInfinity, settings, 0);
    Map<Integer, Double> ratios = new LinkedHashMap<>();
    for (int pair : pairs) {
      ratios.put(pair, first.ratio(pair));
    }
    List<Integer> retained = atLeast(ratios, THRESHOLD);
    List<Integer> sure = atLeast(ratios, UNDECIDED_TO);
    List<Integer> possible = atLeast(ratios, UNDECIDED_FROM);
    List<Integer> undecided = new ArrayList<>(possible);
    undecided.removeAll(sure);
    Chain second = chain(retained, minusInfinity, settings, 1);
    double without =
        undecided.isEmpty() ? second.median() : chain(sure, minusInfinity, settings, 2).median();
    double with =
        undecided.isEmpty()
            ? second.median()
            : chain(possible, minusInfinity, settings, 3).median();
    return new Outcome(
        second.median(),
        new Interval("posterior", 0.95, second.quantile(0.025), second.quantile(0.975)),
        retained,
        ratios,
        undecided,
        without,
        with,
        minusInfinity);
  }

  private static List<Integer> atLeast(Map<Integer, Double> ratios, double threshold) {
    return ratios.entrySet().stream()
        .filter(e -> e.getValue() >= threshold)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** One run over the constant, the main effects and the given pairs. */
  private Chain chain(List<Integer> pairs, List<Integer> gone, Settings settings, int stream) {
    int[] terms =
        IntStream.concat(
                Arrays.stream(Hierarchy.mainEffects(cells.lists).terms()),
                pairs.stream().mapToInt(Integer::intValue))
            .sorted()
            .toArray();
    Arrays.fill(base, 1);
    gone.forEach(pair -> base[pair] = 0);
    double[] at = mode(terms);
    double[][] shape = rootOfInverse(hessian(terms));
    Chain chain = new Chain(terms, settings.iterations, cells.total);
    RandomStream random = new RandomStream(settings.seed, stream);
    double scale = 2.38 / Math.sqrt(terms.length);
    double density = logDensity(terms, at);
    double[] tried = new double[terms.length];
    double[] step = new double[terms.length];
    for (int i = -settings.iterations / 10; i < settings.iterations; i++) {
      for (int k = 0; k < step.length; k++) {
        step[k] = scale * random.normal();
      }
      for (int r = 0; r < tried.length; r++) {
        double sum = at[r];
        for (int k = r; k < tried.length; k++) {
          sum += shape[r][k] * step[k];
        }
        tried[r] = sum;
      }
      double other = logDensity(terms, tried);
      if (Math.log(random.uniform()) < other - density) {
        System.arraycopy(tried, 0, at, 0, at.length);
        density = other;
      }
      if (i >= 0) {
        chain.keep(i, at);
      }
    }
    return chain;
  }

  private double logDensity(int[] terms, double[] at) {
    System.arraycopy(base, 0, mean, 0, mean.length);
    double sum = 0;
    for (int k = 0; k < terms.length; k++) {
      mean[terms[k]] *= Math.exp(at[k]);
      sum += cells.margin[terms[k]] * at[k];
      if (properPrior && Integer.bitCount(terms[k]) == 2) {
        sum -= at[k] * at[k] / 2;
      }
    }
    Cells.subsetProducts(mean, cells.lists);
    double expected = 0;
    for (int c = 1; c < mean.length; c++) {
      expected += mean[c];
    }
    return sum - expected;
  }

  /** Newton steps to the mode, halved when the density would fall. */
  private double[] mode(int[] terms) {
    double[] at = new double[terms.length];
    at[0] = Math.log(2 * cells.total);
    for (int k = 1; k < terms.length; k++) {
      if (Integer.bitCount(terms[k]) == 1) {
        at[k] = Math.log(cells.margin[terms[k]] / (2 * cells.total));
      }
    }
    double density = logDensity(terms, at);
    for (int i = 0; i < 200; i++) {
      double[][] hessian = hessian(terms);
      double[] step = new double[terms.length];
      for (int k = 0; k < step.length; k++) {
        step[k] = cells.margin[terms[k]] - mean[terms[k]];
        if (properPrior && Integer.bitCount(terms[k]) == 2) {
          step[k] -= at[k];
        }
      }
      Dense.solve(hessian, step);
      double part = 1;
      double largest = 0;
      double[] tried = new double[at.length];
      double other;
      do {
        largest = 0;
        for (int k = 0; k < at.length; k++) {
          tried[k] = at[k] + part * step[k];
          largest = Math.max(largest, Math.abs(part * step[k]));
        }
        other = logDensity(terms, tried);
        part /= 2;
      } while (!(other >= density - 1e-9 * Math.abs(density)) && part > 1e-9);
      at = tried;
      density = other;
      if (largest < 1e-8) {
        break;
      }
    }
    logDensity(terms, at);
    return at;
  }

  /** Minus the second derivative at the point of the last density; leaves superset sums in mean. */
  private double[][] hessian(int[] terms) {
    mean[0] = 0;
    Cells.supersetSums(mean, cells.lists);
    double[][] h = new double[terms.length][terms.length];
    for (int i = 0; i < terms.length; i++) {
      for (int j = 0; j < terms.length; j++) {
        h[i][j] = mean[terms[i] | terms[j]];
      }
      if (properPrior && Integer.bitCount(terms[i]) == 2) {
        h[i][i] += 1;
      }
    }
    return h;
  }

  /**
   * Upper triangular R with R R' the inverse of h: the transposed inverse of its Cholesky factor.
   */
  private static double[][] rootOfInverse(double[][] h) {
    int p = h.length;
    double[][] lower = Dense.cholesky(h);
    double[][] root = new double[p][p];
    for (int c = 0; c < p; c++) {
      double[] e = new double[p];
      e[c] = 1;
      for (int i = c; i < p; i++) {
        double sum = e[i];
        for (int k = c; k < i; k++) {
          sum -= lower[i][k] * e[k];
        }
        e[i] = sum / lower[i][i];
      }
      for (int i = c; i < p; i++) {
        root[c][i] = e[i];
      }
    }
    return root;
  }

  /** Running means and variances, and the values of the population. */
  private static final class Chain {
    private final int[] terms;
    private final double[] sum;
    private final double[] squares;
    private final double[] population;
    private final double observed;

    Chain(int[] terms, int iterations, double observed) {
      this.terms = terms;
      this.sum = new double[terms.length];
      this.squares = new double[terms.length];
      this.population = new double[iterations];
      this.observed = observed;
    }

    void keep(int i, double[] at) {
      population[i] = observed + Math.exp(at[0]);
      for (int k = 0; k < at.length; k++) {
        sum[k] += at[k];
        squares[k] += at[k] * at[k];
      }
    }

    double ratio(int term) {
      int k = Arrays.binarySearch(terms, term);
      double n = population.length;
      double mean = sum[k] / n;
      return Math.abs(mean) / Math.sqrt((squares[k] / n - mean * mean) * n / (n - 1));
    }

    double quantile(double level) {
      return LatentClass.quantile(new double[][] {population}, level);
    }

    double median() {
      return quantile(0.5);
    }
  }
}
