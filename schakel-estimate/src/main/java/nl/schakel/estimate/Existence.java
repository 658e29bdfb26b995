// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides exactly whether a hierarchical model has a finite, unique maximum of the likelihood.
 *
 * <p>Terms with margin 0 stand at minus infinity; the histories containing them are removed. On
 * what is left (Fienberg and Rinaldo, Annals of Statistics 40, 2012) the maximum exists if and only
 * if no direction leaves the means of all positive histories alone and lowers some mean of a zero
 * history without raising another. Only the pattern of zeros matters. Most models are settled by a
 * rank over two elements, which proves independence over the rationals; the rest by {@link
 * ExactNullSpace} and {@link ExactCone}. Not safe for use by several threads at once.
 */
public final class Existence {
  private static final int MOST_REMEMBERED = 20_000;

  private final Cells cells;
  private final int words;
  private final long[] basis;
  private final int[] basisOf;
  private final boolean[] removed;
  private final Map<TermKey, List<BigInteger[]>> nullSpaces = new HashMap<>();
  private final Map<Integer, long[]> columns = new HashMap<>();
  private long[][] shortColumns = new long[0][];

  private record TermKey(int hash, int[] terms) {
    static TermKey of(int[] terms) {
      return new TermKey(Arrays.hashCode(terms), terms);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TermKey that && Arrays.equals(terms, that.terms);
    }
  }

  Existence(Cells cells) {
    this.cells = cells;
    this.words = (cells.positive.length + 63) / 64;
    this.basis = new long[64];
    this.basisOf = new int[cells.positive.length];
    this.removed = new boolean[cells.size];
    if (words <= 1 && cells.size <= 1 << 10) {
      shortColumns = new long[cells.size][];
      for (int s = 0; s < cells.size; s++) {
        shortColumns[s] = column(s);
      }
    }
  }

  /** Decides for one model and table, with the direction in list names. */
  public static Verdict check(CaptureTable table, Hierarchy model) {
    return new Existence(Cells.of(table)).explain(model, table.lists());
  }

  /** Returns the verdict code, 0 when usable; see {@link Verdict#code()}. */
  int code(int[] model, int length) {
    int[] kept = kept(model, length);
    return fullRank(kept) ? 0 : exactCode(model, length, kept);
  }

  boolean usable(int[] model, int length) {
    return code(model, length) == 0;
  }

  private int[] kept(int[] model, int length) {
    int[] kept = new int[length];
    int p = 0;
    for (int i = 0; i < length; i++) {
      if (cells.margin[model[i]] > 0) {
        kept[p++] = model[i];
      }
    }
    return p == length && length == model.length ? model : Arrays.copyOf(kept, p);
  }

  /**
   * True when the columns of these terms are independent over two elements, so also over the
   * rationals.
   */
  boolean fullRank(int[] terms) {
    if (terms.length > cells.positive.length) {
      return false;
    }
    return shortColumns.length > 0 ? fullRankShort(terms) : fullRankLong(terms);
  }

  private boolean fullRankShort(int[] terms) {
    long used = 0;
    boolean full = true;
    for (int i = terms.length - 1; i >= 0 && full; i--) {
      long v = shortColumns[terms[i]][0];
      while (v != 0) {
        int bit = Long.numberOfTrailingZeros(v);
        if ((used >>> bit & 1) == 0) {
          basis[bit] = v;
          used |= 1L << bit;
          break;
        }
        v ^= basis[bit];
      }
      full = v != 0;
    }
    return full;
  }

  private boolean fullRankLong(int[] terms) {
    long[][] vectors = new long[terms.length][];
    Arrays.fill(basisOf, -1);
    for (int i = 0; i < terms.length; i++) {
      long[] v = column(terms[i]).clone();
      boolean placed = false;
      for (int w = 0; w < words && !placed; w++) {
        while (v[w] != 0) {
          int bit = 64 * w + Long.numberOfTrailingZeros(v[w]);
          if (basisOf[bit] < 0) {
            basisOf[bit] = i;
            vectors[i] = v;
            placed = true;
            break;
          }
          long[] other = vectors[basisOf[bit]];
          for (int k = w; k < words; k++) {
            v[k] ^= other[k];
          }
        }
      }
      if (!placed) {
        return false;
      }
    }
    return true;
  }

  private long[] column(int term) {
    return columns.computeIfAbsent(
        term,
        s -> {
          long[] bits = new long[Math.max(1, words)];
          for (int j = 0; j < cells.positive.length; j++) {
            if ((cells.positive[j] & s) == s) {
              bits[j >> 6] |= 1L << (j & 63);
            }
          }
          return bits;
        });
  }

  private int exactCode(int[] model, int length, int[] kept) {
    List<BigInteger[]> space = nullSpace(kept);
    if (space.isEmpty()) {
      return 0;
    }
    List<BigInteger[]> rows = zeroRows(model, length, kept, space);
    int notIdentifiable = rank(rows, space.size()) < space.size() ? 2 : 0;
    return notIdentifiable + (ExactCone.direction(rows, space.size()) == null ? 0 : 1);
  }

