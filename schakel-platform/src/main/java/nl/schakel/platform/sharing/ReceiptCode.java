// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The code with which an asker finds the answer.
 *
 * <p>Guarantee: 72 random bits, told once and kept nowhere; the database holds a digest of it.
 */
public record ReceiptCode(String text) {
  /** Without vowels, so that no words appear, and without signs that look alike. */
  private static final String SIGNS = "23456789BCDFGHJKLMNPQRSTVWXZ";

  private static final int LENGTH = 15;
  private static final int GROUP = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ReceiptCode draw() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
    }
    return new ReceiptCode(text.toString());
  }

  /** A digest of the code, however it was typed: small letters, spaces, without hyphens. */
  static String digest(String typed) {
    try {
      String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody reads it in a log. */
  @Override
  public String toString() {
    return "receipt code";
  }
}
