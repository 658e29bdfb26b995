// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Arrays;

/**
 * Fits one hierarchical log-linear model after another by Newton's method; one object per thread.
 *
 * <p>With mean mu_C = product of f_S over S inside C, f_S = exp(alpha_S), all means come from the
 * factors by subset products, and all first and second derivatives are superset sums of the means:
 * gradient n*_S - mu*_S, Hessian mu*_(S or T). No design matrix exists. A term whose margin is 0
 * has factor exp(-infinity) = 0, which takes exactly the histories containing it out of the table.
 */
final class Newton {
  private static final int MOST_STEPS = 100;
  private static final double SMALL_STEP = 1e-5;

  private final int lists;
  private final int size;
  private final double[] base;
  private final double[] mean;
  private final double[] start;
  private final double[] startRight;
  private int[] terms = new int[16];
  private double[] alpha = new double[16];
  private double[] tried = new double[16];
  private double[] gradient = new double[16];
  private double[][] lower = new double[16][16];
  private int p;
  private int minusInfinity;
  private boolean hasOffsets;
  private double logLikelihood;
  private double deviance;
  private int steps;
  private double given = Double.NaN;

  Newton(int lists) {
    this.lists = lists;
    this.size = 1 << lists;
    this.base = new double[size];
    this.mean = new double[size];
    this.start = new double[size];
    this.startRight = new double[size];
  }

  /** Treats the number on no list as observed, as for a profile; NaN takes that back. */
  void assumeUnseen(double number) {
    this.given = number;
  }

  boolean fit(Cells cells, int[] model) {
    return fit(cells, model, model.length, null);
  }

  /**
   * Fits the model with the given terms; offsets, if any, fix log factors of terms outside it.
   *
   * @return false when Newton's method did not settle
   */
  boolean fit(
      Cells cells, int[] model, int length, double @org.jspecify.annotations.Nullable [] offsets) {
    prepare(cells, model, length, offsets);
    if (!begin(cells)) {
      return false;
    }
    return climb(cells);
  }

  /** Fits as {@link #fit} but begins at the parameters of the last fit where terms agree. */
  boolean refit(Cells cells, int[] model, int length) {
    int[] oldTerms = Arrays.copyOf(terms, p);
    double[] oldAlpha = Arrays.copyOf(alpha, p);
    prepare(cells, model, length, null);
    int j = 0;
    for (int i = 0; i < p; i++) {
      while (j < oldTerms.length && oldTerms[j] < terms[i]) {
        j++;
      }
      alpha[i] = j < oldTerms.length && oldTerms[j] == terms[i] ? oldAlpha[j] : 0;
    }
    if (climb(cells)) {
      return true;
    }
    return begin(cells) && climb(cells);
  }

  private void prepare(
      Cells cells, int[] model, int length, double @org.jspecify.annotations.Nullable [] offsets) {
    ensure(length);
    p = 0;
    minusInfinity = 0;
    hasOffsets = offsets != null;
    Arrays.fill(base, 1);
    if (offsets != null) {
      for (int s = 0; s < size; s++) {
        base[s] = Math.exp(offsets[s]);
      }
    }
    for (int i = 0; i < length; i++) {
      int s = model[i];
      if (cells.margin[s] > 0) {
        terms[p++] = s;
      } else {
        base[s] = 0;
        minusInfinity++;
      }
    }
  }

  private void ensure(int length) {
    if (terms.length < length) {
      int room = Math.max(length, 2 * terms.length);
      terms = new int[room];
      alpha = new double[room];
      tried = new double[room];
      gradient = new double[room];
      lower = new double[room][room];
    }
  }

  /** One weighted least-squares step from mu = y + 0.1, the usual start for Poisson regression. */
  private boolean begin(Cells cells) {
    double[] sums = cells.startWeights;
    double[] right = cells.startRight;
    if (minusInfinity > 0 || hasOffsets || !Double.isNaN(given)) {
      restart(cells);
      sums = start;
      right = startRight;
    }
    if (!factor(sums)) {
      return false;
    }
    for (int i = 0; i < p; i++) {
      gradient[i] = right[terms[i]];
    }
    solve(gradient);
    System.arraycopy(gradient, 0, alpha, 0, p);
    return true;
  }

  /** The start over the histories kept, with offsets and a given number unseen. */
  private void restart(Cells cells) {
    double[] offset = mean;
    System.arraycopy(base, 0, offset, 0, size);
    Cells.subsetProducts(offset, lists);
    start[0] = 0;
    startRight[0] = 0;
    for (int c = 1; c < size; c++) {
      if (offset[c] == 0) {
        start[c] = 0;
        startRight[c] = 0;
      } else {
        double w = cells.y[c] + 0.1;
        start[c] = w;
        startRight[c] = cells.startLog[c];
        if (offset[c] != 1) {
          startRight[c] -= w * Math.log(offset[c]);
        }
      }
    }
    if (!Double.isNaN(given)) {
      start[0] = given + 0.1;
      startRight[0] = start[0] * Math.log(start[0]) - 0.1;
    }
    Cells.supersetSums(start, lists);
    Cells.supersetSums(startRight, lists);
  }

