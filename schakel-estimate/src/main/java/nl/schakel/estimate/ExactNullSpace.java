// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Whole-number vectors that span the null space of a whole-number matrix.
 *
 * <p>Fraction-free Gauss-Jordan elimination (Bareiss): every division is exact. Works in 64 bits
 * and starts again in unbounded integers when a product would not fit.
 */
final class ExactNullSpace {
  private ExactNullSpace() {}

  static List<BigInteger[]> of(int[][] matrix, int columns) {
    try {
      return inLong(matrix, columns);
    } catch (ArithmeticException tooLarge) {
      return inBig(matrix, columns);
    }
  }

  private static List<BigInteger[]> inLong(int[][] matrix, int columns) {
    long[][] m = new long[matrix.length][columns];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < columns; j++) {
        m[i][j] = matrix[i][j];
      }
    }
    int[] pivotRow = new int[columns];
    long previous = 1;
    int rank = 0;
    for (int c = 0; c < columns; c++) {
      pivotRow[c] = -1;
      int found = -1;
      for (int i = rank; i < m.length && found < 0; i++) {
        found = m[i][c] != 0 ? i : -1;
      }
      if (found < 0) {
        continue;
      }
      long[] swap = m[found];
      m[found] = m[rank];
      m[rank] = swap;
      long pivot = swap[c];
      for (int i = 0; i < m.length; i++) {
        if (i != rank) {
          long head = m[i][c];
          for (int j = 0; j < columns; j++) {
            if (j >= c || pivotOrFree(pivotRow, j, i)) {
              long value =
                  Math.subtractExact(
                      Math.multiplyExact(pivot, m[i][j]), Math.multiplyExact(head, swap[j]));
              m[i][j] = value / previous;
            }
          }
        }
      }
      pivotRow[c] = rank++;
      previous = pivot;
    }
    List<BigInteger[]> space = new ArrayList<>();
    for (int free = 0; free < columns; free++) {
      if (pivotRow[free] < 0) {
        BigInteger[] v = new BigInteger[columns];
        for (int c = 0; c < columns; c++) {
          long entry =
              pivotRow[c] >= 0 ? Math.negateExact(m[pivotRow[c]][free]) : c == free ? previous : 0;
          v[c] = BigInteger.valueOf(entry);
        }
        space.add(v);
      }
    }
    return space;
  }

  private static boolean pivotOrFree(int[] pivotRow, int column, int row) {
    return pivotRow[column] < 0 || pivotRow[column] == row;
  }

  private static List<BigInteger[]> inBig(int[][] matrix, int columns) {
    BigInteger[][] m = new BigInteger[matrix.length][columns];
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < columns; j++) {
        m[i][j] = BigInteger.valueOf(matrix[i][j]);
      }
    }
    int[] pivotRow = new int[columns];
    BigInteger previous = BigInteger.ONE;
    int rank = 0;
    for (int c = 0; c < columns; c++) {
      pivotRow[c] = -1;
      int found = -1;
      for (int i = rank; i < m.length && found < 0; i++) {
        found = m[i][c].signum() != 0 ? i : -1;
      }
      if (found < 0) {
        continue;
      }
      BigInteger[] swap = m[found];
      m[found] = m[rank];
      m[rank] = swap;
      BigInteger pivot = swap[c];
      for (int i = 0; i < m.length; i++) {
        if (i != rank) {
          BigInteger head = m[i][c];
          for (int j = 0; j < columns; j++) {
            m[i][j] = pivot.multiply(m[i][j]).subtract(head.multiply(swap[j])).divide(previous);
          }
        }
      }
      pivotRow[c] = rank++;
      previous = pivot;
    }
    List<BigInteger[]> space = new ArrayList<>();
    for (int free = 0; free < columns; free++) {
      if (pivotRow[free] < 0) {
        BigInteger[] v = new BigInteger[columns];
        for (int c = 0; c < columns; c++) {
          v[c] =
              pivotRow[c] >= 0
                  ? m[pivotRow[c]][free].negate()
                  : c == free ? previous : BigInteger.ZERO;
        }
        space.add(v);
      }
    }
    return space;
  }
}
