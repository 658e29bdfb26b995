// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.List;

/** Weighs the pairs of a set of records under a model and reports what blocking did. */
public final class Linker {
  private Linker() {}

  /**
   * What one blocking rule did.
   *
   * @param keys its keys
   * @param pairs pairs that it found and no rule before it
   * @param blocks blocks of two records or more
   * @param largest records in its largest block
   * @param largestKey the keys of the largest block, for the one who must mend the rule
   * @param capped blocks left out because they are too large
   * @param cappedPairs pairs left out with them
   */
  public record RuleReport(
      String keys,
      long pairs,
      long blocks,
      int largest,
      String largestKey,
      long capped,
      long cappedPairs) {}

  /** The pairs at or above the least weight, what blocking did, and all weights in a histogram. */
  public record Result(
      ScoredPairs pairs, List<RuleReport> rules, long compared, Histogram histogram) {}

  /**
   * How many pairs have a weight in each bin of one bit; {@code counts[0]} starts at {@code first}.
   */
  public record Histogram(int first, long[] counts) {}

  private static final int LOWEST = -60;
  private static final int HIGHEST = 120;

  /** Weighs all pairs that the rules of the model find. */
  public static Result link(Records records, Model model, int threads, Progress progress) {
    model.settings().check(records);
    Scorer scorer = new Scorer(records, model);
    Blocks blocks = Blocks.of(records, model.settings());
    ScoredPairs pairs = new ScoredPairs();
    long[] perRule = new long[blocks.names().size()];
    long[] histogram = new long[HIGHEST - LOWEST];
    Workers.inOrder(
        blocks.units(),
        threads,
        () -> scorer.comparer().memory(),
        (memory, unit) -> score(scorer, blocks, memory, unit, model.settings().minimumWeight()),
        (unit, part) -> {
          pairs.addAll(part.pairs);
          perRule[blocks.ruleOf(unit)] += part.compared;
          for (int i = 0; i < histogram.length; i++) {
            histogram[i] += part.histogram[i];
          }
          progress.step("weighing pairs", unit + 1, blocks.units());
        });
    pairs.sort();
    long compared = 0;
    List<RuleReport> rules = new ArrayList<>();
    for (int r = 0; r < perRule.length; r++) {
      compared += perRule[r];
      rules.add(report(records, model, blocks, r, perRule[r]));
    }
    return new Result(pairs, rules, compared, new Histogram(LOWEST, histogram));
  }

  /** What came out of one unit. */
  private static final class Part {
    final ScoredPairs pairs = new ScoredPairs();
    final long[] histogram = new long[HIGHEST - LOWEST];
    long compared;
  }

  private static Part score(
      Scorer scorer, Blocks blocks, PairComparer.Memory memory, int unit, double least) {
    Part part = new Part();
    blocks.visit(
        unit,
        (left, right, rule) -> {
          double weight = scorer.weight(memory, left, right);
          part.compared++;
          int bin = Math.max(LOWEST, Math.min(HIGHEST - 1, (int) Math.floor(weight)));
          part.histogram[bin - LOWEST]++;
          if (weight >= least) {
            part.pairs.add(left, right, weight, rule);
          }
        });
    return part;
  }

  private static RuleReport report(
      Records records, Model model, Blocks blocks, int rule, long pairs) {
    Blocks.Shape shape = blocks.rule(rule);
    String key = "";
    if (!blocks.comparesAll() && shape.largestRecord() >= 0) {
      List<String> values = new ArrayList<>();
      for (String text : model.settings().blocking().rules().get(rule)) {
        String column = BlockKey.parse(text, model.settings().comparisons()).column();
        values.add(records.value(shape.largestRecord(), column));
      }
      key = String.join(", ", values);
    }
    return new RuleReport(
        blocks.names().get(rule),
        pairs,
        shape.count(),
        shape.largest(),
        key,
        shape.capped(),
        shape.cappedPairs());
  }
}
