// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A log-linear model over lists and covariates, fitted: the hidden part in all and by level.
 *
 * <p>Persons with unknown levels are shared out by expectation and maximisation (EM; Dempster,
 * Laird and Rubin 1977), which assumes that whether a level is known does not depend on the level
 * itself given what is known. Standard errors then follow Louis (JRSS B 44, 1982): the information
 * of the complete counts minus what the unknown levels take away. They take the model as known.
 *
 * @param model the model
 * @param penalty how small numbers were kept from running away
 * @param observed persons observed
 * @param hidden estimated persons on no list
 * @param seLogHidden standard error of the natural logarithm of the hidden number
 * @param logLikelihood observed-data Poisson log likelihood without log-factorials
 * @param aic Akaike's criterion from that likelihood
 * @param bic Bayesian criterion from it, with the number of persons as sample size
 * @param parameters number of parameters, those at minus infinity included
 * @param rounds rounds of EM, 1 when every level is known
 * @param byLevel by covariate and level
 * @param usable whether one finite fit exists, in exact arithmetic; always with Firth's penalty
 */
public record CovariateFit(
    CovariateModel model,
    Penalty penalty,
    double observed,
    double hidden,
    double seLogHidden,
    double logLikelihood,
    double aic,
    double bic,
    int parameters,
    int rounds,
    Map<String, List<Level>> byLevel,
    boolean usable) {
  private static final int MOST_ROUNDS = 2000;

  /** Expectation and maximisation end when no count moves by a larger part of itself. */
  private static final double ENOUGH = 1e-10;

  /** How sparse tables are kept finite. */
  public enum Penalty {
    /** Plain maximum likelihood. */
    NONE,
    /** Half the square of each interaction, with weight 1. */
    RIDGE,
    /**
     * Half the log determinant of the information (Jeffreys' prior; Firth 1993): never infinite.
     */
    FIRTH
  }

  /**
   * One level of a covariate.
   *
   * @param level its name
   * @param observed persons observed, those of unknown level shared out
   * @param hidden estimated persons on no list
   * @param seLogHidden standard error of the natural logarithm of that
   */
  public record Level(String level, double observed, double hidden, double seLogHidden) {
    /** Returns observed and hidden together. */
    public double population() {
      return observed + hidden;
    }
  }

  /** Returns observed and hidden together. */
  public double population() {
    return observed + hidden;
  }

  /** Says that a model has no finite fit. */
  public static final class NoFit extends RuntimeException {
    NoFit(String message) {
      super(message);
    }
  }

  /** Fits a model with one parameter for each level of a covariate but the first. */
  public static CovariateFit of(Strata strata, CovariateModel model, Penalty penalty) {
    return of(strata, model, penalty, new int[strata.names().size()]);
  }

  /**
   * Fits a model.
   *
   * @param degree for each covariate the degree of a polynomial in the position of its level, or 0
   *     for one parameter for each level
   */
  public static CovariateFit of(
      Strata strata, CovariateModel model, Penalty penalty, int[] degree) {
    CovariateTable table = CovariateTable.of(strata);
    CovariateNewton newton = newton(table, penalty, degree);
    Em em = new Em(table, newton, model);
    if (!em.run()) {
      throw new NoFit("the fit did not settle for " + model.named());
    }
    boolean usable =
        penalty != Penalty.NONE || CovariateExistence.usable(table, em.counts(), model, degree);
    return describe(table, newton, model, penalty, em, usable);
  }

  static CovariateNewton newton(CovariateTable table, Penalty penalty, int[] degree) {
    return new CovariateNewton(
        table, degree, penalty == Penalty.RIDGE ? 1 : 0, penalty == Penalty.FIRTH);
  }

  /** Expectation and maximisation over unknown levels. */
  static final class Em {
    private final CovariateTable table;
    private final CovariateNewton newton;
    private final CovariateModel model;
    private double[] counts;
    private int rounds;

    Em(CovariateTable table, CovariateNewton newton, CovariateModel model) {
      this.table = table;
      this.newton = newton;
      this.model = model;
      this.counts =
          table.partial().isEmpty()
              ? table.complete()
              : table.shared(new double[table.complete().length]);
    }

    boolean run() {
      if (table.partial().isEmpty()) {
        rounds = 1;
        return newton.fit(model, counts);
      }
      double change;
      do {
        if (!newton.fit(model, counts)) {
          return false;
        }
        rounds++;
        double[] next = table.shared(newton.fitted());
        change = 0;
        for (int c = 0; c < next.length; c++) {
          change = Math.max(change, Math.abs(next[c] - counts[c]) / (1 + next[c]));
        }
        counts = next;
      } while (change > ENOUGH && rounds < MOST_ROUNDS);
      return change <= ENOUGH;
    }

    double[] counts() {
      return counts;
    }
  }

  static CovariateFit describe(
      CovariateTable table,
      CovariateNewton newton,
      CovariateModel model,
      Penalty penalty,
      Em em,
      boolean usable) {
    double[] fitted = newton.fitted();
    double[][] factor = Dense.cholesky(observedInformation(table, newton, fitted));
    double logLikelihood = logLikelihood(table, fitted);
    int p = newton.size();
    double observed = table.observed();
    CovariateTable.Shape shape = table.shape();
    Map<String, List<Level>> byLevel = new LinkedHashMap<>();
    for (int v = 0; v < table.covariates().size(); v++) {
      List<Level> levels = new ArrayList<>();
      for (int level = 0; level < table.levels().get(v).size(); level++) {
        int at = level;
        int variable = shape.lists + v;
        Hidden part = hidden(shape, newton, fitted, factor, c -> shape.level(c, variable) == at);
        double seen = 0;
        for (int c = 0; c < fitted.length; c++) {
          if (shape.history(c) > 0 && shape.level(c, variable) == level) {
            seen += em.counts()[c];
          }
        }
        levels.add(new Level(table.levels().get(v).get(level), seen, part.number(), part.seLog()));
      }
      byLevel.put(table.covariates().get(v), List.copyOf(levels));
    }
    Hidden all = hidden(shape, newton, fitted, factor, c -> true);
    return new CovariateFit(
        model,
        penalty,
        observed,
        all.number(),
        all.seLog(),
        logLikelihood,
        2 * p - 2 * logLikelihood,
        p * Math.log(observed) - 2 * logLikelihood,
        p,
        em.rounds,
        byLevel,
        usable);
  }

  private record Hidden(double number, double seLog) {}

  /** Sum of hidden means over chosen cells; its error by the delta method. */
  private static Hidden hidden(
      CovariateTable.Shape shape,
      CovariateNewton newton,
      double[] fitted,
      double[][] factor,
      IntPredicate chosen) {
    double number = 0;
    double[] slope = new double[newton.free()];
    for (int c = 0; c < fitted.length; c++) {
      if (shape.history(c) == 0 && fitted[c] > 0 && chosen.test(c)) {
        number += fitted[c];
        double[] row = newton.row(c);
        for (int j = 0; j < slope.length; j++) {
          slope[j] += fitted[c] * row[j];
        }
      }
    }
    double[] solved = slope.clone();
    Dense.solveFactored(factor, solved);
    double variance = 0;
    for (int j = 0; j < slope.length; j++) {
      variance += slope[j] * solved[j];
    }
    return new Hidden(number, number > 0 ? Math.sqrt(variance) / number : 0);
  }

  /**
   * Louis (1982): complete information minus the variance of the complete score given the data,
   * which is multinomial within each group of unknown level.
   */
  private static double[][] observedInformation(
      CovariateTable table, CovariateNewton newton, double[] fitted) {
    double[][] information = newton.information();
    int p = information.length;
    for (CovariateTable.Partial one : table.partial()) {
      double total = 0;
      for (int c : one.cells()) {
        total += fitted[c];
      }
      double[] middle = new double[p];
      for (int c : one.cells()) {
        double share = fitted[c] / total;
        double[] row = newton.row(c);
        for (int j = 0; j < p; j++) {
          middle[j] += share * row[j];
        }
      }
      for (int c : one.cells()) {
        double weight = one.count() * fitted[c] / total;
        double[] row = newton.row(c);
        for (int j = 0; j < p; j++) {
          for (int k = 0; k < p; k++) {
            information[j][k] -= weight * (row[j] - middle[j]) * (row[k] - middle[k]);
          }
        }
      }
    }
    return information;
  }

  /**
   * Poisson log likelihood of the observed counts; a group of unknown level has the sum of means.
   */
  static double logLikelihood(CovariateTable table, double[] fitted) {
    CovariateTable.Shape shape = table.shape();
    double sum = 0;
    for (int c = 0; c < fitted.length; c++) {
      if (shape.history(c) > 0) {
        double y = table.complete()[c];
        sum += (y > 0 ? y * Math.log(fitted[c]) : 0) - fitted[c];
      }
    }
    for (CovariateTable.Partial one : table.partial()) {
      double mean = 0;
      for (int c : one.cells()) {
        mean += fitted[c];
      }
      sum += one.count() * Math.log(mean);
    }
    return sum;
  }
}
