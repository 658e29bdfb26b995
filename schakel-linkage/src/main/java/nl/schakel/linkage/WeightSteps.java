// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs chosen pairs of records and tells the steps by their codes, without any value of a record:
 * for who keeps the reasons of a decision where the records themselves may not be kept. Not for use
 * by several threads at once.
 */
public final class WeightSteps {
  /** Field of the first step, before anything is compared. */
  public static final String PRIOR = "prior";

  /** Rule of a value that differs. */
  public static final String DIFFERENT = "different";

  /** Rule of a value that is missing on one side at least, or counted with another field. */
  public static final String MISSING = "missing";

  /** Rule of the step for how rare the shared value is. */
  public static final String FREQUENCY = "frequency";

  /**
   * One step of a weight.
   *
   * @param field name of the comparison, or {@link #PRIOR}
   * @param rule rule of the level as the settings write it, such as {@code jaro-winkler 0.92}
   * @param level number of the level, 0 for a value that differs, -1 for none
   * @param bits what the step adds
   */
  public record Step(String field, String rule, int level, double bits) {}

  private final Scorer scorer;
  private final PairComparer.Memory memory;
  private final Waterfall.Explainer explainer;
  private final Map<String, ComparisonSettings> comparisons = new HashMap<>();

  /** Makes the comparisons ready. */
  public WeightSteps(Records records, Model model) {
    model.settings().check(records);
    this.scorer = new Scorer(records, model);
    this.memory = scorer.comparer().memory();
    this.explainer = new Waterfall.Explainer(records, model, scorer);
    model.settings().comparisons().forEach(one -> comparisons.put(one.name(), one));
  }

  /** The weight of two records by number, in bits. */
  public double weight(int left, int right) {
    return scorer.weight(memory, left, right);
  }

  /** The steps of the weight, the prior first; they add up to it. */
  public List<Step> steps(int left, int right) {
    List<Step> steps = new ArrayList<>();
    for (Waterfall.Bar bar : explainer.explain(left, right, "").bars()) {
      steps.add(
          switch (bar.kind()) {
            case PRIOR -> new Step(PRIOR, "", -1, bar.bits());
            case FIELD -> new Step(bar.field(), rule(bar), bar.level(), bar.bits());
            case FREQUENCY -> new Step(bar.field(), FREQUENCY, bar.level(), bar.bits());
          });
    }
    return steps;
  }

  private String rule(Waterfall.Bar bar) {
    ComparisonSettings settings = comparisons.get(bar.field());
    if (settings == null) {
      throw new IllegalStateException("no comparison '" + bar.field() + "'");
    }
    return rule(settings, bar.level());
  }

  /** The rule of a level by number. */
  public static String rule(ComparisonSettings settings, int level) {
    if (level < 0) {
      return MISSING;
    }
    return level == 0 ? DIFFERENT : settings.level(level).rule();
  }
}
