// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/**
 * Damerau-Levenshtein distance: letters put in, taken out, changed, or swapped with a neighbour.
 *
 * <p>The unrestricted distance of R. Lowrance and R. Wagner 1975 (An extension of the
 * string-to-string correction problem), in which a swapped pair may be edited further.
 */
final class EditDistance {
  private EditDistance() {}

  static int of(String left, String right) {
    char[] l = left.toCharArray();
    char[] r = right.toCharArray();
    return table(l, 0, l.length, r, 0, r.length);
  }

  /** Whether the distance is at most this many edits. */
  static boolean within(int most, char[] l, int lFrom, int lEnd, char[] r, int rFrom, int rEnd) {
    if (Math.abs((lEnd - lFrom) - (rEnd - rFrom)) > most) {
      return false;
    }
    int a = lFrom;
    int b = rFrom;
    while (a < lEnd && b < rEnd && l[a] == r[b]) {
      a++;
      b++;
    }
    int aEnd = lEnd;
    int bEnd = rEnd;
    while (aEnd > a && bEnd > b && l[aEnd - 1] == r[bEnd - 1]) {
      aEnd--;
      bEnd--;
    }
    int left = aEnd - a;
    int right = bEnd - b;
    if (Math.max(left, right) <= most) {
      return true;
    }
    if (most == 1) {
      return left == 2 && right == 2 && l[a] == r[b + 1] && l[a + 1] == r[b];
    }
    if (tooFar(most, l, a, aEnd, r, b, bEnd)) {
      return false;
    }
    return table(l, a, aEnd, r, b, bEnd) <= most;
  }

  /** One edit takes away at most one letter that the other text lacks. */
  private static boolean tooFar(int most, char[] l, int a, int aEnd, char[] r, int b, int bEnd) {
    long inLeft = 0;
    long inRight = 0;
    for (int i = a; i < aEnd; i++) {
      inLeft |= 1L << l[i];
    }
    for (int i = b; i < bEnd; i++) {
      inRight |= 1L << r[i];
    }
    return Math.max(Long.bitCount(inLeft & ~inRight), Long.bitCount(inRight & ~inLeft)) > most;
  }

  private static int table(char[] l, int a, int aEnd, char[] r, int b, int bEnd) {
    int rows = aEnd - a;
    int columns = bEnd - b;
    int far = rows + columns;
    int[][] d = new int[rows + 2][columns + 2];
    d[0][0] = far;
    for (int i = 0; i <= rows; i++) {
      d[i + 1][0] = far;
      d[i + 1][1] = i;
    }
    for (int j = 0; j <= columns; j++) {
      d[0][j + 1] = far;
      d[1][j + 1] = j;
    }
    for (int i = 1; i <= rows; i++) {
      int lastColumn = 0;
      for (int j = 1; j <= columns; j++) {
        char c = r[b + j - 1];
        int lastRow = lastIndex(l, a, i - 1, c);
        int swapColumn = lastColumn;
        int change = 1;
        if (l[a + i - 1] == c) {
          change = 0;
          lastColumn = j;
        }
        int swap = d[lastRow][swapColumn] + (i - lastRow - 1) + 1 + (j - swapColumn - 1);
        int best = Math.min(d[i][j] + change, Math.min(d[i + 1][j], d[i][j + 1]) + 1);
        d[i + 1][j + 1] = Math.min(best, swap);
      }
    }
    return d[rows + 1][columns + 1];
  }

  /** The last of the first so many letters that equals c, counted from 1; 0 for none. */
  private static int lastIndex(char[] letters, int from, int count, char c) {
    for (int i = count; i > 0; i--) {
      if (letters[from + i - 1] == c) {
        return i;
      }
    }
    return 0;
  }
}