  private List<BigInteger[]> nullSpace(int[] kept) {
    TermKey key = TermKey.of(kept);
    List<BigInteger[]> known = nullSpaces.get(key);
    if (known == null) {
      int[][] matrix = new int[cells.positive.length][kept.length];
      for (int i = 0; i < matrix.length; i++) {
        for (int j = 0; j < kept.length; j++) {
          matrix[i][j] = (cells.positive[i] & kept[j]) == kept[j] ? 1 : 0;
        }
      }
      known = ExactNullSpace.of(matrix, kept.length);
      if (nullSpaces.size() >= MOST_REMEMBERED) {
        nullSpaces.clear();
      }
      nullSpaces.put(key, known);
    }
    return known;
  }

  /** Rows of the zero histories kept, in the coordinates of the null space; equal rows once. */
  private List<BigInteger[]> zeroRows(
      int[] model, int length, int[] kept, List<BigInteger[]> space) {
    markRemoved(model, length);
    List<BigInteger[]> rows = new ArrayList<>();
    Set<List<BigInteger>> seen = new HashSet<>();
    for (int c = 1; c < cells.size; c++) {
      if (cells.y[c] == 0 && !removed[c]) {
        BigInteger[] row = rowOf(c, kept, space);
        if (seen.add(Arrays.asList(row))) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static BigInteger[] rowOf(int c, int[] kept, List<BigInteger[]> space) {
    BigInteger[] row = new BigInteger[space.size()];
    for (int k = 0; k < row.length; k++) {
      BigInteger sum = BigInteger.ZERO;
      BigInteger[] v = space.get(k);
      for (int j = 0; j < kept.length; j++) {
        if ((c & kept[j]) == kept[j] && v[j].signum() != 0) {
          sum = sum.add(v[j]);
        }
      }
      row[k] = sum;
    }
    return row;
  }

  private void markRemoved(int[] model, int length) {
    Arrays.fill(removed, false);
    for (int i = 0; i < length; i++) {
      int s = model[i];
      if (cells.margin[s] == 0) {
        for (int c = s; c < cells.size; c = (c + 1) | s) {
          removed[c] = true;
        }
      }
    }
  }

  static int rank(List<BigInteger[]> rows, int columns) {
    List<BigInteger[]> work = new ArrayList<>();
    for (BigInteger[] row : rows) {
      work.add(row.clone());
    }
    int rank = 0;
    for (int c = 0; c < columns; c++) {
      int found = -1;
      for (int i = rank; i < work.size() && found < 0; i++) {
        found = work.get(i)[c].signum() != 0 ? i : -1;
      }
      if (found < 0) {
        continue;
      }
      Collections.swap(work, rank, found);
      BigInteger[] pivot = work.get(rank);
      for (int i = rank + 1; i < work.size(); i++) {
        BigInteger[] row = work.get(i);
        BigInteger head = row[c];
        if (head.signum() != 0) {
          for (int j = c; j < columns; j++) {
            row[j] = row[j].multiply(pivot[c]).subtract(head.multiply(pivot[j]));
          }
        }
      }
      rank++;
    }
    return rank;
  }

  /**
   * Explains a model: follows directions until none is left, then looks whether the constant is
   * fixed by the histories that remain.
   */
  Verdict explain(Hierarchy hierarchy, List<String> names) {
    int[] model = hierarchy.terms();
    int[] kept = kept(model, model.length);
    List<BigInteger[]> space = nullSpace(kept);
    if (space.isEmpty()) {
      return new Verdict(true, true, true, List.of());
    }
    List<BigInteger[]> rows = zeroRows(model, model.length, kept, space);
    boolean identifiable = rank(rows, space.size()) == space.size();
    BigInteger[] z = ExactCone.direction(rows, space.size());
    boolean exists = z == null;
    List<String> direction = new ArrayList<>();
    if (z != null) {
      describe(z, kept, space, names, direction);
    }
    while (z != null) {
      BigInteger[] along = z;
      rows.removeIf(row -> dot(row, along).signum() > 0);
      z = ExactCone.direction(rows, space.size());
    }
    return new Verdict(exists, identifiable, constantFixed(rows, space), direction);
  }

  private static void describe(
      BigInteger[] z, int[] kept, List<BigInteger[]> space, List<String> names, List<String> out) {
    for (int j = 0; j < kept.length; j++) {
      BigInteger move = BigInteger.ZERO;
      for (int k = 0; k < z.length; k++) {
        move = move.subtract(z[k].multiply(space.get(k)[j]));
      }
      if (move.signum() != 0) {
        String name = kept[j] == 0 ? "the number on no list" : Hierarchy.termName(kept[j], names);
        out.add(name + (move.signum() > 0 ? " up" : " down"));
      }
    }
  }

  private static BigInteger dot(BigInteger[] a, BigInteger[] b) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < a.length; k++) {
      sum = sum.add(a[k].multiply(b[k]));
    }
    return sum;
  }

  /** The constant is fixed when adding its row of the null space to the rows left adds no rank. */
  private static boolean constantFixed(List<BigInteger[]> rows, List<BigInteger[]> space) {
    BigInteger[] constant = new BigInteger[space.size()];
    for (int k = 0; k < constant.length; k++) {
      constant[k] = space.get(k)[0];
    }
    List<BigInteger[]> more = new ArrayList<>(rows);
    more.add(constant);
    return rank(more, space.size()) == rank(rows, space.size());
  }
}
