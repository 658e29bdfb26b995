// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/** Pairs of ids of which someone decided that they are not the same person; this always wins. */
public record NeverSame(List<Pair> pairs) {
  /** Two ids as they are written to files. */
  public record Pair(String left, String right) {}

  /** Copies the pairs. */
  public NeverSame {
    pairs = List.copyOf(pairs);
  }

  /** Reads a CSV file with two columns of ids. */
  public static NeverSame read(String name, String text) {
    return new NeverSame(
        CsvReader.twoColumns(name, text).stream()
            .map(row -> new Pair(row.getFirst(), row.getLast()))
            .toList());
  }

  /** No such decision. */
  public static NeverSame none() {
    return new NeverSame(List.of());
  }

  /** Takes two record numbers. */
  @FunctionalInterface
  interface Taker {
    void take(int left, int right);
  }

  void forEach(Records records, Taker taker) {
    for (Pair pair : pairs) {
      int left = records.find(pair.left());
      int right = records.find(pair.right());
      if (left >= 0 && right >= 0 && left != right) {
        taker.take(left, right);
      }
    }
  }
}
