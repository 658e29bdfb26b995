// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.random.RandomGenerator;

/**
 * How often a test finds something in invented records where there is nothing.
 *
 * <p>The codes of each field are dealt out anew over the persons, so that no field has to do with
 * another; a trial file is made of that, and each pair of fields is tested for independence (chi
 * square, 5 %). In true records about one test in twenty finds something.
 *
 * @param found tests that found something
 * @param tests all tests
 */
record FalseDiscoveries(int found, int tests) {
  private static final int FEWEST_TESTS = 20;

  /** Of the standard normal distribution, 5 % lies above it. */
  private static final double NORMAL_95 = 1.6448536269514722;

  static FalseDiscoveries of(
      int[][] rows, int[] sizes, SyntheticPlan plan, RandomGenerator random) {
    int found = 0;
    int tests = 0;
    while (tests < FEWEST_TESTS) {
      int[][] invented =
          SyntheticData.invent(unrelated(rows, sizes.length, random), sizes, plan, random);
      Marginals counts = Marginals.of(invented, sizes, 2);
      for (int table : counts.tablesOf(2)) {
        tests++;
        found += isSignificant(counts, table, invented.length) ? 1 : 0;
      }
    }
    return new FalseDiscoveries(found, tests);
  }

  private static int[][] unrelated(int[][] rows, int fields, RandomGenerator random) {
    int[][] dealt = new int[rows.length][fields];
    for (int field = 0; field < fields; field++) {
      int[][] shuffled = MembershipAttack.shuffled(rows, random);
      for (int i = 0; i < dealt.length; i++) {
        dealt[i][field] = shuffled[i][field];
      }
    }
    return dealt;
  }

  /**
   * Pearson's chi square over codes that occur, its 95 % point by the cube root of E. Wilson and M.
   * Hilferty (The Distribution of Chi-Square, 1931).
   */
  static boolean isSignificant(Marginals counts, int table, int records) {
    int[] fields = counts.fields(table);
    long[] rows = counts.counts(fields[0]);
    long[] columns = counts.counts(fields[1]);
    double statistic = 0;
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        double expected = (double) rows[row] * columns[column] / records;
        double distance = counts.counts(table)[row * columns.length + column] - expected;
        statistic += expected > 0 ? distance * distance / expected : 0;
      }
    }
    int freedom = (occurring(rows) - 1) * (occurring(columns) - 1);
    if (freedom < 1) {
      return false;
    }
    double spread = 2.0 / (9.0 * freedom);
    double limit = freedom * Math.pow(1 - spread + NORMAL_95 * Math.sqrt(spread), 3);
    return statistic > limit;
  }

  private static int occurring(long[] counts) {
    int occurring = 0;
    for (long count : counts) {
      occurring += count > 0 ? 1 : 0;
    }
    return occurring;
  }
}
