// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the organisations whose reports fell against their own past, with a stated error rate.
 *
 * <p>Rule: the last twelve full months against the up to three times twelve months before ({@link
 * DropTest}), all organisations together by Holm's method. Error rate: if nothing changed anywhere,
 * the chance that a month's list holds one organisation or more is at most {@code errorRate}; with
 * the usual 0.01 that is at most 0.12 in a whole year of monthly lists.
 *
 * <p>It does not say why reports fell, and it does not see a fall that happened more than two years
 * ago or an organisation that reports too seldom to judge.
 */
final class DropRule {
  /** Blocks of twelve months that are compared with the last one. */
  static final int YEARS_BEFORE = 3;

  private DropRule() {}

  /**
   * The monthly reports of one organisation.
   *
   * @param months the oldest first; only the last {@code 12 * (1 + YEARS_BEFORE)} are read
   */
  record Past<O>(O organisation, List<Long> months) {
    Past {
      months = List.copyOf(months);
    }
  }

  /**
   * An organisation whose reports fell.
   *
   * @param months the months that were compared, the oldest first
   * @param chance Holm-adjusted chance of such a fall, in any organisation, if nothing changed
   */
  record Drop<O>(O organisation, List<Long> months, double chance) {
    long now() {
      return sum(months.size() - DropTest.MONTHS, months.size());
    }

    /** Reports in an average year before. */
    double before() {
      int years = months.size() / DropTest.MONTHS - 1;
      return (double) sum(0, months.size() - DropTest.MONTHS) / years;
    }

    private long sum(int from, int to) {
      return months.subList(from, to).stream().mapToLong(Long::longValue).sum();
    }
  }

  private record Tested<O>(Past<O> past, List<Long> months, DropTest test) {}

  /** Those that fell, the clearest fall first. */
  static <O> List<Drop<O>> drops(List<Past<O>> pasts, double errorRate) {
    List<Tested<O>> tested = new ArrayList<>();
    for (Past<O> past : pasts) {
      List<Long> months = comparable(past.months());
      if (!months.isEmpty()) {
        DropTest test = new DropTest(months);
        // Whether a fall could be seen at all depends on what came, not on when: leaving the others
        // out before counting the tests keeps the error rate (Tarone 1990).
        if (test.least() <= errorRate) {
          tested.add(new Tested<>(past, months, test));
        }
      }
    }
    tested.sort(Comparator.comparingDouble(one -> one.test().p()));
    List<Drop<O>> drops = new ArrayList<>();
    double chance = 0;
    for (int at = 0; at < tested.size(); at++) {
      Tested<O> one = tested.get(at);
      chance = Math.max(chance, Math.min(1, one.test().p() * (tested.size() - at)));
      if (chance > errorRate) {
        break;
      }
      drops.add(new Drop<>(one.past().organisation(), one.months(), chance));
    }
    return drops;
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
    int blocks = Math.min(1 + YEARS_BEFORE, (months.size() - 1 - first) / DropTest.MONTHS);
    return blocks < 2
        ? List.of()
        : months.subList(months.size() - blocks * DropTest.MONTHS, months.size());
  }
}
