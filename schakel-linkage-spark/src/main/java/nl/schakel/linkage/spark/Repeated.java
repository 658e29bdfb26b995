// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;

/**
 * Which blocks may hold two records or more, in two bits for each of many places that blocks share.
 * Most blocks hold one record: it has nobody to meet there and need not travel.
 */
final class Repeated implements Serializable {
  private static final long serialVersionUID = 1;

  /** Places for each record; a record has some sixteen blocks, so three of four places are free. */
  private static final long PLACES_PER_RECORD = 64;

  private static final int LEAST_PLACES = 1 << 16;
  private static final int MOST_PLACES = 1 << 28;

  private final long[] once;
  private final long[] again;

  Repeated(long records) {
    long wanted = Math.clamp(records * PLACES_PER_RECORD, LEAST_PLACES, MOST_PLACES);
    int words = (int) (Long.highestOneBit(2 * wanted - 1) / Long.SIZE);
    once = new long[words];
    again = new long[words];
  }

  /** Adds a block of which the number was mixed. */
  void add(long mixed) {
    long bit = 1L << mixed;
    int word = word(mixed);
    again[word] |= once[word] & bit;
    once[word] |= bit;
  }

  Repeated add(Repeated other) {
    for (int i = 0; i < once.length; i++) {
      again[i] |= other.again[i] | (once[i] & other.once[i]);
      once[i] |= other.once[i];
    }
    return this;
  }

  /** How many blocks are the only ones at their place, with one record. */
  long alone() {
    long alone = 0;
    for (int i = 0; i < once.length; i++) {
      alone += Long.bitCount(once[i] & ~again[i]);
    }
    return alone;
  }

  /** False only for a block of one record. */
  boolean mayRepeat(long mixed) {
    return (again[word(mixed)] >>> mixed & 1) == 1;
  }

  private int word(long mixed) {
    return (int) (mixed >>> 6) & (once.length - 1);
  }
}
