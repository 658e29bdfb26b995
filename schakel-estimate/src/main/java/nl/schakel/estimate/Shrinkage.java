// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/**
 * Empirical Bayes: pulls uncertain estimates towards what they have in common.
 *
 * <p>theta_g ~ N(mean, tau^2), estimate_g ~ N(theta_g, se_g^2); tau^2 by Paule and Mandel (1982),
 * the value at which the weighted sum of squares equals its degrees of freedom. Meant for
 * logarithms of hidden numbers per person observed.
 *
 * @param mean common mean
 * @param tau standard deviation between strata
 * @param values shrunken estimates
 * @param errors their standard errors, the common mean taken as known
 */
public record Shrinkage(double mean, double tau, double[] values, double[] errors) {
  /** Shrinks estimates with known standard errors; at least two are needed. */
  public static Shrinkage of(double[] estimates, double[] errors) {
    if (estimates.length != errors.length || estimates.length < 2) {
      throw new IllegalArgumentException(
          "%d estimates and %d errors, expected as many and at least 2"
              .formatted(estimates.length, errors.length));
    }
    double low = 0;
    double high = 1;
    while (excess(estimates, errors, high) > 0) {
      high *= 2;
    }
    if (excess(estimates, errors, 0) <= 0) {
      high = 0;
    }
    for (int i = 0; i < 200 && high - low > 1e-14 * high; i++) {
      double middle = (low + high) / 2;
      if (excess(estimates, errors, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double variance = high;
    double mean = mean(estimates, errors, variance);
    double[] values = new double[estimates.length];
    double[] spread = new double[estimates.length];
    for (int g = 0; g < values.length; g++) {
      double own = errors[g] * errors[g];
      double weight = variance / (variance + own);
      values[g] = mean + weight * (estimates[g] - mean);
      spread[g] = Math.sqrt(weight * own);
    }
    return new Shrinkage(mean, Math.sqrt(variance), values, spread);
  }

  private static double mean(double[] estimates, double[] errors, double variance) {
    double sum = 0;
    double weights = 0;
    for (int g = 0; g < estimates.length; g++) {
      double weight = 1 / (variance + errors[g] * errors[g]);
      sum += weight * estimates[g];
      weights += weight;
    }
    return sum / weights;
  }

  private static double excess(double[] estimates, double[] errors, double variance) {
    double mean = mean(estimates, errors, variance);
    double q = 0;
    for (int g = 0; g < estimates.length; g++) {
      double d = estimates[g] - mean;
      q += d * d / (variance + errors[g] * errors[g]);
    }
    return q - (estimates.length - 1);
  }
}
