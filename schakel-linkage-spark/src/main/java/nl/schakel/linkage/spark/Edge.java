// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.io.Serializable;
import java.util.Comparator;

/** A pair with its weight in bits; the strongest first, of equals in the order of the records. */
record Edge(
    String leftSource, String left, String rightSource, String right, double weight, int rule)
    implements Serializable, Comparable<Edge> {
  private static final Comparator<Edge> ORDER =
      Comparator.comparingDouble(Edge::weight)
          .reversed()
          .thenComparing(Edge::leftSource)
          .thenComparing(Edge::left, Row::compareIds)
          .thenComparing(Edge::rightSource)
          .thenComparing(Edge::right, Row::compareIds);

  static Edge of(Row left, Row right, double weight, int rule) {
    return new Edge(left.source(), left.id(), right.source(), right.id(), weight, rule);
  }

  @Override
  public int compareTo(Edge other) {
    return ORDER.compare(this, other);
  }
}
