// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/** Somebody asked what their roles do not hold. */
public class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String right;

  protected NotAllowed(String right) {
    super("The right %s is not held".formatted(right));
    this.right = right;
  }

  public String right() {
    return right;
  }
}
