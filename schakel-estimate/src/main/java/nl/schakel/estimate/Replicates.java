// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bootstrap estimates with the limits that follow from them.
 *
 * @param estimate the estimate from the table itself
 * @param acceleration acceleration a of the BCa method from the delete-one jackknife
 * @param values usable replicate estimates, ascending
 * @param drawn number of replicates drawn, usable or not
 * @param seed seed of the random numbers
 */
public record Replicates(
    double estimate, double acceleration, double[] values, int drawn, long seed) {
  public Replicates {
    values = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  /** Returns how many replicates gave a finite estimate. */
  public int usable() {
    return values.length;
  }

  /**
   * Returns the sample quantile of type 8 of Hyndman and Fan (1996), nearly unbiased for the
   * median.
   */
  public double quantile(double level) {
    int n = values.length;
    if (n == 0) {
      return Double.NaN;
    }
    double h = (n + 1.0 / 3) * level + 1.0 / 3;
    double fuzz = 4 * Math.ulp(1.0);
    double floor = Math.floor(h + fuzz);
    double part = h - floor;
    if (Math.abs(part) < fuzz) {
      part = 0;
    }
    double low = values[(int) Math.clamp(floor - 1, 0, n - 1)];
    double high = values[(int) Math.clamp(floor, 0, n - 1)];
    return part == 0 ? low : low + part * (high - low);
  }

  /** Returns the percentile interval. */
  public Interval percentile(double level) {
    return new Interval("percentile", level, quantile((1 - level) / 2), quantile((1 + level) / 2));
  }

  /** Returns the basic interval, the percentile interval mirrored in the estimate. */
  public Interval basic(double level) {
    return new Interval(
        "basic",
        level,
        2 * estimate - quantile((1 + level) / 2),
        2 * estimate - quantile((1 - level) / 2));
  }

  /**
   * Returns the bias correction z0: the normal quantile of the share of replicates below the
   * estimate. Replicates that equal the estimate but for rounding (1e-9 relative) are not below it.
   */
  public double bias() {
    double limit = estimate - 1e-9 * Math.abs(estimate);
    long below = Arrays.stream(values).filter(v -> v < limit).count();
    return Gamma.quantile((double) below / values.length);
  }

  /**
   * Returns one limit of the bias-corrected accelerated method (Efron 1987): the sample quantile at
   * {@code Phi(z0 + (z0 + z_q) / (1 - a (z0 + z_q)))}.
   */
  public double bcaLimit(double q) {
    double shift = bias() + Gamma.quantile(q);
    return quantile(Gamma.phi(bias() + shift / (1 - acceleration * shift)));
  }

  /** Returns the BCa interval. */
  public Interval bca(double level) {
    return new Interval("bca", level, bcaLimit((1 - level) / 2), bcaLimit((1 + level) / 2));
  }

  /** Returns what a reader must know before using the limits; empty when all is well. */
  public List<Remark> warnings(Interval interval) {
    List<Remark> warnings = new ArrayList<>();
    if (values.length < drawn) {
      warnings.add(
          new Remark(
              "%d of %d replicates gave no finite estimate and were left out"
                  .formatted(drawn - values.length, drawn),
              "%d van de %d herhalingen gaven geen eindige schatting en tellen niet mee"
                  .formatted(drawn - values.length, drawn)));
    }
    if (values.length == 0) {
      return warnings;
    }
    if (Double.isInfinite(bias())) {
      warnings.add(
          new Remark(
              "all replicates lie on one side of the estimate: no bias correction is possible",
              "alle herhalingen liggen aan één kant van de schatting: de scheefheid is niet te verbeteren"));
    }
    if (interval.low() <= values[0]) {
      warnings.add(
          new Remark(
              "the lower limit is the smallest replicate: the interval has run out of replicates",
              "de ondergrens is de kleinste herhaling: er zijn te weinig herhalingen voor dit interval"));
    }
    if (interval.high() >= values[values.length - 1]) {
      warnings.add(
          new Remark(
              "the upper limit is the largest replicate: the interval has run out of replicates",
              "de bovengrens is de grootste herhaling: er zijn te weinig herhalingen voor dit interval"));
    }
    if (estimate < interval.low() || estimate > interval.high()) {
      warnings.add(
          new Remark(
              "the estimate lies outside its own interval",
              "de schatting ligt buiten haar eigen interval"));
    }
    return warnings;
  }
}
