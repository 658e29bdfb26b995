// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.YearMonth;
import java.util.List;
import java.util.OptionalLong;

/**
 * A kind of reporter, a form or a region whose reports fell or rose, in numbers that may be shown.
 *
 * @param code of the grouping's code list
 * @param years each twelve months that were compared, the oldest first
 * @param oneIn the chance of such a change anywhere on the list, if nothing changed, is at most one
 *     in this many
 */
public record ChangedGroup(
    Grouping grouping, String code, boolean fell, List<Year> years, int oneIn) {
  public ChangedGroup {
    years = List.copyOf(years);
  }

  /** What reports are grouped by. */
  public enum Grouping {
    REPORTER_TYPE("reporter-type"),
    FORM("exploitation-form"),
    /** Region of the organisation that reported. */
    REGION("region");

    private final String codeList;

    Grouping(String codeList) {
      this.codeList = codeList;
    }

    /** Code list that its codes come from. */
    public String codeList() {
      return codeList;
    }
  }

  /**
   * Twelve months.
   *
   * @param about reports, to the nearest ten; empty when there are fewer than {@link #SMALLEST}
   */
  public record Year(YearMonth first, OptionalLong about) {
    /** Fewer reports than this are not told apart. */
    public static final long SMALLEST = 20;

    private static final long BASE = 10;

    static Year of(YearMonth first, long reports) {
      return new Year(
          first,
          reports < SMALLEST
              ? OptionalLong.empty()
              : OptionalLong.of((reports + BASE / 2) / BASE * BASE));
    }

    public YearMonth last() {
      return first.plusMonths(TwelveMonths.MONTHS - 1L);
    }
  }
}
