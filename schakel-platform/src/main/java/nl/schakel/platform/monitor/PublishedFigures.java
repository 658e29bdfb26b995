// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All figures that may be shown, by year.
 *
 * @param day the day for which they were made
 * @param asOf the moment at which the register was counted
 * @param version version of the register's counts at that moment
 */
public record PublishedFigures(
    LocalDate day, Instant asOf, long version, NavigableMap<Integer, SafeYear> years) {
  public PublishedFigures {
    years = Collections.unmodifiableNavigableMap(new TreeMap<>(years));
  }

  /** Only the years from the first to the last, both included. */
  public PublishedFigures between(int first, int last) {
    return new PublishedFigures(day, asOf, version, years.subMap(first, true, last, true));
  }
}
