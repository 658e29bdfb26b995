// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

/** The key holder cannot or will not go on, with a reason for the person who runs it. */
final class KeyHolderRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyHolderRefused(String message) {
    super(message);
  }
}
