// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.invented;

import java.util.SplittableRandom;

/** Random choices from a seed. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number below the bound; small numbers are drawn more often. */
  int skewed(int bound) {
    double u = random.nextDouble();
    return (int) (bound * u * u);
  }

  char letter() {
    return (char) ('a' + random.nextInt(26));
  }
}
