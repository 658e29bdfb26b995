// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import nl.schakel.linkage.PairWeigher;
import nl.schakel.linkage.Records;

/**
 * The blocks of some rows, worked out together because equal values give equal keys.
 *
 * <p>A block is a text: the number of its rule as one character, then its key.
 */
final class Placement {
  private static final int ROWS_AT_A_TIME = 100_000;

  private final Plan plan;
  private final PairWeigher weigher;

  Placement(Plan plan, List<Row> rows) {
    List<String[]> values = rows.stream().map(Row::values).toList();
    this.plan = plan;
    this.weigher =
        new PairWeigher(Records.ofRows(plan.model().settings().columns(), values), plan.model());
  }

  /** Works through rows a few at a time. */
  static <T> Iterator<T> each(Iterator<Row> rows, Function<List<Row>, Iterator<T>> work) {
    return new InParts<>(
        () -> {
          List<Row> some = new ArrayList<>();
          while (rows.hasNext() && some.size() < ROWS_AT_A_TIME) {
            some.add(rows.next());
          }
          return some.isEmpty() ? null : work.apply(some);
        });
  }

  static int rule(String block) {
    return block.charAt(0);
  }

  /** The blocks of a row that are not left out. */
  List<String> of(int row) {
    if (plan.everything()) {
      return List.of("\0");
    }
    List<String> blocks = new ArrayList<>();
    for (int rule = 0; rule < plan.rules(); rule++) {
      for (String key : weigher.blocks(rule, row)) {
        String block = (char) rule + key;
        if (!plan.tooLarge().contains(block)) {
          blocks.add(block);
        }
      }
    }
    return blocks;
  }

  double weight(int left, int right) {
    return weigher.weight(left, right);
  }

  /**
   * Whether a pair counts in this block: no earlier rule finds it, and no block of this rule that
   * comes before in the order of the texts, which is the same on all machines.
   */
  boolean counts(String block, int left, int right) {
    if (plan.everything()) {
      return true;
    }
    for (int rule = 0; rule <= rule(block); rule++) {
      for (String key : weigher.shared(rule, left, right)) {
        String shared = (char) rule + key;
        if (shared.compareTo(block) < 0 && !plan.tooLarge().contains(shared)) {
          return false;
        }
      }
    }
    return true;
  }
}
