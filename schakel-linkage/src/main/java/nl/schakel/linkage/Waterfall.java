// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.util.ArrayList;
import java.util.List;

/**
 * Why two records have the weight they have: the prior, each field with its level, the frequency of
 * the shared value, and their sum. The bars add up to the weight.
 *
 * @param leftVersion digest of the left record as it was compared, see {@link Versions}
 * @param rule the blocking rule that found the pair
 * @param model digest of the model that weighed it
 * @param weight in bits
 */
public record Waterfall(
    String left,
    String right,
    String leftVersion,
    String rightVersion,
    String rule,
    String model,
    List<Bar> bars,
    double weight) {
  /** What a bar is about. */
  public enum Kind {
    /** Before anything is compared. */
    PRIOR,
    /** The agreement of a field. */
    FIELD,
    /** How rare the value is on which the field agrees. */
    FREQUENCY
  }

  /**
   * One step of the weight.
   *
   * @param field the comparison; empty for the prior
   * @param leftValue value in the input; empty when missing
   * @param level number of the level, -1 for a missing value
   */
  public record Bar(
      Kind kind,
      String field,
      String leftValue,
      String rightValue,
      int level,
      String dutch,
      String english,
      double bits) {
    /** The step in words. */
    public String words(Language language) {
      return language.of(dutch, english);
    }
  }

  /** Copies the bars. */
  public Waterfall {
    bars = List.copyOf(bars);
  }

  /** The match probability. */
  public double probability() {
    return Weights.probability(weight);
  }

  /** Explains pairs of one set of records; not for use by several threads at once. */
  public static final class Explainer {
    private final Records records;
    private final Model model;
    private final Scorer scorer;
    private final PairComparer.Memory memory;
    private final String version;

    /** Makes the comparisons ready. */
    public Explainer(Records records, Model model) {
      this(records, model, new Scorer(records, model));
    }

    Explainer(Records records, Model model, Scorer scorer) {
      this.records = records;
      this.model = model;
      this.scorer = scorer;
      this.memory = scorer.comparer().memory();
      this.version = Versions.of(model);
    }

    /** The waterfall of two records by number. */
    public Waterfall explain(int left, int right, String rule) {
      List<Bar> bars = new ArrayList<>();
      bars.add(prior(model));
      scorer.comparer().load(memory, left, right);
      for (int f = 0; f < model.fields().size(); f++) {
        field(bars, f, left, right);
      }
      double weight = 0;
      for (Bar bar : bars) {
        weight += bar.bits();
      }
      return new Waterfall(
          records.id(left),
          records.id(right),
          Versions.of(records, left),
          Versions.of(records, right),
          rule,
          version,
          bars,
          weight);
    }

    private static Bar prior(Model model) {
      return new Bar(
          Kind.PRIOR,
          "",
          "",
          "",
          0,
          "kans dat twee willekeurige meldingen over dezelfde persoon gaan",
          "chance that two records at random are about the same person",
          model.priorBits());
    }

    private void field(List<Bar> bars, int f, int left, int right) {
      ComparisonSettings settings = model.fields().get(f).settings();
      int level = scorer.comparer().level(memory, f);
      String leftValue = records.value(left, settings.column());
      String rightValue = records.value(right, settings.column());
      boolean counted = level < 0 && !leftValue.isEmpty() && !rightValue.isEmpty();
      bars.add(
          new Bar(
              Kind.FIELD,
              settings.name(),
              leftValue,
              rightValue,
              level,
              counted ? "telt hier niet mee" : settings.label(level, Language.DUTCH),
              counted ? "does not count here" : settings.label(level, Language.ENGLISH),
              scorer.bits(f, level)));
      double bits = scorer.frequencyBits(memory, f, level);
      if (bits != 0) {
        bars.add(
            new Bar(
                Kind.FREQUENCY,
                settings.name(),
                leftValue,
                rightValue,
                level,
                bits > 0 ? "zeldzame waarde" : "veelvoorkomende waarde",
                bits > 0 ? "rare value" : "common value",
                bits));
      }
    }
  }
}
