// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs with their weights, from the strongest to the weakest; ties in the order of the records.
 *
 * <p>Above a limit the pairs lie in a temporary file (record numbers and weights, no values), so
 * that their number does not decide how much memory a run needs.
 */
public final class ScoredPairs {
  /** Pairs in memory, 17 bytes each and as much again while they are sorted. */
  private static final int IN_MEMORY = 4_000_000;

  private final int limit;
  private int[] left = new int[1 << 10];
  private int[] right = new int[1 << 10];
  private double[] weight = new double[1 << 10];
  private byte[] rule = new byte[1 << 10];
  private int size;
  private final List<PairFile> runs = new ArrayList<>();
  private PairFile sorted = PairFile.none();

  ScoredPairs() {
    this(IN_MEMORY);
  }

  ScoredPairs(int limit) {
    this.limit = limit;
  }

  void add(int leftRecord, int rightRecord, double bits, int ruleNumber) {
    if (size == limit) {
      spill();
    }
    if (size == left.length) {
      resize((int) Math.min(limit, size + (size >> 1) + 1L));
    }
    left[size] = leftRecord;
    right[size] = rightRecord;
    weight[size] = bits;
    rule[size++] = (byte) ruleNumber;
  }

  void addAll(ScoredPairs other) {
    for (int i = 0; i < other.size; i++) {
      add(other.left[i], other.right[i], other.weight[i], other.rule[i]);
    }
  }

  private void resize(int capacity) {
    left = Arrays.copyOf(left, capacity);
    right = Arrays.copyOf(right, capacity);
    weight = Arrays.copyOf(weight, capacity);
    rule = Arrays.copyOf(rule, capacity);
  }

  private void spill() {
    sortInMemory();
    runs.add(
        PairFile.write(
            size,
            out -> {
              for (int i = 0; i < size; i++) {
                out.add(left[i], right[i], weight[i], rule[i]);
              }
            }));
    size = 0;
  }

  /** Puts the pairs in order of weight, then of the records. */
  void sort() {
    if (runs.isEmpty()) {
      sortInMemory();
      return;
    }
    spill();
    resize(0);
    sorted = PairFile.merge(runs);
    runs.clear();
  }

  private void sortInMemory() {
    int[] order = Order.of(size, this::compare);
    int[] newLeft = new int[size];
    int[] newRight = new int[size];
    double[] newWeight = new double[size];
    byte[] newRule = new byte[size];
    for (int i = 0; i < size; i++) {
      newLeft[i] = left[order[i]];
      newRight[i] = right[order[i]];
      newWeight[i] = weight[order[i]];
      newRule[i] = rule[order[i]];
    }
    left = newLeft;
    right = newRight;
    weight = newWeight;
    rule = newRule;
  }

  private int compare(int a, int b) {
    return compare(weight[a], left[a], right[a], weight[b], left[b], right[b]);
  }

  static int compare(double weightA, int leftA, int rightA, double weightB, int leftB, int rightB) {
    if (weightA != weightB) {
      return weightA > weightB ? -1 : 1;
    }
    return leftA != leftB ? Integer.compare(leftA, leftB) : Integer.compare(rightA, rightB);
  }

  /** How many pairs there are. */
  public int size() {
    return sorted.size() + size;
  }

  /** The smaller record number of a pair. */
  public int left(int pair) {
    return sorted.size() > 0 ? sorted.left(pair) : left[pair];
  }

  /** The larger record number of a pair. */
  public int right(int pair) {
    return sorted.size() > 0 ? sorted.right(pair) : right[pair];
  }

  /** The match weight in bits, with the prior. */
  public double weight(int pair) {
    return sorted.size() > 0 ? sorted.weight(pair) : weight[pair];
  }

  /** The number of the rule that found the pair first. */
  public int rule(int pair) {
    return sorted.size() > 0 ? sorted.rule(pair) : rule[pair];
  }

  /** How many pairs have at least this weight. */
  public int atLeast(double bits) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (weight(middle) >= bits) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
