// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Optional;

/**
 * Interval from the multinomial likelihood of one model, profiled over the population (Cormack,
 * Biometrics 48, 1992).
 *
 * <p>For each N the model is fitted to the table with N - n persons put on no list. With L the
 * largest log likelihood {@code log N! - log (N - n)! + sum of counts times log share}, the limits
 * are where L has fallen by half the chi-square quantile with one degree of freedom. The model is
 * taken as known, so the interval is too short when it was chosen by looking at the data.
 */
public final class ProfileInterval {
  private static final double FURTHEST = 1e9;

  private final Cells cells;
  private final int[] terms;
  private final Newton newton;

  private ProfileInterval(Cells cells, int[] terms) {
    this.cells = cells;
    this.terms = terms;
    this.newton = new Newton(cells.lists);
  }

  /**
   * Returns the interval, empty when the model has no usable fit. The upper limit is infinite when
   * the likelihood never falls far enough.
   */
  public static Optional<Interval> of(CaptureTable table, Hierarchy model, double level) {
    Cells cells = Cells.of(table);
    int[] terms = model.terms();
    if (!new Existence(cells).usable(terms, terms.length)) {
      return Optional.empty();
    }
    Newton free = new Newton(cells.lists);
    if (!free.fit(cells, terms)) {
      return Optional.empty();
    }
    return Optional.of(new ProfileInterval(cells, terms).search(free.dark(), level));
  }

  private Interval search(double dark, double level) {
    double z = Gamma.quantile((1 + level) / 2);
    double best = top(dark);
    double peak = profile(best);
    double floor = peak - z * z / 2;
    double low = profile(0) >= floor ? 0 : crossing(0, best, floor);
    double high = best + 1;
    double reach = Math.max(1, best);
    while (profile(high) > floor && high < FURTHEST * cells.total) {
      reach *= 2;
      high = best + reach;
    }
    double upper = profile(high) > floor ? Double.POSITIVE_INFINITY : crossing(high, best, floor);
    return new Interval("profile", level, cells.total + low, cells.total + upper);
  }

  /** Golden-section search for the number unseen with the highest profile. */
  private double top(double dark) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double a = dark * 0.5;
    double b = dark * 1.5 + 2;
    double c = b - ratio * (b - a);
    double d = a + ratio * (b - a);
    double atC = profile(c);
    double atD = profile(d);
    while (b - a > 1e-7 * (1 + dark)) {
      if (atC > atD) {
        b = d;
        d = c;
        atD = atC;
        c = b - ratio * (b - a);
        atC = profile(c);
      } else {
        a = c;
        c = d;
        atC = atD;
        d = a + ratio * (b - a);
        atD = profile(d);
      }
    }
    return (a + b) / 2;
  }

  private double crossing(double outside, double inside, double floor) {
    double out = outside;
    double in = inside;
    while (Math.abs(out - in) > 1e-9 * (1 + in)) {
      double middle = (out + in) / 2;
      if (profile(middle) < floor) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return (out + in) / 2;
  }

  /** Multinomial log likelihood, constants left out, with the number unseen fixed. */
  private double profile(double unseen) {
    newton.assumeUnseen(unseen);
    if (!newton.fit(cells, terms)) {
      return Double.NEGATIVE_INFINITY;
    }
    double population = cells.total + unseen;
    double weighted = newton.logLikelihood() + population + cells.logFactorials;
    return Gamma.log(population + 1)
        - Gamma.log(unseen + 1)
        + weighted
        - population * Math.log(population);
  }
}
