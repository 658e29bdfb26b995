// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody thinks of a rule. */
public enum RuleVerdict {
  CLEAR,
  UNCLEAR,
  WRONG;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<RuleVerdict> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }
}
