// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

/**
 * How a person becomes bits.
 *
 * @param gramLetters letters of a gram, q: 1 to 4
 * @param positions bits that one gram sets, k: 1 to 16
 * @param salted whether the year of birth goes into every hash, so that people born in different
 *     years have nothing in common
 * @param diffusion bits of the filter that are added up (exclusive or) to one bit of the result: 1
 *     to 64; 1 leaves the filter as it is
 */
public record EncodingSettings(int gramLetters, int positions, boolean salted, int diffusion) {
  /** As published by Schnell, Bachteler and Reiher (2011): open to attack, for comparison only. */
  public static final EncodingSettings PLAIN = new EncodingSettings(2, 8, false, 1);

  /**
   * What a trial uses. Chosen on febrl1, febrl2 and invented reports: with fewer sums the attack on
   * likeness finds people again, with more the linkage gets worse and the attack no better.
   */
  public static final EncodingSettings HARDENED = new EncodingSettings(2, 4, true, 8);

  public EncodingSettings {
    within("gramLetters", gramLetters, 1, 4);
    within("positions", positions, 1, 16);
    within("diffusion", diffusion, 1, 64);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s = %d, expected %d..%d".formatted(name, value, least, most));
    }
  }
}
