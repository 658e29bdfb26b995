// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Locale;

/** The answer to "may I share this", from the mildest to the strictest. */
public enum Decision {
  ALLOWED,
  /** Allowed once the conditions are met. */
  ALLOWED_IF,
  /** The rules have no answer: the data-protection officer has. Never treated as allowed. */
  ASK,
  FORBIDDEN;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Decision of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  Decision strictest(Decision other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public boolean positive() {
    return this == ALLOWED || this == ALLOWED_IF;
  }
}
