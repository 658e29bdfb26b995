// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/**
 * Pairs drawn from all pairs by a fixed function of seed and number, so that the draw is the same
 * on every machine (SplitMix64; G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number
 * generators, 2014).
 */
final class RandomPairs {
  private RandomPairs() {}

  static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 to bound - 1. */
  static int below(long seed, long number, int bound) {
    return (int) Long.remainderUnsigned(mix(mix(seed) ^ number), bound);
  }
}
