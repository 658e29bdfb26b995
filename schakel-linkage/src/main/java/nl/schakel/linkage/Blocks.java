// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pairs to look at, as the union of the rules' blocks; each pair once, under the first rule
 * that finds it. Work is cut into units of about the same number of pairs.
 */
final class Blocks {
  private static final long PAIRS_IN_UNIT = 200_000;

  /** Receives the pairs of a unit; the left number is the smaller one. */
  @FunctionalInterface
  interface Visitor {
    void pair(int left, int right, int rule);
  }

  /** A stretch of positions in the order of a rule. */
  private record Unit(int rule, int from, int to) {}

  private final Records records;
  private final boolean linkOnly;
  private final List<String> names;
  private final Shape[] shapes;

  /** The blocks of a rule when a record can have several; such rules have an empty column below. */
  private final @Nullable Groups[] several;

  /** The blocks of each record under all rules with one block for a record, side by side. */
  private final int[] table;

  private final int width;

  /** The records of the rule at work, block by block; others are made again when they are asked. */
  private final int[][] orders;

  private final List<Unit> units = new ArrayList<>();
  private final boolean all;

  /** The sizes of the blocks of a rule. */
  record Shape(int[] starts, long capped, long cappedPairs, int largest, int largestRecord) {
    int count() {
      return starts.length - 1;
    }
  }

  /** Makes the blocks of one rule. */
  private interface Maker {
    Groups groups(int rule);
  }

  private Blocks(Records records, LinkMode mode, List<String> names, Maker maker, boolean all) {
    this.records = records;
    this.linkOnly = mode == LinkMode.LINK_ONLY;
    this.names = names;
    this.all = all;
    this.width = names.size();
    this.orders = new int[width][0];
    this.shapes = new Shape[width];
    this.several = new Groups[width];
    this.table = new int[Math.multiplyExact(records.size(), width)];
    for (int r = 0; r < width; r++) {
      Groups groups = maker.groups(r);
      shapes[r] =
          new Shape(
              groups.starts,
              groups.capped,
              groups.cappedPairs,
              groups.largest,
              groups.largestRecord);
      if (groups.single()) {
        for (int i = 0; i < groups.group.length; i++) {
          table[i * width + r] = groups.group[i];
        }
      } else {
        several[r] = groups;
      }
      cut(r, shapes[r]);
    }
  }

  /** The pairs to learn from: those of the rules, because they are rich in matches. */
  static Blocks forTraining(Records records, LinkageSettings settings) {
    return settings.blocking().rules().isEmpty()
        ? of(records, settings)
        : byRules(records, settings);
  }

  static Blocks of(Records records, LinkageSettings settings) {
    BlockingSettings blocking = settings.blocking();
    if (totalPairs(records, settings.mode()) <= blocking.compareAllUpTo()) {
      return new Blocks(
          records,
          settings.mode(),
          List.of(EVERYTHING),
          rule -> Groups.everything(records.size()),
          true);
    }
    return byRules(records, settings);
  }

  private static Blocks byRules(Records records, LinkageSettings settings) {
    BlockingSettings blocking = settings.blocking();
    if (blocking.rules().isEmpty()) {
      throw new InvalidInput(
          "no blocking rules, and %,d pairs are more than compareAllUpTo (%,d)"
              .formatted(totalPairs(records, settings.mode()), blocking.compareAllUpTo()));
    }
    List<String> names = blocking.rules().stream().map(keys -> String.join(" + ", keys)).toList();
    Maker maker =
        rule ->
            Groups.of(
                views(records, settings, blocking.rules().get(rule)),
                records.size(),
                blocking.blockCap());
    return new Blocks(records, settings.mode(), names, maker, false);
  }

  /** The name of the rule when all pairs are compared. */
  static final String EVERYTHING = "all pairs";

  static View[] views(Records records, LinkageSettings settings, List<String> keys) {
    View[] views = new View[keys.size()];
    int many = 0;
    for (int k = 0; k < views.length; k++) {
      BlockKey key = BlockKey.parse(keys.get(k), settings.comparisons());
      views[k] = records.view(key.column(), key.transform());
      many += views[k].values.many ? 1 : 0;
    }
    if (many > 1) {
      throw new InvalidInput(
          "blocking rule %s has %d keys that make several values, expected at most 1"
              .formatted(keys, many));
    }
    return views;
  }

