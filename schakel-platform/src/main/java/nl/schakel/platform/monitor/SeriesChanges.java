// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the years in which yearly numbers fell or rose against their own past, with a stated error
 * rate.
 *
 * <p>Rule: a year against the up to four years right before it that are known, at least two. If
 * nothing changed, the year's count, given the sum of all, is binomial with one part in as many as
 * there are years (the conditional test of two Poisson counts, Przyborowski and Wilenski 1940).
 * Published counts vary more than Poisson: they are divided by the ratio of variance to mean of the
 * years before, and by {@value #LEAST_SPREAD} at least, and rounded towards no change. All years of
 * all series in both directions are held together by Holm's method.
 *
 * <p>Error rate: if in no series anything changed, and counts spread no more than that, the chance
 * that the list holds one entry or more is at most the rate. It does not say why a number changed,
 * and a change in how a publisher counts looks the same as a change in what is counted.
 */
final class SeriesChanges {
  static final int YEARS_BEFORE = 4;
  private static final int LEAST_YEARS_BEFORE = 2;

  /** Variance over mean that published counts are given, however smooth their past looks. */
  static final double LEAST_SPREAD = 10;

  private SeriesChanges() {}

  /** Yearly counts of one thing by one publisher. */
  record Yearly<S>(S of, NavigableMap<Integer, Long> counts) {
    Yearly {
      counts = new TreeMap<>(counts);
    }
  }

  /**
   * A year that differs from the years before.
   *
   * @param before an average year of those it is compared with
   * @param chance Holm-adjusted chance of such a change, in any series, if nothing changed
   */
  record Change<S>(S of, int year, long now, double before, int yearsBefore, double chance) {
    boolean fell() {
      return now < before;
    }
  }

  /** Those that changed, the clearest first. */
  static <S> List<Change<S>> changes(List<Yearly<S>> series, double errorRate) {
    List<Change<S>> tested = new ArrayList<>();
    series.forEach(one -> one.counts().keySet().forEach(year -> test(one, year, tested)));
    tested.sort(Comparator.comparingDouble(Change::chance));
    int tests = 2 * tested.size();
    List<Change<S>> changes = new ArrayList<>();
    double chance = 0;
    for (int at = 0; at < tested.size(); at++) {
      Change<S> one = tested.get(at);
      chance = Math.max(chance, Math.min(1, one.chance() * (tests - at)));
      if (chance > errorRate) {
        break;
      }
      changes.add(
          new Change<>(one.of(), one.year(), one.now(), one.before(), one.yearsBefore(), chance));
    }
    return changes;
  }

  /** The one-sided chance in the direction that the year went; a gap in the years ends the past. */
  private static <S> void test(Yearly<S> series, int year, List<Change<S>> tested) {
    List<Long> past = new ArrayList<>();
    SortedMap<Integer, Long> counts = series.counts();
    for (int back = year - 1; past.size() < YEARS_BEFORE && counts.containsKey(back); back--) {
      past.add(counts.getOrDefault(back, 0L));
    }
    if (past.size() < LEAST_YEARS_BEFORE) {
      return;
    }
    long now = counts.getOrDefault(year, 0L);
    double before = past.stream().mapToLong(Long::longValue).average().orElse(0);
    tested.add(
        new Change<>(series.of(), year, now, before, past.size(), chance(past, now, before)));
  }

  private static double chance(List<Long> past, long now, double before) {
    double spread = spread(past, before);
    double share = 1.0 / (past.size() + 1);
    double sum = before * past.size() / spread;
    if (now < before) {
      long seen = (long) Math.ceil(now / spread);
      return binomialUpTo(seen, (long) Math.floor(sum) + seen, share);
    }
    long seen = (long) Math.floor(now / spread);
    long all = (long) Math.ceil(sum) + seen;
    return binomialUpTo(all - seen, all, 1 - share);
  }

  private static double spread(List<Long> past, double mean) {
    double squares = past.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
    return Math.max(LEAST_SPREAD, mean == 0 ? 0 : squares / (past.size() - 1) / mean);
  }

  /** Chance of at most so many of all, each with this chance by itself. */
  private static double binomialUpTo(long most, long all, double each) {
    double term = all * Math.log1p(-each);
    double odds = Math.log(each) - Math.log1p(-each);
    double sum = 0;
    for (long k = 0; k <= most; k++) {
      sum += Math.exp(term);
      term += Math.log((double) (all - k) / (k + 1)) + odds;
    }
    return Math.min(1, sum);
  }
}
