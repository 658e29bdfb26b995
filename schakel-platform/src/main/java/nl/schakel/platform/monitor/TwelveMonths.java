// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;

/**
 * Asks whether the last twelve months hold fewer or more reports than chance explains, given the
 * same months of the years before.
 *
 * <p>An exact permutation test, one-sided, per calendar month: if nothing changed, the count of
 * this April was as likely to come in any of the other years' April as in this one. The p-value of
 * a fall is the share of all exchanges, {@code years} to the power twelve, whose total is not above
 * the one seen, that of a rise the share whose total is not below it; both are computed exactly by
 * adding up the twelve months one by one.
 *
 * <p>It assumes that months are independent and that one calendar month's counts come from one
 * distribution while nothing changes. It assumes no Poisson distribution: reports that come in
 * bursts, such as nine after one inspection, and seasons do not raise the false alarms.
 */
final class TwelveMonths {
  static final int MONTHS = 12;

  /** Which way a number went. */
  enum Way {
    FELL,
    ROSE
  }

  private final double[] totals;
  private final int seen;
  private final double leastFall;
  private final double leastRise;

  /**
   * @param months reports per month, the oldest first; two or more whole blocks of twelve months,
   *     the last block is the one that is judged
   */
  TwelveMonths(List<Long> months) {
    if (months.size() < 2 * MONTHS || months.size() % MONTHS != 0) {
      throw new IllegalArgumentException(
          "%d months, expected 24, 36, 48 ...".formatted(months.size()));
    }
    int years = months.size() / MONTHS;
    double[] totalsSoFar = {1};
    double fall = 1;
    double rise = 1;
    int seenSoFar = 0;
    for (int month = 0; month < MONTHS; month++) {
      int[] counts = new int[years];
      for (int year = 0; year < years; year++) {
        counts[year] = Math.toIntExact(months.get(year * MONTHS + month));
      }
      totalsSoFar = plus(totalsSoFar, counts);
      fall *= shareOf(least(counts), counts);
      rise *= shareOf(most(counts), counts);
      seenSoFar += counts[years - 1];
    }
    totals = totalsSoFar;
    seen = seenSoFar;
    leastFall = fall;
    leastRise = rise;
  }

  /** Chance of such a total or one further this way if nothing changed. */
  double p(Way way) {
    double sum = 0;
    int from = way == Way.FELL ? 0 : seen;
    int to = way == Way.FELL ? seen : totals.length - 1;
    for (int total = from; total <= to; total++) {
      sum += totals[total];
    }
    return Math.min(1, sum);
  }

  /** The smallest chance that these months could give, in whatever order they had come. */
  double least(Way way) {
    return way == Way.FELL ? leastFall : leastRise;
  }

  /** The distribution of a total when one of these counts, each as likely, is added to it. */
  private static double[] plus(double[] totals, int[] counts) {
    double[] more = new double[totals.length + most(counts)];
    for (int count : counts) {
      for (int total = 0; total < totals.length; total++) {
        more[total + count] += totals[total] / counts.length;
      }
    }
    return more;
  }

  private static int least(int[] counts) {
    int least = Integer.MAX_VALUE;
    for (int count : counts) {
      least = Math.min(least, count);
    }
    return least;
  }

  private static int most(int[] counts) {
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    return most;
  }

  private static double shareOf(int wanted, int[] counts) {
    int times = 0;
    for (int count : counts) {
      times += count == wanted ? 1 : 0;
    }
    return (double) times / counts.length;
  }
}
