// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import nl.schakel.linkage.LinkMode;
import nl.schakel.linkage.LinkageSettings;
import scala.Tuple2;

/** Weighs the pairs of the blocks of one task, and holds a few blocks at a time. */
final class BlockWeigher {
  private static final int ROWS_AT_A_TIME = 100_000;

  private final Plan plan;
  private final LinkageSettings settings;
  private final LongConsumer compared;

  /** A block and its records in their order. */
  private record Block(String name, List<Row> rows) {}

  /**
   * Weighs under a plan.
   *
   * @param compared told how many pairs were weighed
   */
  BlockWeigher(Plan plan, LongConsumer compared) {
    this.plan = plan;
    this.settings = plan.model().settings();
    this.compared = compared;
  }

  /** The pairs of these blocks that reach the least weight of the model. */
  Iterator<Edge> edges(Iterator<Tuple2<String, Iterable<Row>>> blocks) {
    return new InParts<>(() -> blocks.hasNext() ? weighed(some(blocks)).iterator() : null);
  }

  private static List<Block> some(Iterator<Tuple2<String, Iterable<Row>>> blocks) {
    List<Block> some = new ArrayList<>();
    int rows = 0;
    while (blocks.hasNext() && rows < ROWS_AT_A_TIME) {
      Tuple2<String, Iterable<Row>> block = blocks.next();
      List<Row> sorted = new ArrayList<>();
      block._2().forEach(sorted::add);
      if (sorted.size() > 1) {
        sorted.sort(null);
        some.add(new Block(block._1(), sorted));
        rows += sorted.size();
      }
    }
    return some;
  }

  private List<Edge> weighed(List<Block> blocks) {
    List<Row> rows = new ArrayList<>();
    blocks.forEach(block -> rows.addAll(block.rows()));
    Placement placement = new Placement(plan, rows);
    List<Edge> edges = new ArrayList<>();
    int first = 0;
    for (Block block : blocks) {
      weigh(block, first, placement, edges);
      first += block.rows().size();
    }
    return edges;
  }

  private void weigh(Block block, int first, Placement placement, List<Edge> edges) {
    List<Row> rows = block.rows();
    long pairs = 0;
    for (int l = 0; l < rows.size(); l++) {
      for (int r = l + 1; r < rows.size(); r++) {
        if (mayPair(rows.get(l), rows.get(r))
            && placement.counts(block.name(), first + l, first + r)) {
          pairs++;
          double weight = placement.weight(first + l, first + r);
          if (weight >= settings.minimumWeight()) {
            edges.add(Edge.of(rows.get(l), rows.get(r), weight, Placement.rule(block.name())));
          }
        }
      }
    }
    compared.accept(pairs);
  }

  private boolean mayPair(Row left, Row right) {
    return settings.mode() != LinkMode.LINK_ONLY || !left.source().equals(right.source());
  }
}
