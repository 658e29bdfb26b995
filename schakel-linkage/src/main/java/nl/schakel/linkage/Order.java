// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Sorts numbers by an order of what they stand for; stable, without an object for each number. */
final class Order {
  /** Compares what two numbers stand for. */
  @FunctionalInterface
  interface By {
    int compare(int left, int right);
  }

  private Order() {}

  /** The numbers 0 to size - 1 in order. */
  static int[] of(int size, By by) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    sort(order, by);
    return order;
  }

  static void sort(int[] order, By by) {
    int[] from = order.clone();
    split(from, order, 0, order.length, by);
  }

  private static void split(int[] from, int[] to, int start, int end, By by) {
    if (end - start < 8) {
      insert(to, start, end, by);
      return;
    }
    int middle = (start + end) >>> 1;
    split(to, from, start, middle, by);
    split(to, from, middle, end, by);
    if (by.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, start, to, start, end - start);
      return;
    }
    int a = start;
    int b = middle;
    for (int i = start; i < end; i++) {
      boolean left = b >= end || (a < middle && by.compare(from[a], from[b]) <= 0);
      to[i] = left ? from[a++] : from[b++];
    }
  }

  private static void insert(int[] to, int start, int end, By by) {
    for (int i = start + 1; i < end; i++) {
      int moving = to[i];
      int j = i - 1;
      while (j >= start && by.compare(to[j], moving) > 0) {
        to[j + 1] = to[j];
        j--;
      }
      to[j + 1] = moving;
    }
  }
}
