// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses pairs of lists and covariates step by step, the way of Cruyff and others (Cruyff,
 * Overstall, Papathomas and McCrea, Biometrics 77, 2021; program mse): from main effects, the pair
 * whose entering or leaving lowers the criterion most, until none lowers it.
 *
 * <p>A model without one finite fit is not stepped to; that is decided exactly.
 */
public final class CovariateSearch {
  private static final int MOST_STEPS = 500;

  /** Candidates are compared to this precision of log likelihood; the one taken is fitted fully. */
  private static final double ROUGH = 1e-4;

  private final CovariateTable table;
  private final CovariateFit.Penalty penalty;
  private final int[] degree;
  private final CovariateNewton newton;
  private final double[] complete;
  private final Set<List<Integer>> refused = new HashSet<>();

  /** One step of the way. */
  private record Candidate(CovariateModel model, double value) {}

  private CovariateSearch(Strata strata, CovariateFit.Penalty penalty, int[] degree) {
    this.table = CovariateTable.of(strata);
    this.penalty = penalty;
    this.degree = degree.clone();
    this.newton = CovariateFit.newton(table, penalty, degree);
    this.complete = table.shared(new double[table.complete().length]);
  }

  /** Chooses and fits, with one parameter for each level of a covariate but the first. */
  public static CovariateFit of(Strata strata, Criterion criterion, CovariateFit.Penalty penalty) {
    return of(strata, criterion, penalty, new int[strata.names().size()]);
  }

  /**
   * Chooses and fits.
   *
   * @param degree for each covariate the degree of a polynomial in the position of its level, or 0
   *     for one parameter for each level
   * @throws CovariateFit.NoFit when even main effects have no finite fit
   */
  public static CovariateFit of(
      Strata strata, Criterion criterion, CovariateFit.Penalty penalty, int[] degree) {
    CovariateSearch search = new CovariateSearch(strata, penalty, degree);
    CovariateModel chosen = search.choose(criterion);
    return CovariateFit.of(strata, chosen, penalty, degree);
  }

  private CovariateModel choose(Criterion criterion) {
    double each =
        switch (criterion) {
          case BIC -> Math.log(table.observed());
          case AIC -> 2;
        };
    CovariateModel model = CovariateModel.mainEffects(table.names());
    if (!usable(model)) {
      throw new CovariateFit.NoFit("even main effects have no finite fit");
    }
    double value = value(model, each);
    Map<Integer, Double> here = newton.warmth();
    for (int step = 0; step < MOST_STEPS; step++) {
      List<Candidate> candidates = new ArrayList<>();
      newton.precision(ROUGH);
      for (CovariateModel next : neighbours(model)) {
        if (!refused.contains(next.terms())) {
          newton.warmth(here);
          candidates.add(new Candidate(next, value(next, each)));
        }
      }
      newton.precision(CovariateNewton.EXACT);
      candidates.sort(Comparator.comparingDouble(Candidate::value));
      Candidate taken = null;
      for (Candidate candidate : candidates) {
        if (candidate.value() < value - 4 * ROUGH && usable(candidate.model())) {
          taken = candidate;
          break;
        }
        if (!(candidate.value() < value - 4 * ROUGH)) {
          break;
        }
      }
      if (taken == null) {
        return model;
      }
      model = taken.model();
      newton.warmth(here);
      value = value(model, each);
      here = newton.warmth();
    }
    return model;
  }

  private boolean usable(CovariateModel model) {
    if (penalty != CovariateFit.Penalty.NONE) {
      return true;
    }
    boolean usable = CovariateExistence.usable(table, complete, model, degree);
    if (!usable) {
      refused.add(model.terms());
    }
    return usable;
  }

  private List<CovariateModel> neighbours(CovariateModel model) {
    Set<Integer> present = new TreeSet<>(model.terms());
    List<CovariateModel> neighbours = new ArrayList<>();
    int variables = table.names().size();
    for (int i = 0; i < variables; i++) {
      for (int j = i + 1; j < variables; j++) {
        int pair = 1 << i | 1 << j;
        neighbours.add(present.contains(pair) ? model.without(pair) : model.with(pair));
      }
    }
    return neighbours;
  }

  private double value(CovariateModel model, double each) {
    CovariateFit.Em em = new CovariateFit.Em(table, newton, model);
    if (!em.run()) {
      return Double.POSITIVE_INFINITY;
    }
    double likelihood =
        table.partial().isEmpty() && penalty == CovariateFit.Penalty.NONE
            ? newton.logLikelihood()
            : CovariateFit.logLikelihood(table, newton.fitted());
    return each * newton.size() - 2 * likelihood;
  }
}