  private boolean climb(Cells cells) {
    double worse = value(cells, alpha);
    if (!Double.isFinite(worse)) {
      return false;
    }
    double allowed = 1e-9 * Math.max(1, cells.total);
    for (steps = 1; steps <= MOST_STEPS; steps++) {
      double steepest = slope(cells);
      if (!factor(mean)) {
        return false;
      }
      solve(gradient);
      double largest = largestOf(gradient);
      double before = worse;
      double part = 1;
      while (true) {
        for (int i = 0; i < p; i++) {
          tried[i] = alpha[i] + part * gradient[i];
        }
        worse = value(cells, tried);
        if (worse <= before + 1e-10 * Math.max(1, Math.abs(before)) || part < 1e-9) {
          break;
        }
        part /= 2;
      }
      double[] swap = alpha;
      alpha = tried;
      tried = swap;
      if (largest <= SMALL_STEP && part == 1 && (steepest <= allowed || slope(cells) <= allowed)) {
        finish(cells);
        return true;
      }
    }
    return false;
  }

  /**
   * One more step with the last factorisation squares the remaining error at the price of a solve.
   * The likelihood is taken before it, where its error is already of second order.
   */
  private void finish(Cells cells) {
    double sum = 0;
    for (int i = 0; i < p; i++) {
      sum += cells.margin[terms[i]] * alpha[i];
    }
    double expected = mean[0];
    if (!Double.isNaN(given)) {
      sum += given * alpha[0];
    }
    sum += offsetPart(cells);
    logLikelihood = sum - expected - cells.logFactorials;
    deviance = 2 * (cells.saturated - sum - cells.total + expected);
    slope(cells);
    solve(gradient);
    for (int i = 0; i < p; i++) {
      alpha[i] += gradient[i];
    }
  }

  /** Log means that come from offsets, weighted by the counts. */
  private double offsetPart(Cells cells) {
    if (!hasOffsets) {
      return 0;
    }
    double sum = 0;
    for (int s = 0; s < size; s++) {
      if (base[s] != 1 && base[s] != 0) {
        sum += cells.margin[s] * Math.log(base[s]);
      }
    }
    return sum;
  }

  private double largestOf(double[] a) {
    double largest = 0;
    for (int i = 0; i < p; i++) {
      largest = Math.max(largest, Math.abs(a[i]));
    }
    return largest;
  }

  /** Fills {@code mean} with superset sums of the fitted means; returns minus log likelihood. */
  private double value(Cells cells, double[] at) {
    System.arraycopy(base, 0, mean, 0, size);
    double sum = 0;
    for (int i = 0; i < p; i++) {
      mean[terms[i]] *= Math.exp(at[i]);
      sum += cells.margin[terms[i]] * at[i];
    }
    Cells.subsetProducts(mean, lists);
    if (Double.isNaN(given)) {
      mean[0] = 0;
    } else {
      sum += given * at[0];
    }
    Cells.supersetSums(mean, lists);
    return mean[0] - sum;
  }

  private double slope(Cells cells) {
    double steepest = 0;
    for (int i = 0; i < p; i++) {
      gradient[i] = cells.margin[terms[i]] - mean[terms[i]];
      if (i == 0 && !Double.isNaN(given)) {
        gradient[0] += given;
      }
      steepest = Math.max(steepest, Math.abs(gradient[i]));
    }
    return steepest;
  }

  /** Cholesky factor of the matrix sums[S or T], written row by row. */
  private boolean factor(double[] sums) {
    for (int i = 0; i < p; i++) {
      double[] row = lower[i];
      int s = terms[i];
      for (int j = 0; j <= i; j++) {
        row[j] = sums[s | terms[j]];
      }
    }
    for (int i = 0; i < p; i++) {
      double[] row = lower[i];
      double floor = row[i] * 1e-15;
      for (int j = 0; j < i; j++) {
        double[] other = lower[j];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        row[j] = sum * other[j];
      }
      double pivot = row[i];
      for (int k = 0; k < i; k++) {
        pivot -= row[k] * row[k];
      }
      if (!(pivot > floor)) {
        return false;
      }
      row[i] = 1 / Math.sqrt(pivot);
    }
    return true;
  }

  /** Solves with the factor; the diagonal holds reciprocals. */
  private void solve(double[] b) {
    for (int i = 0; i < p; i++) {
      double[] row = lower[i];
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= row[k] * b[k];
      }
      b[i] = sum * row[i];
    }
    for (int i = p - 1; i >= 0; i--) {
      double[] row = lower[i];
      double value = b[i] * row[i];
      b[i] = value;
      for (int k = 0; k < i; k++) {
        b[k] -= row[k] * value;
      }
    }
  }

  double dark() {
    return Math.exp(alpha[0]);
  }

  double logLikelihood() {
    return logLikelihood;
  }

  double deviance() {
    return deviance;
  }

  int steps() {
    return steps;
  }

  /** Number of parameters, those at minus infinity included. */
  int parameters() {
    return p + minusInfinity;
  }

  double bic(Cells cells) {
    return parameters() * Math.log(cells.total) - 2 * logLikelihood;
  }

  int[] terms() {
    return Arrays.copyOf(terms, p);
  }

  double[] alpha() {
    return Arrays.copyOf(alpha, p);
  }

  /** Expected number on at least the lists of S, over the histories kept. */
  double expectedMargin(int s) {
    return mean[s];
  }

  /** Standard error of the log of the dark figure, from the inverse Hessian at the solution. */
  double seLogDark(Cells cells) {
    value(cells, alpha);
    if (!factor(mean)) {
      return Double.NaN;
    }
    Arrays.fill(gradient, 0, p, 0);
    gradient[0] = 1;
    solve(gradient);
    return Math.sqrt(gradient[0]);
  }

  /** Fitted means by history at the solution; index 0 is the dark figure. */
  double[] fitted() {
    double[] fitted = base.clone();
    for (int i = 0; i < p; i++) {
      fitted[terms[i]] *= Math.exp(alpha[i]);
    }
    Cells.subsetProducts(fitted, lists);
    return fitted;
  }
}
