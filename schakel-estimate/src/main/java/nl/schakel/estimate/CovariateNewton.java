// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fits log-linear models over lists and covariates by Newton's method, without a design matrix.
 *
 * <p>As in {@link Newton}: with indicator coding the product of two terms is the indicator of their
 * union, or 0 when they ask for different levels of a covariate, so the information matrix holds
 * margins of the means. A covariate coded as a polynomial has as parameters the coefficients of (y
 * - y_0)/(y_last - y_0) to the powers 1 to d, each of which is a fixed combination of indicators.
 * Cells on no list are not observed and count nowhere in the likelihood. One object per thread.
 */
final class CovariateNewton {
  private static final int MOST_STEPS = 60;

  /** A fit ends when the next step would gain less log likelihood than this. */
  static final double EXACT = 1e-9;

  /** One parameter: the indicators it is made of, as cells, with their weights. */
  private record Parameter(int id, int term, int[] cells, double[] weights) {}

  /** The product of two parameters: margins of the means and their weights. */
  private record Product(int[] cells, double[] weights) {}

  private final CovariateTable table;
  private final CovariateTable.Shape shape;
  private final int[] degree;
  private final double ridge;
  private final boolean firth;
  private final double[] factor;
  private final double[] mean;
  private final double[] margin;
  private final double[] log;
  private final Map<Integer, Double> warm = new HashMap<>();
  private final Map<Integer, List<Parameter>> parametersOf = new HashMap<>();
  private @Nullable Product[][] products = new @Nullable Product[0][0];
  private int known;
  private Parameter[] parameters = {};
  private double[] beta = {};
  private int minusInfinity;
  private double logLikelihood;
  private double precision = EXACT;
  private double[][] factored = {};

  /**
   * Prepares for one table.
   *
   * @param degree degree of the polynomial for each covariate, 0 for one parameter for each level
   * @param ridge weight of the penalty beta^2 / 2 on interactions, 0 for none
   * @param firth whether to maximise the likelihood times the root of the determinant of the
   *     information (Jeffreys; Firth, Biometrika 80, 1993), which is always finite
   */
  CovariateNewton(CovariateTable table, int[] degree, double ridge, boolean firth) {
    this.table = table;
    this.shape = table.shape();
    this.degree = degree;
    this.ridge = ridge;
    this.firth = firth;
    this.factor = new double[shape.cells()];
    this.mean = new double[shape.cells()];
    this.margin = new double[shape.cells()];
    this.log = new double[shape.cells()];
  }

  /** Sets the gain in log likelihood at which a fit ends. */
  void precision(double gain) {
    this.precision = gain;
  }

  /** The parameters that the next fit begins at. */
  Map<Integer, Double> warmth() {
    return new HashMap<>(warm);
  }

  /** Sets the parameters that the next fit begins at. */
  void warmth(Map<Integer, Double> parameters) {
    warm.clear();
    warm.putAll(parameters);
  }

  /** Fits to complete counts, beginning at the parameters of earlier fits; false if not settled. */
  boolean fit(CovariateModel model, double[] y) {
    System.arraycopy(y, 0, margin, 0, y.length);
    clearUnseen(margin);
    double total = Arrays.stream(margin).sum();
    shape.margins(margin);
    choose(model);
    start(total);
    boolean settled = firth ? climbPenalised(y) : climb(margin, total);
    if (!settled && !warm.isEmpty()) {
      warm.clear();
      start(total);
      settled = firth ? climbPenalised(y) : climb(margin, total);
    }
    if (settled) {
      for (int j = 0; j < parameters.length; j++) {
        warm.put(parameters[j].id(), beta[j]);
      }
    }
    return settled;
  }

  private void clearUnseen(double[] values) {
    for (int c = 0; c < values.length; c += 1 << shape.lists) {
      values[c] = 0;
    }
  }

  /** Takes the parameters of the terms; those whose margin is 0 stand at minus infinity. */
  private void choose(CovariateModel model) {
    List<Parameter> kept = new ArrayList<>();
    Arrays.fill(factor, 1);
    minusInfinity = 0;
    for (int term : model.terms()) {
      for (Parameter one : parametersOf.computeIfAbsent(term, this::make)) {
        double seen = 0;
        for (int cell : one.cells()) {
          seen += margin[cell];
        }
        if (seen > 0 || firth) {
          kept.add(one);
        } else {
          minusInfinity++;
          for (int cell : one.cells()) {
            factor[cell] = 0;
          }
        }
      }
    }
    parameters = kept.toArray(Parameter[]::new);
  }

