// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/**
 * Compares names of several parts part by part: two persons of whom one part is equal and another
 * differs are not alike, however long the equal part is ("Nguyễn Bá" and "Nguyễn Duy"). One object
 * for each thread.
 */
final class NameParts {
  /** Short parts have to be equal; in longer ones one typing error is enough, then likeness. */
  private static final int EQUAL_UP_TO = 2;

  private static final int ONE_ERROR_UP_TO = 5;

  /** More parts than this no name has; what has more is not alike. */
  private static final int MOST = 12;

  private final JaroWinkler measure = new JaroWinkler();
  private final Parts left = new Parts();
  private final Parts right = new Parts();
  private final int[] like = new int[MOST];
  private final int[] taken = new int[MOST];
  private int tried;

  /** Where the parts of a name stand, articles left out. */
  private static final class Parts {
    private char[] letters = new char[0];
    private final int[] starts = new int[MOST];
    private final int[] ends = new int[MOST];
    private int count;
    private int length;

    boolean split(char[] text, int from, int end) {
      letters = text;
      count = 0;
      length = 0;
      int start = from;
      for (int i = from; i <= end; i++) {
        if (i == end || text[i] == ' ') {
          if (i > start && !Spelling.isArticle(text, start, i)) {
            if (count == MOST) {
              return false;
            }
            starts[count] = start;
            ends[count++] = i;
            length += i - start;
          }
          start = i + 1;
        }
      }
      return true;
    }

    char[] joined() {
      char[] joined = new char[length];
      int at = 0;
      for (int i = 0; i < count; i++) {
        System.arraycopy(letters, starts[i], joined, at, ends[i] - starts[i]);
        at += ends[i] - starts[i];
      }
      return joined;
    }
  }

  static boolean single(Values names, int code) {
    char[] letters = names.letters();
    for (int i = names.start(code); i < names.end(code); i++) {
      if (letters[i] == ' ') {
        return false;
      }
    }
    return true;
  }

  /** Each part has one of the other name that is like it, and each of those one. */
  boolean alike(Values names, int a, int b, double least) {
    if (!left.split(names.letters(), names.start(a), names.end(a))
        || !right.split(names.letters(), names.start(b), names.end(b))) {
      return false;
    }
    if (left.count != right.count) {
      return spaceTyped();
    }
    for (int i = 0; i < left.count; i++) {
      like[i] = 0;
      for (int j = 0; j < right.count; j++) {
        like[i] |= alike(i, j, least) ? 1 << j : 0;
      }
      if (like[i] == 0) {
        return false;
      }
    }
    Arrays.fill(taken, -1);
    for (int i = 0; i < left.count; i++) {
      tried = 0;
      if (!place(i)) {
        return false;
      }
    }
    return true;
  }

  /** A space too many or too few is a typing error too. */
  private boolean spaceTyped() {
    if (Math.abs(left.length - right.length) > 1) {
      return false;
    }
    char[] one = left.joined();
    char[] other = right.joined();
    return EditDistance.within(1, one, 0, one.length, other, 0, other.length);
  }

  private boolean alike(int i, int j, double least) {
    int from = left.starts[i];
    int length = left.ends[i] - from;
    int start = right.starts[j];
    int size = right.ends[j] - start;
    int longer = Math.max(length, size);
    if (longer <= ONE_ERROR_UP_TO) {
      int errors = longer <= EQUAL_UP_TO ? 0 : 1;
      return EditDistance.within(
          errors, left.letters, from, from + length, right.letters, start, start + size);
    }
    return measure.of(left.letters, from, length, right.letters, start, size, -1) >= least;
  }

  /** Finds a free part for this one; who has it already may move to another (Kuhn 1955). */
  private boolean place(int part) {
    for (int j = 0; j < right.count; j++) {
      int bit = 1 << j;
      if ((like[part] & bit) == 0 || (tried & bit) != 0) {
        continue;
      }
      tried |= bit;
      if (taken[j] < 0 || place(taken[j])) {
        taken[j] = part;
        return true;
      }
    }
    return false;
  }
}
