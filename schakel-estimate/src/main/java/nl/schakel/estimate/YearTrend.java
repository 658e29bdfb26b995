// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * Smooths yearly estimates: a random walk of log N seen through estimates with known errors.
 *
 * <p>State x_y = x_(y-1) + N(0, step^2 per year); estimate_y = x_y + N(0, se_y^2). The step is the
 * one with the largest likelihood on a grid from 0 to 1; Kalman filter and Rauch smoother, years
 * may be missing.
 *
 * @param step standard deviation of the change of log N in one year
 * @param points smoothed years
 */
public record YearTrend(double step, List<Point> points) {
  /**
   * One year.
   *
   * @param year the year
   * @param population smoothed estimate
   * @param low lower limit, 95 %
   * @param high upper limit, 95 %
   */
  public record Point(int year, double population, double low, double high) {}

  /**
   * Smooths estimates of the population by year, ascending, with standard errors of their
   * logarithms.
   */
  public static YearTrend of(int[] years, double[] populations, double[] errors) {
    if (years.length < 3 || populations.length != years.length || errors.length != years.length) {
      throw new IllegalArgumentException("at least three years, each with estimate and error");
    }
    double best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double step = 0; step <= 1.0001; step += 0.01) {
      double value = new Filter(years, populations, errors, step).logLikelihood;
      if (value > most) {
        most = value;
        best = step;
      }
    }
    Filter filter = new Filter(years, populations, errors, best);
    filter.smooth();
    List<Point> points = new ArrayList<>();
    double z = Gamma.quantile(0.975);
    for (int i = 0; i < years.length; i++) {
      double half = z * Math.sqrt(filter.variance[i]);
      points.add(
          new Point(
              years[i],
              Math.exp(filter.mean[i]),
              Math.exp(filter.mean[i] - half),
              Math.exp(filter.mean[i] + half)));
    }
    return new YearTrend(best, points);
  }

  private static final class Filter {
    final double[] mean;
    final double[] variance;
    private final double[] added;
    double logLikelihood;

    Filter(int[] years, double[] populations, double[] errors, double step) {
      mean = new double[years.length];
      variance = new double[years.length];
      added = new double[years.length];
      mean[0] = Math.log(populations[0]);
      variance[0] = errors[0] * errors[0];
      for (int i = 1; i < years.length; i++) {
        added[i] = step * step * (years[i] - years[i - 1]);
        double before = variance[i - 1] + added[i];
        double total = before + errors[i] * errors[i];
        double surprise = Math.log(populations[i]) - mean[i - 1];
        logLikelihood -= (Math.log(2 * Math.PI * total) + surprise * surprise / total) / 2;
        mean[i] = mean[i - 1] + before / total * surprise;
        variance[i] = before * errors[i] * errors[i] / total;
      }
    }

    void smooth() {
      for (int i = mean.length - 2; i >= 0; i--) {
        double gain = variance[i] / (variance[i] + added[i + 1]);
        double ahead = variance[i] + added[i + 1];
        mean[i] += gain * (mean[i + 1] - mean[i]);
        variance[i] += gain * gain * (variance[i + 1] - ahead);
      }
    }
  }
}
