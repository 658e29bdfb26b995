// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * The counts of one table made ready for fitting: marginal sums and constants of the likelihood.
 *
 * <p>{@code margin[S]} is the number of persons on at least the lists of S, the sufficient
 * statistic of term S. Counts may be fractions where an expectation step shared persons out.
 */
final class Cells {
  final int lists;
  final int size;
  final double[] y;
  final double[] margin;
  final double total;

  /** Sum of log(y!) over the histories, natural logarithm. */
  final double logFactorials;

  /** Sum of y log y over the histories, for the deviance. */
  final double saturated;

  /** Weight times working response, y + 0.1 and its logarithm, of the first weighted step. */
  final double[] startLog;

  /** Superset sums of the weights y + 0.1. */
  final double[] startWeights;

  /** Superset sums of {@code startLog}. */
  final double[] startRight;

  /** Positive histories in ascending order. */
  final int[] positive;

  Cells(int lists, double[] y) {
    this.lists = lists;
    this.size = 1 << lists;
    this.y = y;
    this.margin = y.clone();
    supersetSums(margin, lists);
    this.total = margin[0];
    this.startLog = new double[size];
    this.startWeights = new double[size];
    int many = 0;
    double factorials = 0;
    double logs = 0;
    double atZero = 0.1 * Math.log(0.1) - 0.1;
    for (int c = 1; c < size; c++) {
      double w = y[c] + 0.1;
      startWeights[c] = w;
      startLog[c] = y[c] == 0 ? atZero : w * Math.log(w) - 0.1;
      if (y[c] > 0) {
        many++;
        factorials += Gamma.logFactorial(y[c]);
        logs += y[c] * Math.log(y[c]);
      }
    }
    this.startRight = startLog.clone();
    supersetSums(startWeights, lists);
    supersetSums(startRight, lists);
    this.logFactorials = factorials;
    this.saturated = logs;
    this.positive = new int[many];
    int next = 0;
    for (int c = 1; c < size; c++) {
      if (y[c] > 0) {
        positive[next++] = c;
      }
    }
  }

  static Cells of(CaptureTable table) {
    long[] counts = table.counts();
    double[] y = new double[counts.length];
    for (int c = 0; c < y.length; c++) {
      y[c] = counts[c];
    }
    return new Cells(table.size(), y);
  }

  /** Returns the same counts with one person fewer on history {@code c}. */
  Cells minusOne(int c) {
    double[] fewer = y.clone();
    fewer[c]--;
    return new Cells(lists, fewer);
  }

  /** Replaces each a[S] by the sum of a over all supersets of S; t 2^(t-1) additions. */
  static void supersetSums(double[] a, int lists) {
    for (int half = 1; half < 1 << lists; half <<= 1) {
      for (int from = 0; from < 1 << lists; from += 2 * half) {
        for (int i = from; i < from + half; i++) {
          a[i] += a[i + half];
        }
      }
    }
  }

  /** Replaces each a[C] by the product of a over all subsets of C. */
  static void subsetProducts(double[] a, int lists) {
    for (int half = 1; half < 1 << lists; half <<= 1) {
      for (int from = 0; from < 1 << lists; from += 2 * half) {
        for (int i = from; i < from + half; i++) {
          a[i + half] *= a[i];
        }
      }
    }
  }
}
