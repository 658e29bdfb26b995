// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates many strata together: each has its own constant and main effects, all share the
 * interactions.
 *
 * <p>{@code log mu_Cg = alpha_0g + sum of alpha_ig over i in C + sum of gamma_S over interactions S
 * inside C}. Small strata borrow the dependence between lists from the others, which is what makes
 * them estimable. The interactions are chosen stepwise on the pooled table and may be penalised
 * (ridge). Newton's method with one block for each stratum. Persons whose stratum is not known are
 * shared out by expectation and maximisation (EM) in proportion to the fitted means. A stratum
 * whose own lists do not fix its hidden part is refused, never filled in.
 */
public final class SharedInteractions {
  private static final int MOST_ROUNDS = 500;

  private final Strata strata;
  private final int lists;
  private final int[] shared;
  private final double ridge;
  private final List<List<String>> levels = new ArrayList<>();
  private final List<double[]> counts = new ArrayList<>();
  private final List<int[]> own = new ArrayList<>();
  private final List<double[]> alpha = new ArrayList<>();
  private double[] gamma;
  private final List<double[]> variance = new ArrayList<>();

  /**
   * One stratum.
   *
   * @param levels its levels
   * @param observed persons observed, a fraction when some were shared out
   * @param population estimated number; NaN when refused
   * @param seLogHidden standard error of the natural logarithm of the hidden number
   * @param reason why it is refused, empty otherwise
   */
  public record Stratum(
      List<String> levels, double observed, double population, double seLogHidden, String reason) {}

  /**
   * All strata.
   *
   * @param model model of the pooled table whose interactions are shared
   * @param strata one entry for each stratum with known levels
   * @param rounds rounds of EM, 1 when no level was missing
   */
  public record Result(Hierarchy model, List<Stratum> strata, int rounds) {
    /** Returns the strata that have an estimate. */
    public List<Stratum> given() {
      return strata.stream().filter(s -> Double.isFinite(s.population())).toList();
    }

    /** Returns the sum over strata that have an estimate. */
    public double population() {
      return strata.stream().mapToDouble(Stratum::population).filter(Double::isFinite).sum();
    }
  }

  private SharedInteractions(Strata strata, Hierarchy model, double ridge) {
    this.strata = strata;
    this.lists = strata.lists().size();
    this.ridge = ridge;
    this.shared = Arrays.stream(model.terms()).filter(s -> Integer.bitCount(s) > 1).toArray();
    this.gamma = new double[shared.length];
  }

  /**
   * Fits all strata.
   *
   * @param ridge weight of the penalty gamma^2 / 2 on each interaction, 0 for none
   */
  public static Result of(Strata strata, double ridge) {
    if (!(ridge >= 0)) {
      throw new IllegalArgumentException("ridge = %s, expected 0 or more".formatted(ridge));
    }
    CaptureTable pooled = strata.pooled();
    Stepwise stepwise = new Stepwise(pooled.size(), Stepwise.USUAL_THRESHOLD);
    if (!Double.isFinite(stepwise.population(Cells.of(pooled)))) {
      throw new IllegalArgumentException("the pooled table has no finite fit");
    }
    return new SharedInteractions(strata, stepwise.model(), ridge).run(stepwise.model());
  }

  private Result run(Hierarchy model) {
    Map<List<String>, Cells> known = new LinkedHashMap<>();
    Map<List<String>, Cells> unknown = new LinkedHashMap<>();
    strata
        .tables()
        .forEach(
            (key, table) ->
                (key.contains(TableReader.UNKNOWN) ? unknown : known).put(key, Cells.of(table)));
    known.forEach(
        (key, cells) -> {
          levels.add(key);
          counts.add(cells.y);
        });
    List<String> reasons = new ArrayList<>();
    for (double[] y : counts) {
      reasons.add(prepare(y));
    }
    int rounds = 0;
    double change;
    List<double[]> complete = List.copyOf(counts);
    do {
      change = rounds == 0 ? 1 : share(unknown, complete);
      fit(reasons);
      rounds++;
    } while (!unknown.isEmpty() && change > 1e-7 && rounds < MOST_ROUNDS);
    List<Stratum> fitted = new ArrayList<>();
    for (int g = 0; g < levels.size(); g++) {
      double observed = Arrays.stream(counts.get(g)).sum();
      boolean given = reasons.get(g).isEmpty();
      fitted.add(
          new Stratum(
              levels.get(g),
              observed,
              given ? observed + Math.exp(alpha.get(g)[0]) : Double.NaN,
              given ? Math.sqrt(variance.get(g)[0]) : Double.NaN,
              reasons.get(g)));
    }
    return new Result(model, fitted, rounds);
  }

