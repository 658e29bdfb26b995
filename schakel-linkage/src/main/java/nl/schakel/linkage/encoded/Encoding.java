// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.util.Arrays;

/** 1024 bits that stand for one person. Personal data; not anonymous. */
public final class Encoding {
  public static final int BITS = 1024;
  static final int WORDS = BITS / Long.SIZE;

  private final long[] words;

  Encoding(long[] words) {
    this.words = words;
  }

  /** Reads 256 hexadecimal digits. */
  public static Encoding ofHex(String hex) {
    if (!hex.matches("[0-9a-f]{256}")) {
      throw new IllegalArgumentException("An encoding has 256 hexadecimal digits");
    }
    long[] words = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = Long.parseUnsignedLong(hex.substring(16 * i, 16 * i + 16), 16);
    }
    return new Encoding(words);
  }

  public String hex() {
    StringBuilder hex = new StringBuilder(BITS / 4);
    for (long word : words) {
      hex.append("%016x".formatted(word));
    }
    return hex.toString();
  }

  boolean bit(int position) {
    return (words[position >> 6] >>> (position & 63) & 1) == 1;
  }

  long word(int index) {
    return words[index];
  }

  /** How many bits are set. */
  public int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** Dice's coefficient of the sets of bits: twice the common ones by the sum of both; 0 to 1. */
  public double dice(Encoding other) {
    int both = 0;
    for (int i = 0; i < WORDS; i++) {
      both += Long.bitCount(words[i] & other.words[i]);
    }
    int sum = count() + other.count();
    return sum == 0 ? 0 : 2.0 * both / sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding encoding && Arrays.equals(words, encoding.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "Encoding";
  }
}
