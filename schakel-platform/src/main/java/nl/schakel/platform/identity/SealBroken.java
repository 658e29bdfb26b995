// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** A ciphertext was changed, moved to another row, or sealed with keys that are not here. */
public class SealBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealBroken(String context) {
    super("The seal does not open in the context " + context);
  }
}
