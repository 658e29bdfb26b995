// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;

/**
 * Tries to tell from invented records who was among the true ones.
 *
 * <p>Half of the persons are the true records of a trial file, the others are strangers. Whoever is
 * nearest to invented records (fewest codes that differ, then most such records) is taken for a
 * member. The result is the area under the curve: the chance that a member is rated above a
 * stranger, 0.5 for an attacker who guesses.
 */
final class MembershipAttack {
  private static final int TRIALS = 4;

  /** More persons a side make the figure hardly sharper. */
  private static final int MOST_CANDIDATES = 1000;

  private MembershipAttack() {}

  /**
   * Returns the area under the curve on average over trial files with the same parameters; 1 where
   * there are too few persons to try.
   */
  static double area(int[][] rows, int[] sizes, SyntheticPlan plan, RandomGenerator random) {
    if (rows.length < 2) {
      return 1;
    }
    double sum = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      int[][] shuffled = shuffled(rows, random);
      int half = shuffled.length / 2;
      int[][] members = Arrays.copyOf(shuffled, half);
      int[][] strangers = Arrays.copyOfRange(shuffled, half, 2 * half);
      int[][] invented = SyntheticData.invent(members, sizes, plan, random);
      sum += area(scores(members, invented), scores(strangers, invented));
    }
    return sum / TRIALS;
  }

  static int[][] shuffled(int[][] rows, RandomGenerator random) {
    int[][] shuffled = rows.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int[] row = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = row;
    }
    return shuffled;
  }

  private static double[] scores(int[][] candidates, int[][] invented) {
    double[] scores = new double[Math.min(candidates.length, MOST_CANDIDATES)];
    for (int i = 0; i < scores.length; i++) {
      int nearest = Integer.MAX_VALUE;
      int records = 0;
      for (int[] record : invented) {
        int distance = 0;
        for (int field = 0; field < record.length; field++) {
          distance += record[field] == candidates[i][field] ? 0 : 1;
        }
        if (distance < nearest) {
          nearest = distance;
          records = 0;
        }
        records += distance == nearest ? 1 : 0;
      }
      scores[i] = -nearest + records / (invented.length + 1.0);
    }
    return scores;
  }

  /** The chance that a member scores above a stranger, ties for half. */
  static double area(double[] members, double[] strangers) {
    double[][] all = new double[members.length + strangers.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          i < members.length
              ? new double[] {members[i], 1}
              : new double[] {strangers[i - members.length], 0};
    }
    Arrays.sort(all, Comparator.comparingDouble(each -> each[0]));
    double wins = 0;
    double below = 0;
    for (int from = 0; from < all.length; ) {
      int to = from;
      double membersHere = 0;
      while (to < all.length && all[to][0] == all[from][0]) {
        membersHere += all[to++][1];
      }
      double strangersHere = to - from - membersHere;
      wins += membersHere * (below + strangersHere / 2);
      below += strangersHere;
      from = to;
    }
    return wins / ((double) members.length * strangers.length);
  }
}
