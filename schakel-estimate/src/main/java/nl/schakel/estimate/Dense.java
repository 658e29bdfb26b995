// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/** Small symmetric positive definite systems. */
final class Dense {
  private Dense() {}

  /** Lower Cholesky factor. */
  static double[][] cholesky(double[][] matrix) {
    int n = matrix.length;
    double[][] lower = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        double[] other = j == i ? row : lower[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        if (j < i) {
          row[j] = sum / other[j];
        } else if (sum > 0) {
          row[i] = Math.sqrt(sum);
        } else {
          throw new ArithmeticException("matrix is not positive definite at row " + i);
        }
      }
      lower[i] = row;
    }
    return lower;
  }

  /** Replaces b by the solution of matrix x = b. */
  static void solve(double[][] matrix, double[] b) {
    solveFactored(cholesky(matrix), b);
  }

  static void solveFactored(double[][] lower, double[] b) {
    int n = b.length;
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i][k] * b[k];
      }
      b[i] = sum / lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= lower[k][i] * b[k];
      }
      b[i] = sum / lower[i][i];
    }
  }
}