  /** Notes the terms of one stratum; returns a reason to refuse it, empty when there is none. */
  private String prepare(double[] y) {
    Cells cells = new Cells(lists, y);
    int[] main = Hierarchy.mainEffects(lists).terms();
    own.add(Arrays.stream(main).filter(s -> cells.margin[s] > 0).toArray());
    double[] start = new double[own.getLast().length];
    if (start.length > 0) {
      start[0] = Math.log(2 * cells.total);
    }
    for (int i = 1; i < start.length; i++) {
      start[i] = Math.log(cells.margin[own.getLast()[i]] / (3 * cells.total));
    }
    alpha.add(start);
    variance.add(new double[] {Double.NaN});
    boolean usable = cells.total > 0 && new Existence(cells).usable(main, main.length);
    return usable ? "" : "the lists of this stratum overlap too little to fix its hidden part";
  }

  /**
   * E step: shares out persons of unknown level; returns the largest relative change of a count.
   */
  private double share(Map<List<String>, Cells> unknown, List<double[]> complete) {
    List<double[]> next = new ArrayList<>();
    complete.forEach(y -> next.add(y.clone()));
    List<double[]> means = new ArrayList<>();
    for (int g = 0; g < levels.size(); g++) {
      means.add(means(g));
    }
    unknown.forEach(
        (key, cells) -> {
          for (int c : cells.positive) {
            double total = 0;
            double equal = 0;
            for (int g = 0; g < levels.size(); g++) {
              total += matches(key, levels.get(g)) ? means.get(g)[c] : 0;
              equal += matches(key, levels.get(g)) ? 1 : 0;
            }
            for (int g = 0; g < levels.size(); g++) {
              if (matches(key, levels.get(g))) {
                next.get(g)[c] += cells.y[c] * (total > 0 ? means.get(g)[c] / total : 1 / equal);
              }
            }
          }
        });
    double change = 0;
    for (int g = 0; g < levels.size(); g++) {
      for (int c = 1; c < next.get(g).length; c++) {
        change =
            Math.max(change, Math.abs(next.get(g)[c] - counts.get(g)[c]) / (1 + next.get(g)[c]));
      }
      counts.set(g, next.get(g));
    }
    return change;
  }

  private static boolean matches(List<String> partial, List<String> full) {
    for (int i = 0; i < partial.size(); i++) {
      if (!partial.get(i).equals(TableReader.UNKNOWN) && !partial.get(i).equals(full.get(i))) {
        return false;
      }
    }
    return true;
  }

  private double[] means(int g) {
    double[] mean = new double[1 << lists];
    Arrays.fill(mean, 1);
    int[] terms = own.get(g);
    for (int i = 0; i < lists; i++) {
      mean[1 << i] = 0;
    }
    for (int i = 0; i < terms.length; i++) {
      mean[terms[i]] = Math.exp(alpha.get(g)[i]);
    }
    for (int k = 0; k < shared.length; k++) {
      mean[shared[k]] = Math.exp(gamma[k]);
    }
    Cells.subsetProducts(mean, lists);
    return mean;
  }

  private void fit(List<String> reasons) {
    double before = objective(reasons);
    for (int step = 0; step < 200; step++) {
      double largest = newton(reasons);
      double after = objective(reasons);
      double part = 1;
      while (!(after <= before + 1e-9 * Math.abs(before)) && part > 1e-6) {
        part /= 2;
        move(-part);
        after = objective(reasons);
      }
      before = after;
      if (largest < 1e-9) {
        return;
      }
    }
    throw new IllegalStateException("the strata could not be fitted together");
  }

  private List<double[]> lastStep = List.of();
  private double[] lastShared = new double[0];

  private void move(double part) {
    for (int g = 0; g < alpha.size(); g++) {
      for (int i = 0; i < lastStep.get(g).length; i++) {
        alpha.get(g)[i] += part * lastStep.get(g)[i];
      }
    }
    for (int k = 0; k < gamma.length; k++) {
      gamma[k] += part * lastShared[k];
    }
  }

  private double objective(List<String> reasons) {
    double value = 0;
    for (int g = 0; g < alpha.size(); g++) {
      if (reasons.get(g).isEmpty()) {
        double[] mean = means(g);
        for (int c = 1; c < mean.length; c++) {
          double y = counts.get(g)[c];
          value += mean[c] - (y > 0 ? y * Math.log(mean[c]) : 0);
        }
      }
    }
    for (double x : gamma) {
      value += ridge / 2 * x * x;
    }
    return value;
  }

