// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

/** The key holder gave no answer that may be used; says why and never which number. */
public final class KeyHolderFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyHolderFailed(String message) {
    super(message);
  }
}
