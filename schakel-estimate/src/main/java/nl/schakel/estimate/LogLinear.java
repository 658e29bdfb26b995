// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits hierarchical Poisson log-linear models, {@code log mu_C = sum of alpha_S over S inside C}.
 *
 * <p>Assumes a closed population, error-free linkage, and that every dependence between lists is in
 * the model; above all that the term of all lists together is 0, which no data can show. Then the
 * number of persons on no list is {@code exp(alpha_0)}. Sources: Fienberg, Biometrika 59 (1972);
 * Chan, Silverman and Vincent, J. Amer. Statist. Assoc. 116 (2021) for parameters at minus
 * infinity.
 */
public final class LogLinear {
  private LogLinear() {}

  /** Either a fit or the reason why there is none. */
  public sealed interface Outcome {
    /** The model was fitted. */
    record Fitted(Fit fit) implements Outcome {}

    /** No finite, unique fit exists. */
    record NoFit(Verdict verdict) implements Outcome {}

    /** A finite fit exists but Newton's method did not reach it. */
    record NotConverged(int steps) implements Outcome {}
  }

  /** Checks that a fit exists, and fits. */
  public static Outcome fit(CaptureTable table, Hierarchy model) {
    if (model.lists() != table.size()) {
      throw new IllegalArgumentException(
          "model of %d lists, table of %d".formatted(model.lists(), table.size()));
    }
    Cells cells = Cells.of(table);
    Verdict verdict = new Existence(cells).explain(model, table.lists());
    if (!verdict.usable()) {
      return new Outcome.NoFit(verdict);
    }
    Newton newton = new Newton(cells.lists);
    if (!newton.fit(cells, model.terms())) {
      return new Outcome.NotConverged(newton.steps());
    }
    return new Outcome.Fitted(describe(cells, newton, model));
  }

  static Fit describe(Cells cells, Newton newton, Hierarchy model) {
    Map<Integer, Double> coefficients = new HashMap<>();
    int[] terms = newton.terms();
    double[] alpha = newton.alpha();
    for (int i = 0; i < terms.length; i++) {
      coefficients.put(terms[i], alpha[i]);
    }
    List<Integer> minusInfinity = new ArrayList<>();
    for (int s : model.terms()) {
      if (cells.margin[s] == 0) {
        minusInfinity.add(s);
      }
    }
    return new Fit(
        model,
        cells.total + newton.dark(),
        newton.dark(),
        newton.seLogDark(cells),
        newton.logLikelihood(),
        newton.deviance(),
        newton.parameters(),
        cells.total,
        minusInfinity,
        coefficients,
        newton.steps());
  }
}
