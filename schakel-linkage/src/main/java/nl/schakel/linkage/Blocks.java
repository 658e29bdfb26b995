// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.List;

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
  private final Groups[] rules;
  private final List<Unit> units = new ArrayList<>();
  private final boolean all;

  private Blocks(Records records, LinkMode mode, List<String> names, Groups[] rules, boolean all) {
    this.records = records;
    this.linkOnly = mode == LinkMode.LINK_ONLY;
    this.names = names;
    this.rules = rules;
    this.all = all;
    for (int r = 0; r < rules.length; r++) {
      cut(r);
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
          new Groups[] {Groups.everything(records.size())},
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
    List<String> names = new ArrayList<>();
    Groups[] groups = new Groups[blocking.rules().size()];
    for (int r = 0; r < groups.length; r++) {
      List<String> keys = blocking.rules().get(r);
      names.add(String.join(" + ", keys));
      groups[r] = Groups.of(views(records, settings, keys), records.size(), blocking.blockCap());
    }
    return new Blocks(records, settings.mode(), names, groups, false);
  }

  /** The name of the rule when all pairs are compared. */
  static final String EVERYTHING = "all pairs";

  static View[] views(Records records, LinkageSettings settings, List<String> keys) {
    View[] views = new View[keys.size()];
    int many = 0;
    for (int k = 0; k < views.length; k++) {
      BlockKey key = BlockKey.parse(keys.get(k), settings.comparisons());
      views[k] = records.view(key.column(), key.transform());
      many += views[k].many ? 1 : 0;
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

  private void cut(int rule) {
    Groups groups = rules[rule];
    long pairs = 0;
    int from = 0;
    for (int g = 0; g < groups.count(); g++) {
      int end = groups.starts[g + 1];
      for (int p = groups.starts[g]; p < end; p++) {
        pairs += end - p - 1;
        if (pairs >= PAIRS_IN_UNIT) {
          units.add(new Unit(rule, from, p + 1));
          from = p + 1;
          pairs = 0;
        }
      }
    }
    if (from < groups.order.length) {
      units.add(new Unit(rule, from, groups.order.length));
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

  Groups rule(int number) {
    return rules[number];
  }

  boolean comparesAll() {
    return all;
  }

  void visit(int unit, Visitor visitor) {
    Unit work = units.get(unit);
    Groups groups = rules[work.rule()];
    int g = java.util.Arrays.binarySearch(groups.starts, work.from());
    g = g >= 0 ? g : -g - 2;
    for (int p = work.from(); p < work.to(); p++) {
      while (groups.starts[g + 1] <= p) {
        g++;
      }
      int end = groups.starts[g + 1];
      int left = groups.order[p];
      int source = records.source(left);
      for (int q = p + 1; q < end; q++) {
        int right = groups.order[q];
        if ((linkOnly && records.source(right) == source)
            || earlier(left, right, work.rule())
            || !groups.isFirst(left, right, g)) {
          continue;
        }
        visitor.pair(left, right, work.rule());
      }
    }
  }

  private boolean earlier(int left, int right, int rule) {
    for (int r = 0; r < rule; r++) {
      if (rules[r].together(left, right)) {
        return true;
      }
    }
    return false;
  }

  /** The rules that find a pair, as bits. */
  int mask(int left, int right) {
    int mask = 0;
    for (int r = 0; r < rules.length; r++) {
      if (rules[r].together(left, right)) {
        mask |= 1 << r;
      }
    }
    return mask;
  }
}
