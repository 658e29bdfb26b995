// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * One fitted model in a ranking.
 *
 * @param model the model
 * @param population estimated number of persons
 * @param bic Bayesian criterion
 * @param aic Akaike's criterion
 * @param logLikelihood Poisson log likelihood
 */
public record Ranked(
    Hierarchy model, double population, double bic, double aic, double logLikelihood) {
  boolean usable() {
    return Double.isFinite(population);
  }
}
