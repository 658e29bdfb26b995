// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Averages over all decomposable graphs of dependence between three to seven lists (Madigan and
 * York, Biometrika 84, 1997).
 *
 * <p>Hyper-Dirichlet prior with weight delta in each cell of the full table. For m persons unseen
 * and N = n + m the log marginal likelihood of a graph is the sum over cliques minus the sum over
 * separators of {@code sum[log G(cell + d) - log G(d)]}, {@code d = delta 2^(t - |C|)}, plus
 * (cliques - separators)(log G(2^t delta) - log G(N + 2^t delta)), plus the multinomial
 * coefficient, minus log N (prior 1/N). Assumes a closed population and error-free linkage; the
 * answer depends strongly on delta, so a second value must always be shown.
 */
public final class DecomposableAverage {
  private static final int CHUNKS = 64;

  private final CaptureTable table;
  private final double delta;
  private final long[] grid;
  private final int lists;
  private final double[][] component;

  /** log G(N + 2^t delta) - log G(2^t delta) by number unseen. */
  private final double[] whole;

  /**
   * The posterior.
   *
   * @param delta prior weight of a cell
   * @param median first population whose cumulative probability exceeds one half
   * @param interval central posterior interval
   * @param mean posterior mean
   * @param mode population with the highest probability
   * @param graphs number of graphs averaged
   * @param best graphs with the highest probability
   * @param warnings what a reader must know
   */
  public record Posterior(
      double delta,
      long median,
      Interval interval,
      double mean,
      long mode,
      int graphs,
      List<Graph> best,
      List<Remark> warnings) {}

  /**
   * A graph with its posterior probability.
   *
   * @param cliques cliques as a model in list names
   * @param probability posterior probability
   */
  public record Graph(Hierarchy cliques, double probability) {}

  private DecomposableAverage(CaptureTable table, double delta, long[] grid) {
    this.table = table;
    this.delta = delta;
    this.grid = grid.clone();
    this.lists = table.size();
    this.component = new double[1 << lists][];
    this.whole = new double[grid.length];
  }

  /**
   * Averages with weight 2^-t and 1000 numbers unseen spread evenly from 1 to 30 times the
   * observed.
   */
  public static Posterior usual(CaptureTable table, int threads, Progress progress) {
    return of(
        table,
        Math.pow(2, -table.size()),
        evenGrid(1, 30 * table.observed(), 1000),
        threads,
        progress);
  }

  /** Averages with a given prior weight over given numbers unseen. */
  public static Posterior of(
      CaptureTable table, double delta, long[] unseen, int threads, Progress progress) {
    if (table.size() < 3 || table.size() > 7) {
      throw new IllegalArgumentException("%d lists, expected 3 to 7".formatted(table.size()));
    }
    if (!(delta > 0)) {
      throw new IllegalArgumentException("delta = %s, expected above 0".formatted(delta));
    }
    return new DecomposableAverage(table, delta, unseen).average(threads, progress);
  }

  static long[] evenGrid(long first, long last, int points) {
    long[] grid = new long[points];
    for (int i = 0; i < points; i++) {
      grid[i] = (long) Math.rint(first + (last - first) * (i / (points - 1.0)));
    }
    return grid;
  }

  private Posterior average(int threads, Progress progress) {
    double total = (1 << lists) * delta;
    for (int i = 0; i < grid.length; i++) {
      whole[i] = Gamma.log(table.observed() + grid[i] + total) - Gamma.log(total);
    }
    for (int set = 0; set < component.length; set++) {
      component[set] = componentScore(set);
    }
    double[] common = common();
    int edges = lists * (lists - 1) / 2;
    int graphs = 1 << edges;
    Part[] parts = new Part[CHUNKS];
    Workers.run(
        "graphs",
        CHUNKS,
        threads,
        progress,
        () -> new double[grid.length],
        (scratch, chunk) -> {
          Part part = new Part(grid.length);
          int from = (int) ((long) graphs * chunk / CHUNKS);
          int to = (int) ((long) graphs * (chunk + 1) / CHUNKS);
          for (int graph = from; graph < to; graph++) {
            add(graph, common, scratch, part);
          }
          parts[chunk] = part;
        });
    Part all = new Part(grid.length);
    for (Part part : parts) {
      all.merge(part);
    }
    return posterior(all);
  }

  private double[] componentScore(int set) {
    double weight = delta * Math.pow(2, lists - Integer.bitCount(set));
    double[] cells = new double[1 << lists];
    for (int history = 1; history < 1 << lists; history++) {
      cells[history & set] += table.count(history);
    }
    double fixed = 0;
    for (int cell = set; cell > 0; cell = (cell - 1) & set) {
      fixed += Gamma.log(cells[cell] + weight);
    }
    fixed -= (1 << Integer.bitCount(set)) * Gamma.log(weight);
    double[] score = new double[grid.length];
    for (int i = 0; i < grid.length; i++) {
      score[i] = fixed + Gamma.log(cells[0] + grid[i] + weight) - whole[i];
    }
    return score;
  }

  private double[] common() {
    double[] common = new double[grid.length];
    for (int i = 0; i < grid.length; i++) {
      double n = table.observed() + (double) grid[i];
      common[i] = Gamma.logFactorial(n) - Gamma.logFactorial(grid[i]) - Math.log(n);
    }
    return common;
  }

