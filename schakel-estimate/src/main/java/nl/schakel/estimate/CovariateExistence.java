// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides exactly whether a model over lists and covariates has one finite fit, by the same rule as
 * {@link Existence}: on the cells kept, no direction may leave the positive cells alone and lower a
 * zero cell without raising another, nor leave all cells alone.
 */
final class CovariateExistence {
  /** The largest prime below 2^31: products fit into 64 bits. */
  private static final long PRIME = 2_147_483_647;

  private CovariateExistence() {}

  static boolean usable(CovariateTable table, double[] y, CovariateModel model, int[] degree) {
    CovariateTable.Shape shape = table.shape();
    double[] margin = y.clone();
    for (int c = 0; c < margin.length; c += 1 << shape.lists) {
      margin[c] = 0;
    }
    double[] seen = margin.clone();
    shape.margins(margin);
    List<int[][]> columns = new ArrayList<>();
    List<Integer> removed = new ArrayList<>();
    for (int term : model.terms()) {
      for (int[][] column : columns(shape, term, degree)) {
        boolean positive = Arrays.stream(column[0]).anyMatch(cell -> margin[cell] > 0);
        if (positive) {
          columns.add(column);
        } else {
          Arrays.stream(column[0]).forEach(removed::add);
        }
      }
    }
    List<int[]> positive = new ArrayList<>();
    for (int c = 0; c < seen.length; c++) {
      if (seen[c] > 0) {
        positive.add(row(shape, c, columns));
      }
    }
    if (fullRank(positive, columns.size())) {
      return true;
    }
    List<BigInteger[]> space = ExactNullSpace.of(positive.toArray(int[][]::new), columns.size());
    if (space.isEmpty()) {
      return true;
    }
    Set<List<Integer>> known = new HashSet<>();
    List<int[]> zero = new ArrayList<>();
    for (int c = 0; c < seen.length; c++) {
      int cell = c;
      if (seen[c] == 0
          && shape.history(c) != 0
          && removed.stream().noneMatch(term -> shape.contains(cell, term))) {
        int[] row = row(shape, c, columns);
        if (known.add(Arrays.stream(row).boxed().toList())) {
          zero.add(row);
        }
      }
    }
    List<BigInteger[]> rows = zero.stream().map(row -> along(row, space)).toList();
    return Existence.rank(rows, space.size()) == space.size()
        && ExactCone.direction(rows, space.size()) == null;
  }

  /** Columns that are independent modulo a prime are independent over the rationals. */
  private static boolean fullRank(List<int[]> rows, int columns) {
    if (rows.size() < columns) {
      return false;
    }
    long[][] work = new long[rows.size()][columns];
    for (int i = 0; i < work.length; i++) {
      for (int j = 0; j < columns; j++) {
        work[i][j] = Math.floorMod(rows.get(i)[j], PRIME);
      }
    }
    for (int c = 0; c < columns; c++) {
      int found = c;
      while (found < work.length && work[found][c] == 0) {
        found++;
      }
      if (found == work.length) {
        return false;
      }
      long[] pivot = work[found];
      work[found] = work[c];
      work[c] = pivot;
      long inverse = power(pivot[c], PRIME - 2);
      for (int i = c + 1; i < work.length; i++) {
        if (work[i][c] != 0) {
          long times = work[i][c] * inverse % PRIME;
          for (int j = c; j < columns; j++) {
            work[i][j] = Math.floorMod(work[i][j] - times * pivot[j] % PRIME, PRIME);
          }
        }
      }
    }
    return true;
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base % PRIME;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) != 0) {
        result = result * square % PRIME;
      }
      square = square * square % PRIME;
    }
    return result;
  }

  private static BigInteger[] along(int[] row, List<BigInteger[]> space) {
    BigInteger[] along = new BigInteger[space.size()];
    for (int k = 0; k < along.length; k++) {
      BigInteger sum = BigInteger.ZERO;
      for (int j = 0; j < row.length; j++) {
        if (row[j] != 0) {
          sum = sum.add(space.get(k)[j].multiply(BigInteger.valueOf(row[j])));
        }
      }
      along[k] = sum;
    }
    return along;
  }

  /**
   * Columns of a term: the indicators they are made of and their whole-number weights.
   *
   * @throws ArithmeticException when a degree is so high that a weight leaves the whole numbers of
   *     32 bits
   */
  private static List<int[][]> columns(CovariateTable.Shape shape, int term, int[] degree) {
    List<int[][]> made = new ArrayList<>();
    made.add(new int[][] {{0}, {1}});
    for (int v = 0; v < shape.size.length; v++) {
      if ((term >> v & 1) != 0) {
        int powers = v < shape.lists ? 0 : degree[v - shape.lists];
        int most = shape.size[v] - 1;
        List<int[][]> next = new ArrayList<>();
        for (int[][] one : made) {
          for (int k = 1; k <= (powers == 0 ? most : Math.min(powers, most)); k++) {
            next.add(extended(shape, one, v, k, powers > 0));
          }
        }
        made = next;
      }
    }
    return made;
  }

  private static int[][] extended(
      CovariateTable.Shape shape, int[][] one, int v, int k, boolean polynomial) {
    List<Integer> cells = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (int i = 0; i < one[0].length; i++) {
      for (int level = 1; level < shape.size[v]; level++) {
        if (polynomial || level == k) {
          cells.add(one[0][i] + level * shape.stride[v]);
          weights.add(
              polynomial ? Math.multiplyExact(one[1][i], Math.powExact(level, k)) : one[1][i]);
        }
      }
    }
    return new int[][] {
      cells.stream().mapToInt(Integer::intValue).toArray(),
      weights.stream().mapToInt(Integer::intValue).toArray()
    };
  }

  private static int[] row(CovariateTable.Shape shape, int cell, List<int[][]> columns) {
    int[] row = new int[columns.size()];
    for (int j = 0; j < row.length; j++) {
      int[][] column = columns.get(j);
      for (int i = 0; i < column[0].length; i++) {
        row[j] += shape.contains(cell, column[0][i]) ? column[1][i] : 0;
      }
    }
    return row;
  }
}
