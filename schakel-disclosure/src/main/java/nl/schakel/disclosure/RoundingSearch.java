// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Looks for whole numbers whose sums lie within given limits: the core of controlled rounding.
 *
 * <p>Local search with weights (the breakout method of Morris, 1993): take a sum out of its limits,
 * change by one the number in it that mends most, and where nothing mends make the broken sums
 * weigh more. Where there is much to choose from, simulated annealing (Kirkpatrick, Gelatt and
 * Vecchi, 1983) goes on: changes at random, those that break more kept ever less often. Both are
 * told when to stop, so they may miss a solution that exists; what they find is one.
 */
final class RoundingSearch {
  private static final int CANDIDATES = 32;

  /** Worse by one is kept this often at first, and at the end: exp(-1 / 0.35) and so on. */
  private static final double HOT = 0.35;

  private static final double COLD = 0.12;

  /** Fewer numbers to choose for each sum, and there is hardly a solution to be found by chance. */
  private static final int ENOUGH_CHOICE = 4;

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

  /** Whether there is so much to choose that annealing is likely to find what there is. */
  boolean hasMuchChoice() {
    long real = Arrays.stream(partsOf).filter(parts -> parts.length > 1).count();
    return choices().length >= ENOUGH_CHOICE * real;
  }

  /** Numbers that can be something else. */
  private int[] choices() {
    return IntStream.range(0, least1.length).filter(at -> least1[at] < most1[at]).toArray();
  }

  /** Changes the values at random until all sums lie within their limits, or the steps run out. */
  boolean anneal(int[] start, long steps) {
    values = start;
    begin();
    int[] choices = choices();
    long broken = 0;
    for (int sum = 0; sum < sums.length; sum++) {
      broken += badness(sum, 0);
    }
    double heat = HOT;
    double cooling = Math.pow(COLD / HOT, 1.0 / steps);
    for (long step = 0; step < steps && broken > 0; step++) {
      heat *= cooling;
      int one = choices[random.nextInt(choices.length)];
      int change = values[one] < most1[one] ? 1 : -1;
      int other = step % 2 == 0 ? one : partner(one);
      if (other != one && !allowed(other, -change)) {
        continue;
      }
      long worse = shift(one, change) + (other == one ? 0 : shift(other, -change));
      if (worse <= 0 || random.nextDouble() < Math.exp(-worse / heat)) {
        broken += worse;
      } else {
        shift(one, -change);
        if (other != one) {
          shift(other, change);
        }
      }
    }
    return broken == 0;
  }

  /** Another number of one of its sums, which then stays as it is. */
  private int partner(int one) {
    int[] of = sumsOf[one];
    int[] parts = of.length == 0 ? new int[] {one} : partsOf[of[random.nextInt(of.length)]];
    return parts[random.nextInt(parts.length)];
  }

  private long shift(int part, int change) {
    long worse = 0;
    values[part] += change;
    for (int sum : sumsOf[part]) {
      worse += badness(sum, change) - badness(sum, 0);
      sums[sum] += change;
    }
    return worse;
  }

  /** The square of how far a sum would be out of its limits. */
  private long badness(int sum, int change) {
    long now = (long) sums[sum] + change;
    long off = now < least[sum] ? least[sum] - now : Math.max(0, now - most[sum]);
    return off * off;
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
