// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.EnumSet;
import java.util.Set;

/**
 * How to run the estimates; with the same settings and table every number is the same bit for bit.
 *
 * @param methods methods to run
 * @param maxOrder largest number of lists in one term for searches over all models; 0 for the usual
 * @param bootstrap number of replicates; 0 for none
 * @param seed seed of all random numbers
 * @param threads number of threads; does not change any result
 * @param level nominal coverage of intervals
 * @param diagnostics also run consistency checks and sensitivity curves
 * @param coverage number of tables to simulate at the fitted truth, to see how often the interval
 *     holds it; 0 for none
 */
public record Settings(
    Set<Method> methods,
    int maxOrder,
    int bootstrap,
    long seed,
    int threads,
    double level,
    boolean diagnostics,
    int coverage) {

  /** Settings without a study of coverage. */
  public Settings(
      Set<Method> methods,
      int maxOrder,
      int bootstrap,
      long seed,
      int threads,
      double level,
      boolean diagnostics) {
    this(methods, maxOrder, bootstrap, seed, threads, level, diagnostics, 0);
  }

  public Settings {
    methods = methods.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(methods));
    if (maxOrder < 0 || maxOrder > CaptureTable.MOST_LISTS) {
      throw new IllegalArgumentException("maxOrder = %d, expected 0..20".formatted(maxOrder));
    }
    if (bootstrap < 0 || bootstrap > 1_000_000) {
      throw new IllegalArgumentException(
          "bootstrap = %d, expected 0..1000000".formatted(bootstrap));
    }
    if (threads < 1 || threads > 256) {
      throw new IllegalArgumentException("threads = %d, expected 1..256".formatted(threads));
    }
    if (coverage < 0 || coverage > 100_000) {
      throw new IllegalArgumentException("coverage = %d, expected 0..100000".formatted(coverage));
    }
    if (!(level > 0.5 && level < 1)) {
      throw new IllegalArgumentException("level = %s, expected between 0.5 and 1".formatted(level));
    }
  }

  /** A family of models. */
  public enum Method {
    /** Pairs added one at a time while the overlap surprises. */
    STEPWISE,
    /** The smallest BIC over all hierarchical models. */
    BIC,
    /** Average over decomposable graphs. */
    DGA,
    /** Bayesian latent classes. */
    LCM,
    /** Bayesian thresholding of pairs. */
    BAYES
  }

  /** Returns the usual settings: stepwise choice, 1000 replicates, seed 1, one thread. */
  public static Settings usual() {
    return new Settings(Set.of(Method.STEPWISE), 0, 1000, 1, 1, 0.95, true);
  }

  /**
   * Largest order for a table: as asked, else 2, 3, 3 for 3, 4, 5 lists and pairs from six lists
   * on.
   */
  int orderFor(int lists) {
    int usual = lists == 4 || lists == 5 ? 3 : 2;
    return Math.min(maxOrder == 0 ? usual : maxOrder, Math.max(2, lists - 1));
  }

  /**
   * Number of best models that a BIC bootstrap chooses from: all up to three lists, 20 for four,
   * else 100.
   */
  static int candidates(int lists) {
    return lists <= 3 ? Integer.MAX_VALUE : lists == 4 ? 20 : 100;
  }
}
