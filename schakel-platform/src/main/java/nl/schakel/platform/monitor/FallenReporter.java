// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * An organisation that reports less than before.
 *
 * @param contact how to reach it, where the directory knows
 * @param months reports per month, the oldest first, ending in {@code lastMonth}
 * @param before reports in an average year before
 * @param now reports in the last twelve full months
 * @param chance chance of such a fall in any organisation if nothing had changed
 */
public record FallenReporter(
    String organisation,
    Optional<String> contact,
    List<Long> months,
    YearMonth lastMonth,
    double before,
    long now,
    double chance) {

  public YearMonth firstMonth() {
    return lastMonth.minusMonths(months.size() - 1L);
  }
}