  private List<Parameter> make(int term) {
    List<Parameter> made = new ArrayList<>();
    made.add(new Parameter(0, term, new int[] {0}, new double[] {1}));
    for (int v = 0; v < shape.size.length; v++) {
      if ((term >> v & 1) != 0) {
        List<Parameter> next = new ArrayList<>();
        for (Parameter one : made) {
          int powers = v < shape.lists ? 0 : degree[v - shape.lists];
          int many = powers == 0 ? shape.size[v] - 1 : Math.min(powers, shape.size[v] - 1);
          for (int k = 1; k <= many; k++) {
            next.add(extended(one, v, k, powers > 0));
          }
        }
        made = next;
      }
    }
    List<Parameter> numbered = new ArrayList<>();
    made.forEach(
        one -> numbered.add(new Parameter(known++, one.term(), one.cells(), one.weights())));
    return numbered;
  }

  private Parameter extended(Parameter one, int v, int k, boolean polynomial) {
    int levels = shape.size[v];
    int each = polynomial ? levels - 1 : 1;
    int[] cells = new int[one.cells().length * each];
    double[] weights = new double[cells.length];
    int at = 0;
    for (int i = 0; i < one.cells().length; i++) {
      for (int level = polynomial ? 1 : k; level <= (polynomial ? levels - 1 : k); level++) {
        cells[at] = one.cells()[i] + level * shape.stride[v];
        weights[at] =
            one.weights()[i] * (polynomial ? Math.pow((double) level / (levels - 1), k) : 1);
        at++;
      }
    }
    return new Parameter(0, one.term(), cells, weights);
  }

  private void start(double total) {
    beta = new double[parameters.length];
    for (int j = 0; j < beta.length; j++) {
      Double known = warm.get(parameters[j].id());
      if (known != null) {
        beta[j] = known;
      } else if (warm.isEmpty()) {
        int term = parameters[j].term();
        double seen = Math.max(0.5, margin[parameters[j].cells()[0]]);
        beta[j] =
            term == 0
                ? Math.log(2 * total / (shape.cells() >> shape.lists))
                : Integer.bitCount(term) == 1 && term < 1 << shape.lists
                    ? Math.log(seen / (3 * total))
                    : 0;
      }
    }
  }

  private boolean climb(double[] target, double total) {
    int p = parameters.length;
    double[] step = new double[p];
    double value = value(beta, target);
    for (int round = 0; round < MOST_STEPS; round++) {
      double steepest = slope(target, step);
      if (!factor()) {
        return false;
      }
      Dense.solveFactored(factored, step);
      double gain = 0;
      double largest = 0;
      double[] gradient = new double[p];
      slope(target, gradient);
      for (int j = 0; j < p; j++) {
        gain += gradient[j] * step[j];
        largest = Math.max(largest, Math.abs(step[j]));
      }
      double part = 1;
      double[] before = beta;
      double after;
      do {
        double[] tried = new double[p];
        for (int j = 0; j < p; j++) {
          tried[j] = before[j] + part * step[j];
        }
        beta = tried;
        after = value(beta, target);
        part /= 2;
      } while (!(after <= value + 1e-11 * Math.max(1, Math.abs(value))) && part > 1e-7);
      value = after;
      boolean flat = gain < precision && steepest < 1e3 * precision * Math.max(1, total);
      if (largest < 1e-7 || flat && (round > 0 || precision > EXACT)) {
        logLikelihood = -value;
        return Double.isFinite(value);
      }
    }
    return false;
  }

  /** Newton steps on the modified score: each cell gains half its leverage (Firth 1993). */
  private boolean climbPenalised(double[] y) {
    double[] target = margin.clone();
    for (int round = 0; round < 40 * MOST_STEPS; round++) {
      value(beta, target);
      if (!factor()) {
        return false;
      }
      double[] more = leverages();
      for (int c = 0; c < more.length; c++) {
        more[c] = shape.history(c) == 0 ? 0 : y[c] + more[c] / 2;
      }
      shape.margins(more);
      target = more;
      double[] step = new double[parameters.length];
      slope(target, step);
      Dense.solveFactored(factored, step);
      double largest = 0;
      double[] next = beta.clone();
      for (double s : step) {
        largest = Math.max(largest, Math.abs(s));
      }
      for (int j = 0; j < step.length; j++) {
        next[j] += step[j] * Math.min(1, 2 / largest);
      }
      beta = next;
      if (largest < 1e-10) {
        logLikelihood = -value(beta, margin);
        return factor();
      }
    }
    return false;
  }

