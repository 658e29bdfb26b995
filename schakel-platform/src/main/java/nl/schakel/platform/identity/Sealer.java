// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/**
 * Encrypts small texts that may hold personal data outside the vault, such as drafts and uploads.
 *
 * <p>Guarantee: what was sealed in one context opens in no other, so a ciphertext moved to another
 * row is refused.
 */
@Component
public class Sealer {
  private final VaultKeys keys;

  Sealer(VaultKeys keys) {
    this.keys = keys;
  }

  /** Seals; the context names the row, such as {@code report.draft/0198…}. */
  public byte[] seal(byte[] plain, String context) {
    try {
      return keys.texts().encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Sealing failed for " + context, e);
    }
  }

  public byte[] open(byte[] sealed, String context) {
    try {
      return keys.texts().decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new SealBroken(context);
    }
  }
}
