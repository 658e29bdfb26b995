// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.List;

/**
 * Pairs of ids of which someone decided that they are the same person. Only a decision that two
 * records are not the same person goes before it.
 */
public record AlwaysSame(List<NeverSame.Pair> pairs) {
  /** Copies the pairs. */
  public AlwaysSame {
    pairs = List.copyOf(pairs);
  }

  /** Reads a CSV file with two columns of ids. */
  public static AlwaysSame read(String name, String text) {
    return new AlwaysSame(NeverSame.read(name, text).pairs());
  }

  /** No such decision. */
  public static AlwaysSame none() {
    return new AlwaysSame(List.of());
  }

  void forEach(Records records, NeverSame.Taker taker) {
    new NeverSame(pairs).forEach(records, taker);
  }
}
