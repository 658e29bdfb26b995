// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.function.Supplier;

/** Secret scalars, drawn evenly from 1..n-1. */
final class Scalars {
  private Scalars() {}

  static Supplier<BigInteger> from(SecureRandom random) {
    return () -> {
      // Drawn again when too large: a remainder would favour the small ones.
      BigInteger drawn = new BigInteger(256, random);
      while (drawn.signum() == 0 || drawn.compareTo(P256.ORDER) >= 0) {
        drawn = new BigInteger(256, random);
      }
      return drawn;
    };
  }
}
