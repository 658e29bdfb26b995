// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Pairs of ids of which someone decided that they are not the same person; this always wins. */
public record NeverSame(List<Pair> pairs) {
  /** Two ids as they are written to files. */
  public record Pair(String left, String right) {}

  /** Copies the pairs. */
  public NeverSame {
    pairs = List.copyOf(pairs);
  }

  /** Reads a CSV file with a line of names and two columns of ids. */
  public static NeverSame read(String name, String text) {
    List<Pair> pairs = new ArrayList<>();
    CsvReader.twoColumns(name, text).forEach(row -> pairs.add(pair(row)));
    return new NeverSame(pairs);
  }

  private static Pair pair(CsvReader.Two row) {
    if (row.one().equals(row.other())) {
      throw row.wrong(2, "'%s' twice, expected two ids".formatted(row.one()));
    }
    return new Pair(row.one(), row.other());
  }

  /**
   * The same for these records: a first line that holds two of their ids is refused, because a file
   * without a line of names would lose its first pair.
   */
  public static NeverSame read(String name, InputStream in, Records records) {
    List<Pair> pairs = new ArrayList<>();
    List<String> header = CsvReader.twoColumns(name, in, row -> pairs.add(pair(row)));
    if (records.find(header.getFirst()) >= 0 && records.find(header.getLast()) >= 0) {
      throw new InvalidInput(
          name, 1, 1, "the first line holds ids of records, expected names of columns");
    }
    return new NeverSame(pairs);
  }

  /** The pairs with an id that is not among the records; they change nothing. */
  public List<Pair> unknown(Records records) {
    return pairs.stream()
        .filter(pair -> records.find(pair.left()) < 0 || records.find(pair.right()) < 0)
        .toList();
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
