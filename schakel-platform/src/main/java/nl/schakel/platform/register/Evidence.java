// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.ArrayList;
import java.util.List;
import nl.schakel.linkage.WeightSteps;
import nl.schakel.linkage.Weights;

/**
 * How much speaks for one person, step by step: levels of agreement and bits, no value of anybody.
 *
 * @param bits the sum of the steps
 * @param model version of the model that weighed
 */
public record Evidence(double bits, int model, List<WeightSteps.Step> steps) {
  private static final String BETWEEN = "|";

  public Evidence {
    steps = List.copyOf(steps);
  }

  /** Chance that the two are one person, 0 to 1, as far as the model is right. */
  public double probability() {
    return Weights.probability(bits);
  }

  /** Level of each compared field, -1 where one of the two is missing. */
  List<Integer> levels() {
    return steps.stream()
        .filter(step -> !step.field().equals(WeightSteps.PRIOR))
        .filter(step -> !step.rule().equals(WeightSteps.FREQUENCY))
        .map(WeightSteps.Step::level)
        .toList();
  }

  /** Each step on a line of its own, as the database keeps it. */
  List<String> lines() {
    return steps.stream()
        .map(
            step ->
                String.join(
                    BETWEEN,
                    step.field(),
                    step.rule(),
                    Integer.toString(step.level()),
                    Double.toString(step.bits())))
        .toList();
  }

  static Evidence read(double bits, int model, List<String> lines) {
    List<WeightSteps.Step> steps = new ArrayList<>(lines.size());
    for (String line : lines) {
      String[] parts = line.split("\\|", -1);
      steps.add(
          new WeightSteps.Step(
              parts[0], parts[1], Integer.parseInt(parts[2]), Double.parseDouble(parts[3])));
    }
    return new Evidence(bits, model, steps);
  }
}
