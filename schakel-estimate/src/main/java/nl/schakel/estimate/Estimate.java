// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one method, or its refusal to answer.
 *
 * @param method stepwise, bic, dga, lcm, bayes or bound
 * @param population estimated number of persons; absent when the method refuses, never infinite
 * @param hidden population minus the number observed
 * @param interval interval for the population, if any
 * @param model model in list names, empty for methods that average or mix
 * @param bic Bayesian criterion, where the method has one model
 * @param aic Akaike's criterion, where the method has one model
 * @param logLikelihood Poisson log likelihood, where the method has one model
 * @param remarks what a reader must know; the reason of a refusal comes first
 * @param seed seed of the random numbers
 * @param seconds time taken
 */
public record Estimate(
    String method,
    OptionalDouble population,
    OptionalDouble hidden,
    @Nullable Interval interval,
    String model,
    OptionalDouble bic,
    OptionalDouble aic,
    OptionalDouble logLikelihood,
    List<Remark> remarks,
    long seed,
    double seconds) {
  public Estimate {
    remarks = List.copyOf(remarks);
    if (population.isPresent() && !Double.isFinite(population.getAsDouble())) {
      throw new IllegalArgumentException("population %s of %s".formatted(population, method));
    }
  }

  static Estimate refused(String method, Remark reason, long seed, double seconds) {
    return new Estimate(
        method,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        null,
        "",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(reason),
        seed,
        seconds);
  }

  static Estimate averaged(
      String method,
      double population,
      long observed,
      @Nullable Interval interval,
      List<Remark> remarks,
      long seed,
      double seconds) {
    return new Estimate(
        method,
        OptionalDouble.of(population),
        OptionalDouble.of(population - observed),
        interval,
        "",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        remarks,
        seed,
        seconds);
  }

  /** Returns the remarks in English. */
  public List<String> warnings() {
    return remarks.stream().map(Remark::english).toList();
  }

  /** Returns true when the method gave a number. */
  public boolean given() {
    return population.isPresent();
  }
}
