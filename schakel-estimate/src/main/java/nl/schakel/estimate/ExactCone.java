// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for z with B z &gt;= 0 and B z not 0, exactly.
 *
 * <p>By Stiemke's lemma there is none if and only if some y &gt; 0 has B'y = 0. With y = 1 + u this
 * is a first-phase linear programme with one row for each column of B (1 to 3 in practice). It is
 * solved by the simplex method with Bland's rule in whole numbers (fraction-free pivots); the
 * multipliers at the optimum are the direction z.
 */
final class ExactCone {
  private ExactCone() {}

  /** Returns a direction z, or null when there is none. */
  static BigInteger @Nullable [] direction(List<BigInteger[]> rows, int columns) {
    if (columns == 1) {
      return directionOnLine(rows);
    }
    int n = rows.size();
    int width = n + columns + 1;
    BigInteger[][] t = new BigInteger[columns + 1][width];
    int[] sign = new int[columns];
    for (int k = 0; k < columns; k++) {
      BigInteger right = BigInteger.ZERO;
      for (BigInteger[] row : rows) {
        right = right.subtract(row[k]);
      }
      sign[k] = right.signum() < 0 ? -1 : 1;
      for (int i = 0; i < n; i++) {
        t[k][i] = sign[k] < 0 ? rows.get(i)[k].negate() : rows.get(i)[k];
      }
      for (int j = 0; j < columns; j++) {
        t[k][n + j] = j == k ? BigInteger.ONE : BigInteger.ZERO;
      }
      t[k][width - 1] = right.abs();
    }
    for (int j = 0; j < width; j++) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k < columns; k++) {
        sum = sum.subtract(t[k][j]);
      }
      t[columns][j] = j >= n && j < n + columns ? BigInteger.ZERO : sum;
    }
    BigInteger scale = minimise(t, columns, n, width);
    if (t[columns][width - 1].signum() == 0) {
      return null;
    }
    BigInteger[] z = new BigInteger[columns];
    for (int k = 0; k < columns; k++) {
      BigInteger multiplier = scale.subtract(t[columns][n + k]);
      z[k] = sign[k] < 0 ? multiplier : multiplier.negate();
    }
    return z;
  }

  private static BigInteger @Nullable [] directionOnLine(List<BigInteger[]> rows) {
    boolean up = false;
    boolean down = false;
    for (BigInteger[] row : rows) {
      up |= row[0].signum() > 0;
      down |= row[0].signum() < 0;
    }
    if (up == down) {
      return null;
    }
    return new BigInteger[] {up ? BigInteger.ONE : BigInteger.ONE.negate()};
  }

  /**
   * Runs the simplex method; entries of t are true values times the returned common denominator.
   */
  private static BigInteger minimise(BigInteger[][] t, int columns, int n, int width) {
    int[] basis = new int[columns];
    for (int k = 0; k < columns; k++) {
      basis[k] = n + k;
    }
    BigInteger scale = BigInteger.ONE;
    while (true) {
      int enter = -1;
      for (int j = 0; j < n && enter < 0; j++) {
        enter = t[columns][j].signum() < 0 ? j : -1;
      }
      if (enter < 0) {
        return scale;
      }
      int leave = -1;
      for (int k = 0; k < columns; k++) {
        if (t[k][enter].signum() > 0 && (leave < 0 || before(t, basis, k, leave, enter, width))) {
          leave = k;
        }
      }
      scale = pivot(t, leave, enter, width, scale);
      basis[leave] = enter;
    }
  }

  private static boolean before(
      BigInteger[][] t, int[] basis, int k, int leave, int enter, int width) {
    int order =
        t[k][width - 1]
            .multiply(t[leave][enter])
            .compareTo(t[leave][width - 1].multiply(t[k][enter]));
    return order < 0 || order == 0 && basis[k] < basis[leave];
  }

  private static BigInteger pivot(
      BigInteger[][] t, int row, int column, int width, BigInteger scale) {
    BigInteger pivot = t[row][column];
    for (int i = 0; i < t.length; i++) {
      if (i != row) {
        BigInteger head = t[i][column];
        for (int j = 0; j < width; j++) {
          t[i][j] = pivot.multiply(t[i][j]).subtract(head.multiply(t[row][j])).divide(scale);
        }
      }
    }
    return pivot;
  }
}
