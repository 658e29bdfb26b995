// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.encoded;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The key of two organisations for one year.
 *
 * <p>Guarantee: encodings of another pair or another year have nothing in common with these, so a
 * list that leaks is of no use against another.
 */
public final class EncodingKey {
  private static final int SECRET_BYTES = 32;

  private final SecretKey key;

  private EncodingKey(SecretKey key) {
    this.key = key;
  }

  /**
   * HKDF-SHA256 (RFC 5869) from what the two agreed; the order of the two does not count.
   *
   * @param secret 32 random bytes that only the two hold
   */
  public static EncodingKey of(byte[] secret, String organisation, String other, int year) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException(
          "The agreed secret has %d bytes, this one %d".formatted(SECRET_BYTES, secret.length));
    }
    if (organisation.equals(other)) {
      throw new IllegalArgumentException("A pair is two different organisations");
    }
    List<String> pair = Stream.of(organisation, other).sorted().toList();
    String info = "schakel clk 1\n%s\n%s\n%d".formatted(pair.get(0), pair.get(1), year);
    try {
      return new EncodingKey(
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "HmacSHA256",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret)
                      .thenExpand(info.getBytes(StandardCharsets.UTF_8), SECRET_BYTES)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of the JDK", e);
    }
  }

  Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of the JDK", e);
    }
  }

  /** Prints nothing of the key. */
  @Override
  public String toString() {
    return "EncodingKey";
  }
}
