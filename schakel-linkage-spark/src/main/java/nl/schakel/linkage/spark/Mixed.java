// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.nio.charset.StandardCharsets;

/** Numbers spread evenly, the same on every machine. */
final class Mixed {
  private Mixed() {}

  /** The last step of SplitMix64. */
  static long mix(long number) {
    long z = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 to bound - 1. */
  static int below(long number, int bound) {
    return (int) Long.remainderUnsigned(mix(number), bound);
  }

  static long of(String text) {
    long h = text.length();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      h = mix(h * 0x9E3779B97F4A7C15L + b);
    }
    return h;
  }
}
