// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Weighs single pairs and names the blocks of single records, for programs that bring pairs
 * together themselves. What it answers depends on the records asked for and the model, not on the
 * other records. Not for several threads at once.
 */
public final class PairWeigher {
  private static final char BETWEEN = '\u0002';
  private static final String PART = String.valueOf(Transform.PART);

  private final Scorer scorer;
  private final PairComparer.Memory memory;
  private final List<View[]> rules;

  /** Fails with {@link InvalidInput} when a column of the model is not there. */
  public PairWeigher(Records records, Model model) {
    LinkageSettings settings = model.settings();
    settings.check(records);
    this.scorer = new Scorer(records, model);
    this.memory = scorer.comparer().memory();
    this.rules =
        settings.blocking().rules().stream()
            .map(keys -> Blocks.views(records, settings, keys))
            .toList();
  }

  /** The match weight of two records in bits, with the prior. */
  public double weight(int left, int right) {
    return scorer.weight(memory, left, right);
  }

  /**
   * The blocks in which a blocking rule puts a record, as texts that are equal for records of one
   * block; none when a key is missing.
   *
   * @param rule number of the rule in the settings, from 0
   */
  public List<String> blocks(int rule, int number) {
    StringBuilder own = new StringBuilder();
    String parts = "";
    for (View view : rules.get(rule)) {
      int code = view.code(number);
      if (code < 0) {
        return List.of();
      }
      if (view.values.many) {
        parts = view.values.value(code);
      } else {
        own.append(view.values.value(code)).append(BETWEEN);
      }
    }
    if (parts.isEmpty()) {
      return List.of(own.toString());
    }
    List<String> blocks = new ArrayList<>();
    for (String part : new LinkedHashSet<>(List.of(parts.split(PART)))) {
      blocks.add(own + part);
    }
    return blocks;
  }

  /** The blocks in which a rule puts both records. */
  public List<String> shared(int rule, int left, int right) {
    boolean many = false;
    for (View view : rules.get(rule)) {
      many |= view.values.many;
      if (view.code(left) < 0
          || view.code(right) < 0
          || (!view.values.many && view.code(left) != view.code(right))) {
        return List.of();
      }
    }
    List<String> blocks = blocks(rule, left);
    return many ? both(blocks, blocks(rule, right)) : blocks;
  }

  private static List<String> both(List<String> left, List<String> right) {
    List<String> both = new ArrayList<>(left);
    both.retainAll(right);
    return both;
  }
}
