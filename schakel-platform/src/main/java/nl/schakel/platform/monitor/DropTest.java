// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;

/**
 * Asks whether the last twelve months hold fewer reports than chance explains, given the same
 * months of the years before.
 *
 * <p>An exact permutation test, one-sided, per calendar month: if nothing changed, the count of
 * this April was as likely to come in any of the other years' April as in this one. The p-value is
 * the share of all exchanges, {@code years} to the power twelve, whose total is not above the one
 * seen; it is computed exactly by adding up the twelve months one by one.
 *
 * <p>It assumes that months are independent and that one calendar month's counts come from one
 * distribution while nothing changes. It assumes no Poisson distribution: reports that come in
 * bursts, such as nine after one inspection, and seasons do not raise the false alarms.
 */
final class DropTest {
  static final int MONTHS = 12;

  private final double p;
  private final double least;

  /**
   * @param months reports per month, the oldest first; two or more whole blocks of twelve months,
   *     the last block is the one that is judged
   */
  DropTest(List<Long> months) {
    if (months.size() < 2 * MONTHS || months.size() % MONTHS != 0) {
      throw new IllegalArgumentException(
          "%d months, expected 24, 36, 48 ...".formatted(months.size()));
    }
    int years = months.size() / MONTHS;
    double[] totals = {1};
    double leastSoFar = 1;
    int seen = 0;
    for (int month = 0; month < MONTHS; month++) {
      int[] counts = new int[years];
      for (int year = 0; year < years; year++) {
        counts[year] = Math.toIntExact(months.get(year * MONTHS + month));
      }
      totals = plus(totals, counts);
      leastSoFar *= shareOfSmallest(counts);
      seen += counts[years - 1];
    }
    this.p = upTo(totals, seen);
    this.least = leastSoFar;
  }

  /** Chance of so few reports or fewer in the last twelve months if nothing changed. */
  double p() {
    return p;
  }

  /** The smallest chance that these months could give, in whatever order they had come. */
  double least() {
    return least;
  }

  /** The distribution of a total when one of these counts, each as likely, is added to it. */
  private static double[] plus(double[] totals, int[] counts) {
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    double[] more = new double[totals.length + most];
    for (int count : counts) {
      for (int total = 0; total < totals.length; total++) {
        more[total + count] += totals[total] / counts.length;
      }
    }
    return more;
  }

  private static double shareOfSmallest(int[] counts) {
    int smallest = Integer.MAX_VALUE;
    int times = 0;
    for (int count : counts) {
      if (count < smallest) {
        smallest = count;
        times = 0;
      }
      times += count == smallest ? 1 : 0;
    }
    return (double) times / counts.length;
  }

  private static double upTo(double[] totals, int seen) {
    double sum = 0;
    for (int total = 0; total <= seen; total++) {
      sum += totals[total];
    }
    return Math.min(1, sum);
  }
}
