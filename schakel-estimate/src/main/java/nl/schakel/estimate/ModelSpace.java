// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Arrays;

/**
 * All hierarchical models with every main effect up to an order, for at most six lists.
 *
 * <p>A model is a 64-bit code, bit S set when term S is in. Numbers of models: 3 lists 8, 4 lists
 * 113, 5 lists 6,893 (Dedekind numbers less the smallest models); 6 lists 32,768 with pairs,
 * 3,702,013 with triples.
 */
final class ModelSpace {
  static final int MOST_LISTS = 6;

  private final int lists;
  private final int order;
  private long[] codes = new long[1024];
  private int many;

  private ModelSpace(int lists, int order) {
    this.lists = lists;
    this.order = order;
  }

  static long[] codes(int lists, int order) {
    if (lists > MOST_LISTS) {
      throw new IllegalArgumentException(
          "%d lists: all models can be searched for at most %d; merge lists or search stepwise"
              .formatted(lists, MOST_LISTS));
    }
    ModelSpace space = new ModelSpace(lists, Math.min(order, lists - 1));
    long main = 1;
    for (int i = 0; i < lists; i++) {
      main |= 1L << (1 << i);
    }
    space.grow(main, 2);
    return Arrays.copyOf(space.codes, space.many);
  }

  private void grow(long code, int level) {
    int[] allowed = new int[64];
    int n = 0;
    if (level <= order) {
      for (int s = 1; s < 1 << lists; s++) {
        if (Integer.bitCount(s) == level && closed(code, s)) {
          allowed[n++] = s;
        }
      }
    }
    if (n < level + 1) {
      emitSubsets(code, allowed, n, level);
      return;
    }
    for (long subset = 0; subset < 1L << n; subset++) {
      long next = code | spread(subset, allowed);
      if (subset == 0) {
        add(next);
      } else {
        grow(next, level + 1);
      }
    }
  }

  /** Fewer than level + 1 terms of this level cannot carry a term of the next. */
  private void emitSubsets(long code, int[] allowed, int n, int level) {
    for (long subset = 0; subset < 1L << n; subset++) {
      add(code | spread(subset, allowed));
    }
  }

  private static long spread(long subset, int[] allowed) {
    long code = 0;
    for (long rest = subset; rest != 0; rest &= rest - 1) {
      code |= 1L << allowed[Long.numberOfTrailingZeros(rest)];
    }
    return code;
  }

  private static boolean closed(long code, int term) {
    for (int rest = term; rest != 0; rest &= rest - 1) {
      int below = term & ~Integer.lowestOneBit(rest);
      if ((code >>> below & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  private void add(long code) {
    if (many == codes.length) {
      codes = Arrays.copyOf(codes, 2 * many);
    }
    codes[many++] = code;
  }
}
