// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.oblivious;

/** Bytes that are no point of P-256, or the identity. */
public final class InvalidElement extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidElement(int bytes) {
    super(
        "%d bytes are not a point: expected 33 bytes, a compressed point of P-256 other than the identity"
            .formatted(bytes));
  }

  InvalidElement(String message) {
    super(message);
  }
}
