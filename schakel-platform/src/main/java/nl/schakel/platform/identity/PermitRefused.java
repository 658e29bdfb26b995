// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

/** A permit was used twice, for another person, or for more than was logged. */
public class PermitRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PermitRefused(String message) {
    super(message);
  }
}
