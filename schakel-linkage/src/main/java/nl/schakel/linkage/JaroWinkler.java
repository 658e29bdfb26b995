// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/**
 * Jaro-Winkler similarity of two texts, from 0 (nothing in common) to 1 (equal).
 *
 * <p>M. Jaro 1989 (Advances in record-linkage methodology), W. Winkler 1990 (String comparator
 * metrics). Letters match within a window of half the longer text less one; a prefix of at most
 * four letters adds 0.1 for each letter of what is missing to 1, when the similarity is above 0.7.
 * Matching is done on bit masks of the positions of each letter in the left text, which are kept
 * while the left text stays the same. One object for each thread.
 */
public final class JaroWinkler {
  /** Letters up to the Vietnamese ones have a place in the table; others are looked for. */
  private static final int TABLE = 1 << 13;

  private final long[] positions = new long[TABLE];
  private char[] leftLetters = new char[0];
  private int leftStart;
  private int leftLength;
  private long leftNumber = -1;

  /** Starts without a left text. */
  public JaroWinkler() {}

  /** Similarity of two texts. */
  public double of(String left, String right) {
    char[] l = left.toCharArray();
    char[] r = right.toCharArray();
    forget();
    double similarity = of(l, 0, l.length, r, 0, r.length, -1);
    forget();
    return similarity;
  }

  private void forget() {
    clear();
    leftNumber = -1;
    leftLength = 0;
  }

  /**
   * Similarity of two stretches of letters; a left number of 0 or more stands for the left text and
   * lets its table be used again.
   */
  double of(char[] l, int from, int length, char[] r, int start, int size, long number) {
    if (length == 0 || size == 0) {
      return length == size ? 1 : 0;
    }
    double jaro;
    if (length > 64 || size > 64) {
      jaro = longJaro(l, from, length, r, start, size);
    } else {
      if (number < 0 || number != leftNumber) {
        learn(l, from, length, number);
      }
      jaro = jaro(r, start, size);
    }
    if (jaro <= 0.7) {
      return jaro;
    }
    int prefix = 0;
    int most = Math.min(4, Math.min(length, size));
    while (prefix < most && l[from + prefix] == r[start + prefix]) {
      prefix++;
    }
    return jaro + prefix * 0.1 * (1 - jaro);
  }

  private void learn(char[] l, int from, int length, long number) {
    clear();
    for (int i = 0; i < length; i++) {
      char c = l[from + i];
      if (c < TABLE) {
        positions[c] |= 1L << i;
      }
    }
    leftLetters = l;
    leftStart = from;
    leftLength = length;
    leftNumber = number;
  }

  private void clear() {
    for (int i = 0; i < leftLength; i++) {
      char c = leftLetters[leftStart + i];
      if (c < TABLE) {
        positions[c] = 0;
      }
    }
  }

  private double jaro(char[] r, int start, int size) {
    int length = leftLength;
    int reach = Math.max(0, Math.max(length, size) / 2 - 1);
    long window = reach >= 63 ? -1L : (1L << (reach + 1)) - 1;
    long usedLeft = 0;
    long usedRight = 0;
    for (int j = 0; j < size; j++) {
      char c = r[start + j];
      long free = (c < TABLE ? positions[c] : rare(c)) & window & ~usedLeft;
      usedLeft |= free & -free;
      usedRight |= (free == 0 ? 0L : 1L) << j;
      window = j < reach ? (window << 1) | 1 : window << 1;
    }
    int common = Long.bitCount(usedLeft);
    if (common == 0) {
      return 0;
    }
    int moved = 0;
    long a = usedLeft;
    long b = usedRight;
    while (a != 0) {
      int i = Long.numberOfTrailingZeros(a);
      int j = Long.numberOfTrailingZeros(b);
      moved += leftLetters[leftStart + i] == r[start + j] ? 0 : 1;
      a &= a - 1;
      b &= b - 1;
    }
    return similarity(common, moved / 2, length, size);
  }

  private long rare(char c) {
    long mask = 0;
    for (int i = 0; i < leftLength; i++) {
      mask |= leftLetters[leftStart + i] == c ? 1L << i : 0;
    }
    return mask;
  }

  private static double similarity(int common, int moved, int length, int size) {
    double sum = (double) common / length;
    sum += (double) common / size;
    sum += (double) (common - moved) / common;
    return sum / 3.0;
  }

  private static double longJaro(char[] l, int from, int length, char[] r, int start, int size) {
    int reach = Math.max(0, Math.max(length, size) / 2 - 1);
    boolean[] usedLeft = new boolean[length];
    boolean[] usedRight = new boolean[size];
    int common = 0;
    for (int j = 0; j < size; j++) {
      int last = Math.min(length - 1, j + reach);
      for (int i = Math.max(0, j - reach); i <= last; i++) {
        if (!usedLeft[i] && l[from + i] == r[start + j]) {
          usedLeft[i] = true;
          usedRight[j] = true;
          common++;
          break;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    int moved = 0;
    int j = 0;
    for (int i = 0; i < length; i++) {
      if (usedLeft[i]) {
        while (!usedRight[j]) {
          j++;
        }
        moved += l[from + i] == r[start + j] ? 0 : 1;
        j++;
      }
    }
    return similarity(common, moved / 2, length, size);
  }
}