  private void add(int graph, double[] common, double[] score, Part part) {
    int[] neighbours = neighbours(graph);
    int[] cliques = new int[lists];
    int[] separators = new int[lists];
    int many = cliques(neighbours, cliques, separators);
    if (many == 0) {
      return;
    }
    System.arraycopy(common, 0, score, 0, score.length);
    for (int k = 0; k < many; k++) {
      double[] plus = component[cliques[k]];
      double[] minus = component[separators[k]];
      if (k == 0 || separators[k] == 0) {
        for (int i = 0; i < score.length; i++) {
          score[i] += plus[i];
        }
      } else {
        for (int i = 0; i < score.length; i++) {
          score[i] += plus[i] - minus[i];
        }
      }
    }
    part.add(Arrays.copyOf(cliques, many), score);
  }

  private int[] neighbours(int graph) {
    int[] neighbours = new int[lists];
    int edge = 0;
    for (int i = 0; i < lists; i++) {
      for (int j = i + 1; j < lists; j++) {
        if ((graph >> edge++ & 1) != 0) {
          neighbours[i] |= 1 << j;
          neighbours[j] |= 1 << i;
        }
      }
    }
    return neighbours;
  }

  /**
   * Maximum cardinality search (Blair and Peyton 1993): a new clique begins where a vertex has no
   * more visited neighbours than the one before; those neighbours are the separator. Returns the
   * number of cliques, 0 when the graph is not chordal.
   */
  private int cliques(int[] neighbours, int[] cliques, int[] separators) {
    int visited = 0;
    int before = -1;
    int many = 0;
    for (int step = 0; step < lists; step++) {
      int best = -1;
      int most = -1;
      for (int v = 0; v < lists; v++) {
        int count = Integer.bitCount(neighbours[v] & visited);
        if ((visited >> v & 1) == 0 && count > most) {
          most = count;
          best = v;
        }
      }
      int earlier = neighbours[best] & visited;
      for (int rest = earlier; rest != 0; rest &= rest - 1) {
        int v = Integer.numberOfTrailingZeros(rest);
        if (((neighbours[v] | 1 << v) & earlier) != earlier) {
          return 0;
        }
      }
      if (most <= before || many == 0) {
        cliques[many] = earlier;
        separators[many++] = earlier;
      }
      cliques[many - 1] = earlier | 1 << best;
      before = most;
      visited |= 1 << best;
    }
    return many;
  }

  private Posterior posterior(Part all) {
    double total = 0;
    double mean = 0;
    int mode = 0;
    for (int i = 0; i < grid.length; i++) {
      total += all.mass[i];
      mean += all.mass[i] * (table.observed() + (double) grid[i]);
      mode = all.mass[i] > all.mass[mode] ? i : mode;
    }
    List<Graph> best = new ArrayList<>();
    for (Scored scored : all.best) {
      best.add(
          new Graph(
              Hierarchy.of(lists, scored.cliques),
              scored.mass * Math.exp(scored.level - all.level) / total));
    }
    List<Remark> warnings = new ArrayList<>();
    if (all.mass[grid.length - 1] > 1e-6 * total) {
      warnings.add(
          new Remark(
              "the largest number considered still has probability; the range is too short",
              "het grootste onderzochte getal heeft nog kans; het bereik is te kort"));
    }
    Interval interval =
        new Interval("posterior", 0.95, quantile(all, 0.025, total), quantile(all, 0.975, total));
    return new Posterior(
        delta,
        quantile(all, 0.5, total),
        interval,
        mean / total,
        table.observed() + grid[mode],
        all.graphs,
        best,
        warnings);
  }

  private long quantile(Part all, double level, double total) {
    double sum = 0;
    for (int i = 0; i < grid.length; i++) {
      sum += all.mass[i] / total;
      if (sum > level) {
        return table.observed() + grid[i];
      }
    }
    return table.observed() + grid[grid.length - 1];
  }

  private record Scored(int[] cliques, double mass, double level) {
    double log() {
      return Math.log(mass) + level;
    }
  }

  /** Sum of exp(score - level) over graphs, with the level raised when a better graph comes. */
  private static final class Part {
    private static final int KEPT = 10;
    final double[] mass;
    final List<Scored> best = new ArrayList<>();
    double level = Double.NEGATIVE_INFINITY;
    int graphs;

    Part(int points) {
      mass = new double[points];
    }

    void add(int[] cliques, double[] score) {
      graphs++;
      double top = Double.NEGATIVE_INFINITY;
      for (double s : score) {
        top = Math.max(top, s);
      }
      raise(top);
      double sum = 0;
      if (top > level - 60) {
        for (int i = 0; i < score.length; i++) {
          double e = score[i] - level;
          if (e > -60) {
            double x = Math.exp(e);
            mass[i] += x;
            sum += x;
          }
        }
      }
      if (sum > 0) {
        keep(new Scored(cliques, sum, level));
      }
    }

    private void raise(double top) {
      if (top > level) {
        double scale = Math.exp(level - top);
        for (int i = 0; i < mass.length; i++) {
          mass[i] *= scale;
        }
        level = top;
      }
    }

    private void keep(Scored scored) {
      if (best.size() == KEPT && scored.log() <= best.getLast().log()) {
        return;
      }
      best.add(scored);
      best.sort(Comparator.comparingDouble((Scored s) -> -s.log()));
      if (best.size() > KEPT) {
        best.removeLast();
      }
    }

    void merge(Part other) {
      if (other.graphs == 0) {
        return;
      }
      graphs += other.graphs;
      raise(other.level);
      double scale = Math.exp(other.level - level);
      for (int i = 0; i < mass.length; i++) {
        mass[i] += scale * other.mass[i];
      }
      other.best.forEach(this::keep);
    }
  }
}