  /** One Newton step with the Schur complement of the strata blocks; returns the largest move. */
  private double newton(List<String> reasons) {
    int q = shared.length;
    double[][] schur = new double[q][q];
    double[] right = new double[q];
    for (int k = 0; k < q; k++) {
      schur[k][k] = ridge;
      right[k] = -ridge * gamma[k];
    }
    boolean[] used = new boolean[q];
    List<double[][]> factors = new ArrayList<>();
    List<double[][]> crosses = new ArrayList<>();
    List<double[]> slopes = new ArrayList<>();
    for (int g = 0; g < alpha.size(); g++) {
      int[] terms = own.get(g);
      int p = terms.length;
      if (!reasons.get(g).isEmpty()) {
        factors.add(new double[0][]);
        crosses.add(new double[0][]);
        slopes.add(new double[0]);
        continue;
      }
      double[] mean = means(g);
      mean[0] = 0;
      Cells.supersetSums(mean, lists);
      double[] margin = counts.get(g).clone();
      Cells.supersetSums(margin, lists);
      double[][] block = new double[p][p];
      double[][] cross = new double[q][p];
      double[] slope = new double[p];
      for (int i = 0; i < p; i++) {
        slope[i] = margin[terms[i]] - mean[terms[i]];
        for (int j = 0; j < p; j++) {
          block[i][j] = mean[terms[i] | terms[j]];
        }
        for (int k = 0; k < q; k++) {
          cross[k][i] = mean[terms[i] | shared[k]];
        }
      }
      double[][] factor = Dense.cholesky(block);
      double[] solved = slope.clone();
      Dense.solveFactored(factor, solved);
      for (int k = 0; k < q; k++) {
        right[k] += margin[shared[k]] - mean[shared[k]] - dot(cross[k], solved);
        used[k] |= margin[shared[k]] > 0;
        double[] column = cross[k].clone();
        Dense.solveFactored(factor, column);
        for (int l = 0; l < q; l++) {
          schur[k][l] += mean[shared[k] | shared[l]] - dot(cross[l], column);
        }
      }
      factors.add(factor);
      crosses.add(cross);
      slopes.add(slope);
    }
    for (int k = 0; k < q; k++) {
      if (!used[k]) {
        gamma[k] = -40;
        Arrays.fill(schur[k], 0);
        for (int l = 0; l < q; l++) {
          schur[l][k] = 0;
        }
        schur[k][k] = 1;
        right[k] = 0;
      }
    }
    double[][] schurFactor = Dense.cholesky(schur);
    Dense.solveFactored(schurFactor, right);
    return backSubstitute(reasons, factors, crosses, slopes, schurFactor, right);
  }

  private double backSubstitute(
      List<String> reasons,
      List<double[][]> factors,
      List<double[][]> crosses,
      List<double[]> slopes,
      double[][] schurFactor,
      double[] right) {
    double largest = 0;
    List<double[]> steps = new ArrayList<>();
    for (int g = 0; g < alpha.size(); g++) {
      double[] step = slopes.get(g).clone();
      if (reasons.get(g).isEmpty()) {
        for (int k = 0; k < right.length; k++) {
          for (int i = 0; i < step.length; i++) {
            step[i] -= crosses.get(g)[k][i] * right[k];
          }
        }
        Dense.solveFactored(factors.get(g), step);
        variance.set(
            g, new double[] {varianceOfConstant(factors.get(g), crosses.get(g), schurFactor)});
        for (double x : step) {
          largest = Math.max(largest, Math.abs(x));
        }
      }
      steps.add(step);
    }
    for (double x : right) {
      largest = Math.max(largest, Math.abs(x));
    }
    lastStep = steps;
    lastShared = right;
    move(1);
    return largest;
  }

  /** (A^-1)_00 + w' S^-1 w, with w the cross block applied to the first column of A^-1. */
  private static double varianceOfConstant(
      double[][] factor, double[][] cross, double[][] schurFactor) {
    double[] first = new double[factor.length];
    first[0] = 1;
    Dense.solveFactored(factor, first);
    double[] w = new double[cross.length];
    for (int k = 0; k < w.length; k++) {
      w[k] = dot(cross[k], first);
    }
    double[] solved = w.clone();
    Dense.solveFactored(schurFactor, solved);
    return first[0] + dot(w, solved);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
