// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nl.schakel.platform.monitor.TwelveMonths.Way;

/**
 * Finds whose reports changed against their own past, with a stated error rate.
 *
 * <p>Rule: the last twelve full months against the up to three times twelve months before ({@link
 * TwelveMonths}), all of them and both ways that are asked together by Holm's method. Error rate:
 * if nothing changed anywhere, the chance that a month's list holds one entry or more is at most
 * {@code errorRate}; with the usual 0.01 that is at most 0.12 in a whole year of monthly lists.
 *
 * <p>It does not say why reports changed, and it does not see a change that happened more than two
 * years ago or one among too few reports to judge.
 */
final class ChangeRule {
  /** Blocks of twelve months that are compared with the last one. */
  static final int YEARS_BEFORE = 3;

  private ChangeRule() {}

  /**
   * Monthly reports, of an organisation or a group.
   *
   * @param months the oldest first; only the last {@code 12 * (1 + YEARS_BEFORE)} are read
   */
  record Past<O>(O of, List<Long> months) {
    Past {
      months = List.copyOf(months);
    }
  }

  /**
   * Reports that changed.
   *
   * @param months the months that were compared, the oldest first
   * @param chance Holm-adjusted chance of such a change, anywhere on the list, if nothing changed
   */
  record Change<O>(O of, Way way, List<Long> months, double chance) {
    long now() {
      return sum(months.size() - TwelveMonths.MONTHS, months.size());
    }

    /** Reports in an average year before. */
    double before() {
      int years = months.size() / TwelveMonths.MONTHS - 1;
      return (double) sum(0, months.size() - TwelveMonths.MONTHS) / years;
    }

    /** Reports of each twelve months, the oldest first. */
    List<Long> years() {
      List<Long> years = new ArrayList<>();
      for (int from = 0; from < months.size(); from += TwelveMonths.MONTHS) {
        years.add(sum(from, from + TwelveMonths.MONTHS));
      }
      return years;
    }

    private long sum(int from, int to) {
      return months.subList(from, to).stream().mapToLong(Long::longValue).sum();
    }
  }

  private record Tested<O>(Past<O> past, List<Long> months, Way way, double p) {}

  /** Those that fell, the clearest fall first. */
  static <O> List<Change<O>> falls(List<Past<O>> pasts, double errorRate) {
    return changes(pasts, EnumSet.of(Way.FELL), 0, errorRate);
  }

  /**
   * Those that changed in one of these ways, the clearest change first.
   *
   * @param fewestAYear whoever has fewer reports in an average year, the last one included, is not
   *     judged
   */
  static <O> List<Change<O>> changes(
      List<Past<O>> pasts, Set<Way> ways, long fewestAYear, double errorRate) {
    List<Tested<O>> tested = new ArrayList<>();
    for (Past<O> past : pasts) {
      List<Long> months = comparable(past.months());
      // Leaving out by what came, not by when it came, before counting the tests keeps the rate.
      long all = months.stream().mapToLong(Long::longValue).sum();
      if (!months.isEmpty() && all * TwelveMonths.MONTHS >= fewestAYear * months.size()) {
        TwelveMonths test = new TwelveMonths(months);
        for (Way way : ways) {
          // Whether a change could be seen at all depends on what came too (Tarone 1990).
          if (test.least(way) <= errorRate) {
            tested.add(new Tested<>(past, months, way, test.p(way)));
          }
        }
      }
    }
    return byHolm(tested, errorRate);
  }

  private static <O> List<Change<O>> byHolm(List<Tested<O>> tested, double errorRate) {
    tested.sort(Comparator.comparingDouble(Tested::p));
    List<Change<O>> changes = new ArrayList<>();
    double chance = 0;
    for (int at = 0; at < tested.size(); at++) {
      Tested<O> one = tested.get(at);
      chance = Math.max(chance, Math.min(1, one.p() * (tested.size() - at)));
      if (chance > errorRate) {
        break;
      }
      changes.add(new Change<>(one.past().of(), one.way(), one.months(), chance));
    }
    return changes;
  }

  /**
   * The blocks of twelve months after the one with the first report ever. That block is left out:
   * it was chosen because it holds a report, which would make the past look richer than it was.
   */
  private static List<Long> comparable(List<Long> months) {
    int first = 0;
    while (first < months.size() && months.get(first) == 0) {
      first++;
    }
    int blocks = Math.min(1 + YEARS_BEFORE, (months.size() - 1 - first) / TwelveMonths.MONTHS);
    return blocks < 2
        ? List.of()
        : months.subList(months.size() - blocks * TwelveMonths.MONTHS, months.size());
  }
}
