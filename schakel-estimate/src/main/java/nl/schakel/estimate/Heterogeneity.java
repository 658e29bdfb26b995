// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Models for persons who differ in how visible they are, as a term in the number of lists a person
 * is on (Darroch, Fienberg, Glonek and Junker, JASA 88, 1993; Rivest and Baillargeon, Biometrics
 * 63, 2007; Rcapture).
 *
 * <p>{@code log mu_C = beta_0 + sum of beta_i over i in C + tau h(|C|)}, with h(k) = k^2/2
 * (Darroch: visibility is normal on the log odds, a Rasch model), 2^k - 1 (Poisson with base 2) or
 * -log(3.5 + k) + log(3.5) (gamma with shape 3.5). Chao's lower bound instead gives each k above 2
 * a parameter of its own, those below 0 dropped. Lists are taken as independent for each person.
 * {@code equal} replaces the list effects by one effect for all lists.
 *
 * @param fits one entry for each form, refused ones with NaN left out
 */
public record Heterogeneity(List<One> fits) {
  private static final double LOG_SHAPE = Math.log(3.5);

  public Heterogeneity {
    fits = List.copyOf(fits);
  }

  /** How visibility is taken to vary. */
  public enum Form {
    /** All persons are alike. */
    NONE,
    /** A lower bound whatever the variation. */
    CHAO,
    /** Mild variation. */
    POISSON2,
    /** The Rasch model with normal visibility. */
    DARROCH,
    /** Strong variation. */
    GAMMA35
  }

  /**
   * One fit.
   *
   * @param form how visibility varies
   * @param equal whether all lists have the same effect
   * @param population estimate, a lower bound for {@link Form#CHAO}
   * @param standardError standard error of the population
   * @param deviance deviance
   * @param aic Akaike's criterion
   * @param bic Bayesian criterion
   */
  public record One(
      Form form,
      boolean equal,
      double population,
      double standardError,
      double deviance,
      double aic,
      double bic) {}

  /** Fits every form with an effect for each list; needs at least three lists. */
  public static Heterogeneity of(CaptureTable table) {
    List<One> fits = new ArrayList<>();
    for (Form form : Form.values()) {
      One one = fit(table, form, false);
      if (Double.isFinite(one.population())) {
        fits.add(one);
      }
    }
    return new Heterogeneity(fits);
  }

  /** Fits one form; the population is NaN when there is no finite fit. */
  public static One fit(CaptureTable table, Form form, boolean equal) {
    Cells cells = Cells.of(table);
    List<double[]> columns = columns(cells, form, equal);
    while (true) {
      PoissonFit fit = PoissonFit.of(columns, cells);
      int worst = form == Form.CHAO ? fit.mostNegative(firstExtra(cells, equal)) : -1;
      if (worst < 0) {
        return one(form, equal, fit, cells);
      }
      columns.remove(worst);
    }
  }

  private static int firstExtra(Cells cells, boolean equal) {
    return equal ? 2 : cells.lists + 1;
  }

  private static One one(Form form, boolean equal, PoissonFit fit, Cells cells) {
    int p = fit.parameters();
    double hidden = fit.settled() ? Math.exp(fit.constant()) : Double.NaN;
    double error = Math.sqrt(hidden + hidden * hidden * fit.constantVariance());
    return new One(
        form,
        equal,
        cells.total + hidden,
        error,
        fit.deviance(),
        2 * p - 2 * fit.logLikelihood(),
        p * Math.log(cells.total) - 2 * fit.logLikelihood());
  }

  /** The design, one array for each parameter, indexed by history; index 0 is not used. */
  private static List<double[]> columns(Cells cells, Form form, boolean equal) {
    List<double[]> columns = new ArrayList<>();
    columns.add(column(cells, history -> 1));
    if (equal) {
      columns.add(column(cells, Integer::bitCount));
    } else {
      for (int i = 0; i < cells.lists; i++) {
        int bit = 1 << i;
        columns.add(column(cells, history -> (history & bit) != 0 ? 1 : 0));
      }
    }
    switch (form) {
      case NONE -> {}
      case CHAO -> {
        for (int k = 3; k <= cells.lists; k++) {
          int over = k - 2;
          columns.add(column(cells, h -> Math.max(0, Integer.bitCount(h) - 1 - over)));
        }
      }
      case POISSON2 -> columns.add(column(cells, h -> Math.pow(2, Integer.bitCount(h)) - 1));
      case DARROCH -> columns.add(column(cells, h -> Math.pow(Integer.bitCount(h), 2) / 2));
      case GAMMA35 ->
          columns.add(column(cells, h -> LOG_SHAPE - Math.log(3.5 + Integer.bitCount(h))));
    }
    return columns;
  }

  private static double[] column(Cells cells, IntToDoubleFunction value) {
    double[] column = new double[cells.size];
    for (int history = 1; history < cells.size; history++) {
      column[history] = value.applyAsDouble(history);
    }
    return column;
  }
}