  /** mu_c x_c' I^-1 x_c of each observed cell. */
  private double[] leverages() {
    double[] fitted = fitted();
    double[] leverages = new double[fitted.length];
    for (int c = 0; c < fitted.length; c++) {
      if (shape.history(c) != 0 && fitted[c] > 0) {
        double[] x = row(c);
        double[] solved = x.clone();
        Dense.solveFactored(factored, solved);
        leverages[c] = fitted[c] * dot(x, solved);
      }
    }
    return leverages;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The row of the design of one cell. */
  double[] row(int cell) {
    double[] row = new double[parameters.length];
    for (int j = 0; j < row.length; j++) {
      for (int i = 0; i < parameters[j].cells().length; i++) {
        if (shape.contains(cell, parameters[j].cells()[i])) {
          row[j] += parameters[j].weights()[i];
        }
      }
    }
    return row;
  }

  private void means(double[] at, double[] into) {
    System.arraycopy(factor, 0, into, 0, into.length);
    Arrays.fill(log, 0);
    for (int j = 0; j < at.length; j++) {
      int[] cells = parameters[j].cells();
      for (int i = 0; i < cells.length; i++) {
        log[cells[i]] += parameters[j].weights()[i] * at[j];
      }
    }
    for (Parameter one : parameters) {
      for (int cell : one.cells()) {
        if (log[cell] != 0) {
          into[cell] *= Math.exp(log[cell]);
          log[cell] = 0;
        }
      }
    }
    shape.products(into);
  }

  /** Fills the margins of the means; returns minus the log likelihood, penalty included. */
  private double value(double[] at, double[] target) {
    means(at, mean);
    clearUnseen(mean);
    shape.margins(mean);
    double value = mean[0];
    for (int j = 0; j < at.length; j++) {
      value -= at[j] * weighted(parameters[j], target);
      if (Integer.bitCount(parameters[j].term()) > 1) {
        value += ridge / 2 * at[j] * at[j];
      }
    }
    return value;
  }

  private static double weighted(Parameter one, double[] of) {
    double sum = 0;
    for (int i = 0; i < one.cells().length; i++) {
      sum += one.weights()[i] * of[one.cells()[i]];
    }
    return sum;
  }

  private double slope(double[] target, double[] into) {
    double steepest = 0;
    for (int j = 0; j < into.length; j++) {
      into[j] = weighted(parameters[j], target) - weighted(parameters[j], mean);
      if (Integer.bitCount(parameters[j].term()) > 1) {
        into[j] -= ridge * beta[j];
      }
      steepest = Math.max(steepest, Math.abs(into[j]));
    }
    return steepest;
  }

  private boolean factor() {
    try {
      factored = Dense.cholesky(information());
      return true;
    } catch (ArithmeticException singular) {
      return false;
    }
  }

  double[][] information() {
    int p = parameters.length;
    double[][] matrix = new double[p][p];
    for (int j = 0; j < p; j++) {
      for (int k = 0; k <= j; k++) {
        Product product = product(parameters[j], parameters[k]);
        double sum = 0;
        for (int i = 0; i < product.cells().length; i++) {
          sum += product.weights()[i] * mean[product.cells()[i]];
        }
        matrix[j][k] = sum;
        matrix[k][j] = sum;
      }
      if (Integer.bitCount(parameters[j].term()) > 1) {
        matrix[j][j] += ridge;
      }
    }
    return matrix;
  }

  private Product product(Parameter one, Parameter other) {
    int most = Math.max(one.id(), other.id());
    if (products.length <= most) {
      int room = Math.max(64, 2 * most);
      @Nullable Product[][] larger = new @Nullable Product[room][];
      System.arraycopy(products, 0, larger, 0, products.length);
      for (int i = products.length; i < room; i++) {
        larger[i] = new @Nullable Product[i + 1];
      }
      products = larger;
    }
    int least = Math.min(one.id(), other.id());
    @Nullable Product product = products[most][least];
    if (product == null) {
      product = multiply(one, other);
      products[most][least] = product;
    }
    return product;
  }

  private Product multiply(Parameter one, Parameter other) {
    int[] cells = new int[one.cells().length * other.cells().length];
    double[] weights = new double[cells.length];
    int found = 0;
    for (int a = 0; a < one.cells().length; a++) {
      for (int b = 0; b < other.cells().length; b++) {
        int both = shape.union(one.cells()[a], other.cells()[b]);
        if (both >= 0) {
          cells[found] = both;
          weights[found++] = one.weights()[a] * other.weights()[b];
        }
      }
    }
    return new Product(Arrays.copyOf(cells, found), Arrays.copyOf(weights, found));
  }

  /** Fitted means of all cells; those on no list are the hidden part. */
  double[] fitted() {
    double[] fitted = new double[shape.cells()];
    means(beta, fitted);
    return fitted;
  }

  /** Log likelihood without the log-factorials of the counts, penalty included. */
  double logLikelihood() {
    return logLikelihood;
  }

  /** Number of parameters, those at minus infinity included. */
  int size() {
    return parameters.length + minusInfinity;
  }

  int free() {
    return parameters.length;
  }

  double[] beta() {
    return beta.clone();
  }

  /** Evaluates at other parameters, for checks. */
  double[] fittedAt(double[] other) {
    double[] fitted = new double[shape.cells()];
    means(other, fitted);
    return fitted;
  }
}
