// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Locale;

/** How sure a rule is: about its source, not about the case. */
public enum Certainty {
  SURE,
  LIKELY,
  UNSURE;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Certainty of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  Certainty least(Certainty other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
