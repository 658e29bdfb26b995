// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.Arrays;

/**
 * Pairs with their weights, from the strongest to the weakest; ties in the order of the records.
 */
public final class ScoredPairs {
  private int[] left = new int[1 << 10];
  private int[] right = new int[1 << 10];
  private double[] weight = new double[1 << 10];
  private byte[] rule = new byte[1 << 10];
  private int size;

  ScoredPairs() {}

  void add(int leftRecord, int rightRecord, double bits, int ruleNumber) {
    if (size == left.length) {
      resize(size + (size >> 1));
    }
    left[size] = leftRecord;
    right[size] = rightRecord;
    weight[size] = bits;
    rule[size++] = (byte) ruleNumber;
  }

  void addAll(ScoredPairs other) {
    if (size + other.size > left.length) {
      resize(Math.max(size + other.size, size + (size >> 1)));
    }
    System.arraycopy(other.left, 0, left, size, other.size);
    System.arraycopy(other.right, 0, right, size, other.size);
    System.arraycopy(other.weight, 0, weight, size, other.size);
    System.arraycopy(other.rule, 0, rule, size, other.size);
    size += other.size;
  }

  private void resize(int capacity) {
    left = Arrays.copyOf(left, capacity);
    right = Arrays.copyOf(right, capacity);
    weight = Arrays.copyOf(weight, capacity);
    rule = Arrays.copyOf(rule, capacity);
  }

  /** Puts the pairs in order of weight, then of the records. */
  void sort() {
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
    if (weight[a] != weight[b]) {
      return weight[a] > weight[b] ? -1 : 1;
    }
    return left[a] != left[b]
        ? Integer.compare(left[a], left[b])
        : Integer.compare(right[a], right[b]);
  }

  /** How many pairs there are. */
  public int size() {
    return size;
  }

  /** The smaller record number of a pair. */
  public int left(int pair) {
    return left[pair];
  }

  /** The larger record number of a pair. */
  public int right(int pair) {
    return right[pair];
  }

  /** The match weight in bits, with the prior. */
  public double weight(int pair) {
    return weight[pair];
  }

  /** The number of the rule that found the pair first. */
  public int rule(int pair) {
    return rule[pair];
  }

  /** How many pairs have at least this weight. */
  public int atLeast(double bits) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (weight[middle] >= bits) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
