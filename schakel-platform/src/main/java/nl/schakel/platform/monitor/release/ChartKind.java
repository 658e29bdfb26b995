// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a table is drawn. */
public enum ChartKind {
  /** Everybody, a column for each year. */
  YEARS,
  /** A row of columns for each category. */
  ROWS,
  /** The last year, a lying bar for each category. */
  BARS,
  /** A line over the years for each of a few categories. */
  LINES;

  private static final int MOST_LINES = 3;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ChartKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** Whether a table of so many years and categories can be drawn like this. */
  public boolean fits(int years, int categories) {
    return switch (this) {
      case YEARS -> years > 1;
      case ROWS -> years > 1 && categories > 1;
      case BARS -> categories > 1;
      case LINES -> years > 1 && categories <= MOST_LINES;
    };
  }

  /** What is drawn when nothing was chosen, or what was chosen does not fit. */
  public static ChartKind usual(int years, int categories) {
    if (categories == 1) {
      return YEARS;
    }
    return years == 1 ? BARS : ROWS;
  }
}
