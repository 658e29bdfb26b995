// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;

/** A point of the curve other than the identity, in affine coordinates. */
record Point(BigInteger x, BigInteger y) {

  /** Keeps coordinates, which may be secret, out of messages. */
  @Override
  public String toString() {
    return "Point";
  }
}
