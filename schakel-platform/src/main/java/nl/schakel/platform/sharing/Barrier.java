// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether the law stands in the way, or the thought that it does. Dutch: belemmering. */
public enum Barrier {
  UNDECIDED,
  REAL,
  PERCEIVED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Barrier> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }
}
