// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of 256 bits that decides every choice of a method.
 *
 * <p>Who knows the method and the published table but not the key cannot tell which of the possible
 * true tables it was made from. With the key the same table always comes out the same.
 */
public final class NoiseKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  private NoiseKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a key of %d bytes, expected %d".formatted(bytes.length, BYTES));
    }
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** Reads a key of 64 hexadecimal digits. */
  public static NoiseKey of(String hex) {
    return new NoiseKey(HexFormat.of().parseHex(hex.strip()));
  }

  /** Takes a key of 32 bytes. */
  public static NoiseKey of(byte[] bytes) {
    return new NoiseKey(bytes);
  }

  /** Draws a key; hand in a {@link java.security.SecureRandom}. */
  public static NoiseKey draw(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new NoiseKey(bytes);
  }

  /** Returns a generator of keyed authentication codes; not safe for use by two threads. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Returns 64 bits that depend on the key and the text alone. */
  long bits(String text) {
    return ByteBuffer.wrap(mac().doFinal(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "NoiseKey";
  }
}