  /** How many pairs there are without blocking. */
  static long totalPairs(Records records, LinkMode mode) {
    long n = records.size();
    long pairs = n * (n - 1) / 2;
    if (mode == LinkMode.LINK_ONLY) {
      long[] sizes = new long[records.sources().size()];
      for (int i = 0; i < n; i++) {
        sizes[records.source(i)]++;
      }
      for (long size : sizes) {
        pairs -= size * (size - 1) / 2;
      }
    }
    return pairs;
  }

  private void cut(int rule, Shape shape) {
    long pairs = 0;
    int from = 0;
    int last = shape.starts()[shape.count()];
    for (int g = 0; g < shape.count(); g++) {
      int end = shape.starts()[g + 1];
      for (int p = shape.starts()[g]; p < end; p++) {
        pairs += end - p - 1;
        if (pairs >= PAIRS_IN_UNIT) {
          units.add(new Unit(rule, from, p + 1));
          from = p + 1;
          pairs = 0;
        }
      }
    }
    if (from < last) {
      units.add(new Unit(rule, from, last));
    }
  }

  int units() {
    return units.size();
  }

  int ruleOf(int unit) {
    return units.get(unit).rule();
  }

  List<String> names() {
    return names;
  }

  Shape rule(int number) {
    return shapes[number];
  }

  boolean comparesAll() {
    return all;
  }

  void visit(int unit, Visitor visitor) {
    Unit work = units.get(unit);
    int[] order = order(work.rule());
    int[] starts = shapes[work.rule()].starts();
    int g = Arrays.binarySearch(starts, work.from());
    g = g >= 0 ? g : -g - 2;
    for (int p = work.from(); p < work.to(); p++) {
      while (starts[g + 1] <= p) {
        g++;
      }
      int end = starts[g + 1];
      int left = order[p];
      int source = linkOnly ? records.source(left) : -1;
      for (int q = p + 1; q < end; q++) {
        int right = order[q];
        if ((linkOnly && records.source(right) == source)
            || earlier(left, right, work.rule())
            || !isFirst(left, right, work.rule(), g)) {
          continue;
        }
        visitor.pair(left, right, work.rule());
      }
    }
  }

  /**
   * Only the rule at work and the one before it, which a slower thread may still need, are kept.
   */
  private synchronized int[] order(int rule) {
    if (orders[rule].length == 0) {
      for (int r = 0; r < rule - 1; r++) {
        orders[r] = new int[0];
      }
      orders[rule] = ordered(rule);
    }
    return orders[rule];
  }

  private int[] ordered(int rule) {
    Groups groups = several[rule];
    if (groups != null) {
      return groups.order();
    }
    int[] next = shapes[rule].starts().clone();
    int[] order = new int[next[next.length - 1]];
    for (int i = 0, at = rule; i < records.size(); i++, at += width) {
      if (table[at] >= 0) {
        order[next[table[at]]++] = i;
      }
    }
    return order;
  }

  /** Whether a rule has the two records in one block. */
  private boolean together(int left, int right, int rule) {
    Groups groups = several[rule];
    if (groups != null) {
      return groups.firstShared(left, right) >= 0;
    }
    int block = table[left * width + rule];
    return block >= 0 && block == table[right * width + rule];
  }

  private boolean isFirst(int left, int right, int rule, int block) {
    Groups groups = several[rule];
    return groups == null || groups.firstShared(left, right) == block;
  }

  private boolean earlier(int left, int right, int rule) {
    for (int r = 0; r < rule; r++) {
      if (together(left, right, r)) {
        return true;
      }
    }
    return false;
  }

  /** The rules that find a pair, as bits. */
  int mask(int left, int right) {
    int mask = 0;
    for (int r = 0; r < width; r++) {
      if (together(left, right, r)) {
        mask |= 1 << r;
      }
    }
    return mask;
  }
}
