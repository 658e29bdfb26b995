// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/** The gamma and normal functions that the estimates need, to nearly full double precision. */
final class Gamma {
  private static final double HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
  private static final double[] LOG_FACTORIAL = new double[4096];

  static {
    for (int i = 2; i < LOG_FACTORIAL.length; i++) {
      LOG_FACTORIAL[i] = i < 16 ? LOG_FACTORIAL[i - 1] + Math.log(i) : stirling(i + 1.0);
    }
  }

  /** Above this the normal distribution stands in for the Poisson; the difference is below 1e-4. */
  private static final double LARGE = 1e9;

  private Gamma() {}

  /** log Gamma(x) for x &gt; 0: Stirling's series above 15, the recurrence below. */
  static double log(double x) {
    if (x >= 15) {
      return stirling(x);
    }
    double product = 1;
    double shifted = x;
    while (shifted < 15) {
      product *= shifted;
      shifted++;
    }
    return stirling(shifted) - Math.log(product);
  }

  static double logFactorial(double n) {
    return n < LOG_FACTORIAL.length && n == Math.rint(n) ? LOG_FACTORIAL[(int) n] : log(n + 1);
  }

  private static double stirling(double x) {
    double r = 1 / x;
    double s = r * r;
    double series =
        r
            * (1.0 / 12
                + s
                    * (-1.0 / 360
                        + s
                            * (1.0 / 1260
                                + s * (-1.0 / 1680 + s * (1.0 / 1188 - s * 691.0 / 360360)))));
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series;
  }

  /**
   * The smaller tail of a Poisson distribution, min(P(X &lt;= m), P(X &gt;= m)).
   *
   * <p>Sums the terms that fall away from the mean, so a small tail keeps its relative precision.
   */
  static double poissonTail(double m, double mean) {
    if (mean <= 0) {
      return m == 0 ? 1 : 0;
    }
    if (mean > LARGE || m > LARGE) {
      return phi(-Math.abs(m - mean) / Math.sqrt(mean));
    }
    double at = Math.exp(m * Math.log(mean) - mean - logFactorial(m));
    double term = at;
    double tail = at;
    if (m >= mean) {
      for (double k = m + 1; term > tail * 1e-17 && term > 0; k++) {
        term *= mean / k;
        tail += term;
      }
    } else {
      for (double k = m; k > 0 && term > tail * 1e-17; k--) {
        term *= k / mean;
        tail += term;
      }
    }
    return Math.min(tail, 1 - tail + at);
  }

  /** Distribution function of the standard normal. */
  static double phi(double x) {
    return 0.5 * erfc(-x / Math.sqrt(2));
  }

  /**
   * erfc by its series near 0 and its continued fraction further out; absolute error below 1e-15.
   */
  private static double erfc(double x) {
    double a = Math.abs(x);
    double value;
    if (a < 2.5) {
      double term = a;
      double sum = a;
      for (int k = 1; k < 200 && Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
        term *= -a * a / k;
        sum += term / (2 * k + 1);
      }
      value = 1 - 2 / Math.sqrt(Math.PI) * sum;
    } else {
      double fraction = 0;
      for (int k = 120; k >= 1; k--) {
        fraction = k / 2.0 / (a + fraction);
      }
      value = Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
    }
    return x < 0 ? 2 - value : value;
  }

  /** Quantile of the standard normal: Acklam's rational start and two Halley steps. */
  static double quantile(double p) {
    if (p <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (p >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (p > 0.5) {
      return -quantile(1 - p);
    }
    double x = start(p);
    for (int i = 0; i < 2; i++) {
      double error = (phi(x) - p) * Math.sqrt(2 * Math.PI) * Math.exp(x * x / 2);
      x -= error / (1 + x * error / 2);
    }
    return x;
  }

  private static double start(double p) {
    if (p < 0.02425) {
      double q = Math.sqrt(-2 * Math.log(p));
      return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00)
                                  * q
                              - 2.549732539343734e+00)
                          * q
                      + 4.374664141464968e+00)
                  * q
              + 2.938163982698783e+00)
          / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
                      + 3.754408661907416e+00)
                  * q
              + 1);
    }
    double q = p - 0.5;
    double r = q * q;
    return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                            + 1.383577518672690e+02)
                        * r
                    - 3.066479806614716e+01)
                * r
            + 2.506628277459239e+00)
        * q
        / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                            + 6.680131188771972e+01)
                        * r
                    - 1.328068155288572e+01)
                * r
            + 1);
  }
}
