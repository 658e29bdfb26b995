// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.UUID;
import nl.schakel.platform.web.NotFound;

/** Reads identifiers from addresses; what is none is nothing that exists. */
final class Addresses {
  private static final int LENGTH = 36;

  private Addresses() {}

  private static final class NoSuch extends NotFound {
    private static final long serialVersionUID = 1L;

    NoSuch(String what) {
      super(what, "without a valid id");
    }
  }

  /**
   * The identifier that an address holds.
   *
   * @param what kind of thing is looked for
   */
  static UUID id(String text, String what) {
    if (text.length() != LENGTH) {
      throw new NoSuch(what);
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notOne) {
      throw new NoSuch(what);
    }
  }
}
