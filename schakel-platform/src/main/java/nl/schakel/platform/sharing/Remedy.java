// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What takes a bottleneck away. */
public enum Remedy {
  UNDECIDED,
  /** Explain the rule better. */
  GUIDE,
  /** Exercise with it. */
  PRACTICE,
  /** Change a decision table. */
  RULE,
  COVENANT,
  /** Change the law. */
  LAW,
  NONE;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Remedy> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }
}
