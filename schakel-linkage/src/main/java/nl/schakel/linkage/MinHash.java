// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/**
 * Locality-sensitive keys of a text: minimum hashes of its trigrams in bands.
 *
 * <p>A. Broder, On the resemblance and containment of documents, 1997. With 8 bands of 2 rows two
 * texts of trigram resemblance s share a key with probability 1 - (1 - s^2)^8: 0.90 for s = 0.5,
 * 0.28 for s = 0.2.
 */
final class MinHash {
  private static final int BANDS = 8;
  private static final int ROWS = 2;

  private MinHash() {}

  static String bands(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String padded = "_" + text + "_";
    long[] least = new long[BANDS * ROWS];
    java.util.Arrays.fill(least, Long.MAX_VALUE);
    for (int i = 0; i + 3 <= Math.max(3, padded.length()); i++) {
      long gram = padded.substring(i, Math.min(i + 3, padded.length())).hashCode();
      for (int k = 0; k < least.length; k++) {
        least[k] = Math.min(least[k], RandomPairs.mix(gram * 0x9E3779B97F4A7C15L + k));
      }
    }
    StringBuilder out = new StringBuilder();
    for (int band = 0; band < BANDS; band++) {
      out.append(band == 0 ? "" : String.valueOf(Transform.PART)).append(band).append(':');
      for (int row = 0; row < ROWS; row++) {
        out.append(Long.toHexString(least[band * ROWS + row] & 0xFFFFFFFFL)).append('.');
      }
    }
    return out.toString();
  }
}
