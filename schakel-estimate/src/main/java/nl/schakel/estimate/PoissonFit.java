// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.List;

/**
 * A Poisson log-linear fit with any design over the observed histories, by Newton's method.
 *
 * <p>The first column is the constant. For designs that are not hierarchical in the lists; {@link
 * Newton} is far quicker for those that are.
 */
final class PoissonFit {
  private static final int MOST_STEPS = 200;

  private final double[][] design;
  private final Cells cells;
  private final double[] beta;
  private final double[] mean;
  private double constantVariance = Double.NaN;
  private boolean settled;

  private PoissonFit(List<double[]> columns, Cells cells) {
    this.design = columns.toArray(double[][]::new);
    this.cells = cells;
    this.beta = new double[design.length];
    this.mean = new double[cells.size];
  }

  static PoissonFit of(List<double[]> columns, Cells cells) {
    PoissonFit fit = new PoissonFit(columns, cells);
    try {
      fit.climb();
    } catch (ArithmeticException notIdentified) {
      fit.settled = false;
    }
    return fit;
  }

  private void climb() {
    double[] start = new double[cells.size];
    double[] working = new double[cells.size];
    for (int c = 1; c < cells.size; c++) {
      start[c] = cells.y[c] + 0.1;
      working[c] = start[c] * Math.log(start[c]) - 0.1;
    }
    solve(start, working, beta);
    double value = value(beta);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] slope = new double[cells.size];
      for (int c = 1; c < cells.size; c++) {
        slope[c] = cells.y[c] - mean[c];
      }
      double[] move = new double[beta.length];
      solve(mean, slope, move);
      double part = 1;
      double[] before = beta.clone();
      double after;
      do {
        for (int j = 0; j < beta.length; j++) {
          beta[j] = before[j] + part * move[j];
        }
        after = value(beta);
        part /= 2;
      } while (!(after <= value + 1e-10 * Math.abs(value)) && part > 1e-9);
      value = after;
      double largest = 0;
      for (double m : move) {
        largest = Math.max(largest, Math.abs(m));
      }
      if (largest < 1e-10) {
        settled = beta[0] < 60;
        double[] first = new double[beta.length];
        first[0] = 1;
        Dense.solve(information(mean), first);
        constantVariance = first[0];
        return;
      }
    }
  }

  private double[][] information(double[] weights) {
    int p = design.length;
    double[][] information = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int c = 1; c < cells.size; c++) {
          sum += weights[c] * design[i][c] * design[j][c];
        }
        information[i][j] = sum;
        information[j][i] = sum;
      }
    }
    return information;
  }

  /** Solves (X'WX) answer = X'right. */
  private void solve(double[] weights, double[] right, double[] answer) {
    for (int i = 0; i < design.length; i++) {
      double sum = 0;
      for (int c = 1; c < cells.size; c++) {
        sum += design[i][c] * right[c];
      }
      answer[i] = sum;
    }
    Dense.solve(information(weights), answer);
  }

  /** Fills the means; returns minus the log likelihood without constants. */
  private double value(double[] at) {
    double value = 0;
    for (int c = 1; c < cells.size; c++) {
      double eta = 0;
      for (int i = 0; i < at.length; i++) {
        eta += at[i] * design[i][c];
      }
      mean[c] = Math.exp(eta);
      value += mean[c] - cells.y[c] * eta;
    }
    return value;
  }

  boolean settled() {
    return settled;
  }

  int parameters() {
    return beta.length;
  }

  double constant() {
    return beta[0];
  }

  double constantVariance() {
    return constantVariance;
  }

  double logLikelihood() {
    return -value(beta) - cells.logFactorials;
  }

  double deviance() {
    return 2 * (cells.saturated - cells.total + value(beta));
  }

  /** Position of the most negative parameter from {@code first} on, -1 when none is below 0. */
  int mostNegative(int first) {
    int worst = -1;
    for (int j = first; j < beta.length; j++) {
      if (beta[j] < -1e-9 && (worst < 0 || beta[j] < beta[worst])) {
        worst = j;
      }
    }
    return worst;
  }
}
