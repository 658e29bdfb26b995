// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/**
 * EM for the Fellegi-Sunter model on pattern counts, with u fixed or drawn towards a given one.
 *
 * <p>A. Dempster, N. Laird, D. Rubin 1977; W. Winkler, Using the EM algorithm for weight
 * computation in the Fellegi-Sunter model, 1988. Missing values say nothing. Each m is smoothed by
 * a Dirichlet prior at the starting values.
 */
final class ExpectationMaximisation {
  private static final double TOLERANCE = 1e-7;

  /** What EM found: m of each field and level, and the share of matches among the pairs. */
  record Result(double[][] m, double share, double matches, int rounds) {}

  private final PatternCounts.Table table;
  private final double[][] u;
  private final double[][] start;
  private final boolean[] trained;
  private final double smoothing;
  private final double freeU;

  ExpectationMaximisation(
      PatternCounts.Table table,
      double[][] u,
      double[][] start,
      boolean[] trained,
      double smoothing,
      double freeU) {
    this.table = table;
    this.u = u;
    this.start = start;
    this.trained = trained;
    this.smoothing = smoothing;
    this.freeU = freeU;
  }

  Result run(double firstShare, int rounds) {
    double[][] m = copy(start);
    double[][] own = copy(u);
    double share = firstShare;
    double total = table.total();
    int round = 0;
    double matches = 0;
    while (round < rounds) {
      round++;
      double[][] expected = zeros();
      double[][] others = zeros();
      matches = expect(m, own, share, expected, others);
      double change = maximise(m, expected);
      if (freeU > 0) {
        fitOthers(own, others);
      }
      double next = Math.min(0.999999, Math.max(matches, 0.5) / total);
      change = Math.max(change, Math.abs(next - share) / Math.max(next, share));
      share = next;
      if (change < TOLERANCE) {
        break;
      }
    }
    return new Result(m, share, matches, round);
  }

  private double[][] zeros() {
    double[][] rows = new double[u.length][];
    for (int f = 0; f < rows.length; f++) {
      rows[f] = new double[u[f].length];
    }
    return rows;
  }

  /**
   * Pairs of a block that are two persons agree more often than two persons at random, because of
   * what the block has in common; so the block has a u of its own, drawn towards the general one.
   */
  private void fitOthers(double[][] own, double[][] others) {
    double weight = freeU * table.total();
    for (int f = 0; f < own.length; f++) {
      for (int level = 0; level < own[f].length; level++) {
        own[f][level] = others[f][level] + weight * u[f][level];
      }
      normalise(own[f]);
    }
  }

  private double expect(
      double[][] m, double[][] own, double share, double[][] expected, double[][] others) {
    double matches = 0;
    double[][] ratio = ratios(m, own);
    double odds = share / (1 - share);
    for (int i = 0; i < table.counts().length; i++) {
      byte[] levels = table.levels()[i];
      double value = odds;
      for (int f = 0; f < m.length; f++) {
        if (trained[f] && levels[f] >= 0) {
          value *= ratio[f][levels[f]];
        }
      }
      double weight = value / (1 + value) * table.counts()[i];
      matches += weight;
      for (int f = 0; f < m.length; f++) {
        if (levels[f] >= 0) {
          expected[f][levels[f]] += weight;
          others[f][levels[f]] += table.counts()[i] - weight;
        }
      }
    }
    return matches;
  }

  private double maximise(double[][] m, double[][] expected) {
    double change = 0;
    for (int f = 0; f < m.length; f++) {
      if (!trained[f]) {
        continue;
      }
      double sum = smoothing;
      for (double value : expected[f]) {
        sum += value;
      }
      for (int level = 0; level < m[f].length; level++) {
        double next = (expected[f][level] + smoothing * start[f][level]) / sum;
        next = Math.max(next, 1 / (2 * (sum + 1)));
        change = Math.max(change, Math.abs(next - m[f][level]));
        m[f][level] = next;
      }
      normalise(m[f]);
    }
    return change;
  }

  static double[][] ratios(double[][] m, double[][] u) {
    double[][] ratio = copy(m);
    for (int f = 0; f < m.length; f++) {
      for (int level = 0; level < m[f].length; level++) {
        ratio[f][level] /= u[f][level];
      }
    }
    return ratio;
  }

  static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  static void normalise(double[] shares) {
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
  }
}
