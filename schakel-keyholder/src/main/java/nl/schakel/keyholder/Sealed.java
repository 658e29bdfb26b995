// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A text under a passphrase: AES256-GCM with a key from PBKDF2-HMAC-SHA512. */
final class Sealed {
  private static final String TITLE = "schakel-key-holder-sealed 1";

  /** OWASP's advice for PBKDF2-HMAC-SHA512 is 210,000 rounds (2023). */
  private static final int ROUNDS = 600_000;

  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private Sealed() {}

  static boolean isSealed(String text) {
    return text.startsWith(TITLE);
  }

  static String seal(String text, String passphrase, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, nonce);
      HexFormat hex = HexFormat.of();
      return "%s%n%s %s %s%n"
          .formatted(
              TITLE,
              hex.formatHex(salt),
              hex.formatHex(nonce),
              hex.formatHex(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES256-GCM and PBKDF2 are part of the JDK", e);
    }
  }

  static String open(String sealed, String passphrase) {
    String[] words = sealed.lines().skip(1).findFirst().orElse("").split(" ");
    if (words.length != 3) {
      throw new KeyHolderRefused("The sealed file of keys is damaged; put a copy back.");
    }
    HexFormat hex = HexFormat.of();
    try {
      Cipher cipher =
          cipher(Cipher.DECRYPT_MODE, passphrase, hex.parseHex(words[0]), hex.parseHex(words[1]));
      return new String(cipher.doFinal(hex.parseHex(words[2])), StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw new KeyHolderRefused("The passphrase does not open the file of keys.");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyHolderRefused("The sealed file of keys is damaged; put a copy back.");
    }
  }

  private static Cipher cipher(int mode, String passphrase, byte[] salt, byte[] nonce)
      throws GeneralSecurityException {
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
            .generateSecret(new PBEKeySpec(passphrase.toCharArray(), salt, ROUNDS, 256))
            .getEncoded();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
