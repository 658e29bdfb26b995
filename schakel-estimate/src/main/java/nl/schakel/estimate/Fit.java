// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.List;
import java.util.Map;

/**
 * One model fitted to one table by maximum likelihood.
 *
 * @param model the model
 * @param population estimated number of persons, on the lists or not
 * @param dark estimated number of persons on no list, {@code population} minus the number observed
 * @param seLogDark standard error of the natural logarithm of {@code dark}, from the inverse
 *     Hessian
 * @param logLikelihood Poisson log likelihood over the histories kept, log-factorials included
 * @param deviance twice the log likelihood ratio to the saturated model
 * @param parameters number of parameters, those at minus infinity included
 * @param cases number of persons observed, the n of the criteria
 * @param minusInfinity terms whose margin is 0, so that their parameter is minus infinity
 * @param coefficients parameters by term, natural logarithms
 * @param steps Newton steps taken
 */
public record Fit(
    Hierarchy model,
    double population,
    double dark,
    double seLogDark,
    double logLikelihood,
    double deviance,
    int parameters,
    double cases,
    List<Integer> minusInfinity,
    Map<Integer, Double> coefficients,
    int steps) {
  public Fit {
    minusInfinity = List.copyOf(minusInfinity);
    coefficients = Map.copyOf(coefficients);
  }

  /** Returns Akaike's criterion, 2 p - 2 log L. */
  public double aic() {
    return 2.0 * parameters - 2 * logLikelihood;
  }

  /** Returns Akaike's criterion with the small-sample term 2 p (p + 1) / (n - p - 1). */
  public double aicc() {
    return aic() + 2.0 * parameters * (parameters + 1) / (cases - parameters - 1);
  }

  /** Returns the Bayesian criterion, p ln n - 2 log L, with n the number of persons observed. */
  public double bic() {
    return parameters * Math.log(cases) - 2 * logLikelihood;
  }
}
