// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Optional;

/** Years as people type them. */
public final class Years {
  public static final int FIRST = 1900;
  public static final int LAST = 2100;

  private Years() {}

  /** Empty when the text is no year from {@link #FIRST} to {@link #LAST}. */
  public static Optional<Integer> parse(String text) {
    if (!text.matches("[0-9]{4}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(text)).filter(year -> year >= FIRST && year <= LAST);
  }
}
