// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/**
 * A key of 256 bits for each record, from the key of its person: HMAC-SHA256 under the secret key.
 *
 * <p>The key of a cell is the sum of the keys of its records, each of four lanes of 64 bits by
 * itself without carry: it depends on who is in the cell and on nothing else, so the same persons
 * get the same noise in every table. A sum and not an exclusive or, under which a person with two
 * records would vanish.
 */
record RecordKeys(NoiseKey key, long[][] lanes) {
  static final int LANES = 4;

  static RecordKeys of(NoiseKey key, String[] persons) {
    Mac mac = key.mac();
    long[][] lanes = new long[LANES][persons.length];
    for (int i = 0; i < persons.length; i++) {
      ByteBuffer bytes = ByteBuffer.wrap(mac.doFinal(persons[i].getBytes(StandardCharsets.UTF_8)));
      for (long[] lane : lanes) {
        lane[i] = bytes.getLong();
      }
    }
    return new RecordKeys(key, lanes);
  }

  /** Adds the keys of records into leaf cells. */
  long[][] leaves(int[] leafCells, int count) {
    long[][] sums = new long[LANES][count];
    for (int lane = 0; lane < LANES; lane++) {
      long[] from = lanes[lane];
      long[] to = sums[lane];
      for (int i = 0; i < leafCells.length; i++) {
        if (leafCells[i] >= 0) {
          to[leafCells[i]] += from[i];
        }
      }
    }
    return sums;
  }

  /** Returns for each cell a number from 0 to below 1. */
  static double[] uniform(Shape shape, long[][] leaves) {
    long[] mixed = new long[shape.cells()];
    for (long[] lane : leaves) {
      long[] sums = shape.sums(lane);
      for (int cell = 0; cell < mixed.length; cell++) {
        mixed[cell] ^= sums[cell];
      }
    }
    double[] uniform = new double[mixed.length];
    for (int cell = 0; cell < uniform.length; cell++) {
      uniform[cell] = (mixed[cell] >>> 11) * 0x1.0p-53;
    }
    return uniform;
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "RecordKeys";
  }
}
