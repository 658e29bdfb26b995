// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How far a question for the data-protection officer is. */
public enum HelpState {
  OPEN,
  ANSWERED,
  /** Got no answer, and why is said. */
  CLOSED;

  Set<HelpState> next() {
    return this == OPEN ? Set.of(ANSWERED, CLOSED) : Set.of();
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<HelpState> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }
}
