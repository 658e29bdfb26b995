// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Looks for whole numbers whose sums lie within given limits: the core of controlled rounding.
 *
 * <p>Local search with weights (the breakout method of Morris, 1993): take a sum out of its limits,
 * change by one the number in it that mends most, and where nothing mends make the broken sums
 * weigh more. It is told when to stop, so it may miss a solution that exists; what it finds is one.
 */
final class RoundingSearch {
  private static final int CANDIDATES = 32;

  private final int[][] sumsOf;
  private final int[][] partsOf;
  private final int[] least;
  private final int[] most;
  private final int[] least1;
  private final int[] most1;
  private final int[] sums;
  private final int[] weights;
  private final int[] broken;
  private final int[] placeOfBroken;
  private final long[] blockedUntil;
  private final SplittableRandom random;
  private int[] values;
  private int brokenCount;

  /**
   * @param sumsOf for each number the sums it is part of
   * @param least1 smallest allowed value of each number
   * @param most1 largest allowed value of each number
   * @param least smallest allowed value of each sum
   * @param most largest allowed value of each sum
   */
  RoundingSearch(
      int[][] sumsOf, int[] least1, int[] most1, int[] least, int[] most, SplittableRandom random) {
    this.sumsOf = sumsOf;
    this.least1 = least1;
    this.most1 = most1;
    this.least = least;
    this.most = most;
    this.random = random;
    partsOf = turned(sumsOf, least.length);
    sums = new int[least.length];
    weights = new int[least.length];
    broken = new int[least.length];
    placeOfBroken = new int[least.length];
    blockedUntil = new long[sumsOf.length];
    values = new int[0];
  }

  private static int[][] turned(int[][] sumsOf, int count) {
    int[] sizes = new int[count];
    for (int[] of : sumsOf) {
      for (int sum : of) {
        sizes[sum]++;
      }
    }
    int[][] turned = new int[count][];
    Arrays.setAll(turned, sum -> new int[sizes[sum]]);
    for (int part = 0; part < sumsOf.length; part++) {
      for (int sum : sumsOf[part]) {
        turned[sum][--sizes[sum]] = part;
      }
    }
    return turned;
  }

  /** Changes the values until all sums lie within their limits; false when the steps run out. */
  boolean run(int[] start, long steps) {
    values = start;
    begin();
    for (long step = 0; step < steps && brokenCount > 0; step++) {
      int sum = broken[random.nextInt(brokenCount)];
      int change = sums[sum] < least[sum] ? 1 : -1;
      mend(sum, change, step);
    }
    return brokenCount == 0;
  }

  private void begin() {
    Arrays.fill(sums, 0);
    Arrays.fill(weights, 1);
    Arrays.fill(blockedUntil, 0);
    Arrays.fill(placeOfBroken, -1);
    brokenCount = 0;
    for (int part = 0; part < values.length; part++) {
      for (int sum : sumsOf[part]) {
        sums[sum] += values[part];
      }
    }
    for (int sum = 0; sum < sums.length; sum++) {
      note(sum);
    }
  }

  private void mend(int sum, int change, long step) {
    int[] parts = partsOf[sum];
    int best = -1;
    long bestGain = Long.MAX_VALUE;
    int tries = Math.min(parts.length, CANDIDATES);
    int from = random.nextInt(Math.max(1, parts.length));
    for (int i = 0; i < tries; i++) {
      int part =
          parts.length <= CANDIDATES
              ? parts[(from + i) % parts.length]
              : parts[random.nextInt(parts.length)];
      if (allowed(part, change) && blockedUntil[part] <= step) {
        long gain = cost(part, change);
        if (gain < bestGain) {
          bestGain = gain;
          best = part;
        }
      }
    }
    if (best < 0) {
      return;
    }
    if (bestGain >= 0) {
      for (int i = 0; i < brokenCount; i++) {
        weights[broken[i]]++;
      }
    }
    move(best, change);
    blockedUntil[best] = step + 2 + random.nextInt(8);
  }

  private boolean allowed(int part, int change) {
    int next = values[part] + change;
    return next >= least1[part] && next <= most1[part];
  }

  private long cost(int part, int change) {
    long cost = 0;
    for (int sum : sumsOf[part]) {
      int now = sums[sum];
      if (change > 0) {
        cost += now < least[sum] ? -weights[sum] : now >= most[sum] ? weights[sum] : 0;
      } else {
        cost += now > most[sum] ? -weights[sum] : now <= least[sum] ? weights[sum] : 0;
      }
    }
    return cost;
  }

  private void move(int part, int change) {
    values[part] += change;
    for (int sum : sumsOf[part]) {
      sums[sum] += change;
      note(sum);
    }
  }

  private void note(int sum) {
    boolean isBroken = sums[sum] < least[sum] || sums[sum] > most[sum];
    int place = placeOfBroken[sum];
    if (isBroken && place < 0) {
      placeOfBroken[sum] = brokenCount;
      broken[brokenCount++] = sum;
    } else if (!isBroken && place >= 0) {
      int last = broken[--brokenCount];
      broken[place] = last;
      placeOfBroken[last] = place;
      placeOfBroken[sum] = -1;
    }
  }
}
