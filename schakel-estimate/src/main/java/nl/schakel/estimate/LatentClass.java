// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Bayesian latent classes: persons differ in how visible they are, lists are independent within a
 * class.
 *
 * <p>Truncated stick-breaking with K classes, Beta(1,1) for each list and class, concentration
 * alpha ~ Gamma(0.25, 0.25), prior 1/N (Manrique-Vallier, Biometrics 72, 2016). Gibbs sampling on
 * the tabulated histories, several chains from different starts. A number is given only when the
 * chains agree: split R-hat of log N at most {@value #MOST_RHAT}. The number unseen is not capped.
 */
public final class LatentClass {
  /** The largest split R-hat at which a single number is given. */
  public static final double MOST_RHAT = 1.05;

  private final Cells cells;
  private final int classes;
  private final RandomStream random;
  private final double[][] chance;
  private final double[] share;
  private final double[] weight;
  private final double[] inClass;
  private final double[][] listed;
  private final long[] split;
  private double concentration = 1;
  private double unseen;

  /**
   * How to run the chains.
   *
   * @param classes largest number of classes
   * @param chains number of chains, each with a random stream of its own
   * @param burnIn iterations thrown away in each chain
   * @param samples values kept in each chain
   * @param thinning iterations for each value kept
   * @param seed seed of the random numbers
   */
  public record Settings(
      int classes, int chains, int burnIn, int samples, int thinning, long seed) {
    public Settings {
      if (classes < 1 || chains < 2 || burnIn < 0 || samples < 20 || thinning < 1) {
        throw new IllegalArgumentException(
            "classes >= 1, chains >= 2, burnIn >= 0, samples >= 20, thinning >= 1, not %d %d %d %d %d"
                .formatted(classes, chains, burnIn, samples, thinning));
      }
    }

    /** Returns ten classes and four chains of 70,000 iterations. */
    public static Settings usual(long seed) {
      return new Settings(10, 4, 10_000, 1_000, 60, seed);
    }
  }

  /** What the chains say: an answer, or that they disagree. */
  public sealed interface Outcome {
    /** Returns split R-hat of log N. */
    double rhat();

    /** Returns the values of N kept, one row for each chain. */
    double[][] trace();

    /**
     * The chains agree.
     *
     * @param median posterior median of the population
     * @param interval central posterior interval
     * @param rhat split R-hat of log N
     * @param monteCarloError standard error of the median from the spread between chains
     * @param trace values of N by chain
     */
    record Agreed(
        double median, Interval interval, double rhat, double monteCarloError, double[][] trace)
        implements Outcome {}

    /**
     * The chains disagree, so no number is given.
     *
     * @param medians median of each chain
     * @param rhat split R-hat of log N
     * @param trace values of N by chain
     */
    record Disagreed(double[] medians, double rhat, double[][] trace) implements Outcome {}
  }

  private LatentClass(Cells cells, int classes, RandomStream random) {
    this.cells = cells;
    this.classes = classes;
    this.random = random;
    this.chance = new double[classes][cells.lists];
    this.share = new double[classes];
    this.weight = new double[classes];
    this.inClass = new double[classes];
    this.listed = new double[classes][cells.lists];
    this.split = new long[classes];
  }

  /** Runs the chains and compares them. */
  public static Outcome run(CaptureTable table, Settings settings, int threads, Progress progress) {
    Cells cells = Cells.of(table);
    double[][] trace = new double[settings.chains][];
    Workers.run(
        "chains",
        settings.chains,
        threads,
        progress,
        () -> settings,
        (same, chain) ->
            trace[chain] =
                new LatentClass(cells, settings.classes, new RandomStream(settings.seed, chain))
                    .chain(settings));
    return judge(trace);
  }

  private static Outcome judge(double[][] trace) {
    double[][] logs = new double[2 * trace.length][];
    double[] medians = new double[trace.length];
    for (int i = 0; i < trace.length; i++) {
      double[] log = Arrays.stream(trace[i]).map(Math::log).toArray();
      logs[2 * i] = Arrays.copyOfRange(log, 0, log.length / 2);
      logs[2 * i + 1] = Arrays.copyOfRange(log, log.length / 2, log.length);
      medians[i] = quantile(new double[][] {trace[i]}, 0.5);
    }
    double rhat = rhat(logs);
    if (!(rhat <= MOST_RHAT)) {
      return new Outcome.Disagreed(medians, rhat, trace);
    }
    double mean = Arrays.stream(medians).average().orElseThrow();
    double variance =
        Arrays.stream(medians).map(m -> (m - mean) * (m - mean)).sum() / (medians.length - 1);
    return new Outcome.Agreed(
        quantile(trace, 0.5),
        new Interval("posterior", 0.95, quantile(trace, 0.025), quantile(trace, 0.975)),
        rhat,
        Math.sqrt(variance / medians.length),
        trace);
  }

  static double quantile(double[][] trace, double level) {
    double[] all = Arrays.stream(trace).flatMapToDouble(Arrays::stream).toArray();
    return new Replicates(0, 0, all, all.length, 0).quantile(level);
  }

  /** Gelman and Rubin's potential scale reduction over the given sequences. */
  static double rhat(double[][] sequences) {
    int n = sequences[0].length;
    double[] means = new double[sequences.length];
    double within = 0;
    for (int i = 0; i < sequences.length; i++) {
      double mean = Arrays.stream(sequences[i]).average().orElseThrow();
      means[i] = mean;
      within += Arrays.stream(sequences[i]).map(x -> (x - mean) * (x - mean)).sum() / (n - 1);
    }
    within /= sequences.length;
    double grand = Arrays.stream(means).average().orElseThrow();
    double between =
        Arrays.stream(means).map(m -> (m - grand) * (m - grand)).sum() / (means.length - 1);
    return Math.sqrt((n - 1.0) / n + between / within);
  }

  private double[] chain(Settings settings) {
    begin();
    double[] kept = new double[settings.samples];
    for (int i = 0; i < settings.burnIn; i++) {
      iterate();
    }
    for (int s = 0; s < settings.samples; s++) {
      for (int i = 0; i < settings.thinning; i++) {
        iterate();
      }
      kept[s] = cells.total + unseen;
    }
    return kept;
  }

  private void begin() {
    double left = 1;
    for (int k = 0; k < classes; k++) {
      double part = k == classes - 1 ? 1 : random.beta(1, 1);
      share[k] = left * part;
      left *= 1 - part;
      for (int j = 0; j < cells.lists; j++) {
        chance[k][j] = random.uniform();
      }
    }
  }

  private void iterate() {
    Arrays.fill(inClass, 0);
    for (double[] row : listed) {
      Arrays.fill(row, 0);
    }
    for (int c : cells.positive) {
      spread((long) cells.y[c], c);
    }
    double missed = weigh(0);
    unseen = random.poisson(random.gamma(cells.total) * missed / (1 - missed));
    spread((long) unseen, 0);
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < cells.lists; j++) {
        chance[k][j] = random.beta(1 + listed[k][j], 1 + inClass[k] - listed[k][j]);
      }
    }
    sticks();
  }

  /** Fills the class weights of one history; returns their sum. */
  private double weigh(int history) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      double product = share[k];
      double[] row = chance[k];
      for (int j = 0; j < row.length; j++) {
        product *= (history >> j & 1) != 0 ? row[j] : 1 - row[j];
      }
      weight[k] = product;
      sum += product;
    }
    return sum;
  }

  private void spread(long persons, int history) {
    if (persons == 0) {
      return;
    }
    double left = weigh(history);
    if (persons <= 8) {
      Arrays.fill(split, 0);
      for (long i = 0; i < persons; i++) {
        double u = random.uniform() * left;
        int k = 0;
        while (k < classes - 1 && u >= weight[k]) {
          u -= weight[k++];
        }
        split[k]++;
      }
    } else {
      long toPlace = persons;
      for (int k = 0; k < classes; k++) {
        split[k] =
            k == classes - 1 || weight[k] >= left
                ? toPlace
                : random.binomial(toPlace, weight[k] / left);
        toPlace -= split[k];
        left -= weight[k];
      }
    }
    for (int k = 0; k < classes; k++) {
      inClass[k] += split[k];
      for (int rest = history; rest != 0; rest &= rest - 1) {
        listed[k][Integer.numberOfTrailingZeros(rest)] += split[k];
      }
    }
  }

  private void sticks() {
    double after = cells.total + unseen;
    double left = 1;
    double logs = 0;
    for (int k = 0; k < classes; k++) {
      after -= inClass[k];
      double part = 1;
      if (k < classes - 1) {
        double x = random.gamma(1 + inClass[k]);
        double y = Math.max(Double.MIN_NORMAL, random.gamma(concentration + Math.max(0, after)));
        part = x / (x + y);
        logs += Math.log(y / (x + y));
      }
      share[k] = left * part;
      left *= 1 - part;
    }
    concentration = Math.max(1e-6, random.gamma(0.25 + classes - 1) / (0.25 - logs));
  }

  static List<Remark> warnings(Outcome outcome, CaptureTable table) {
    List<Remark> warnings = new ArrayList<>();
    switch (outcome) {
      case Outcome.Agreed agreed -> {
        if (agreed.interval().high() > 20 * table.observed()) {
          warnings.add(
              new Remark(
                  "the upper limit is more than twenty times the number observed",
                  "de bovengrens is meer dan twintig keer het aantal geziene personen"));
        }
      }
      case Outcome.Disagreed disagreed -> warnings.add(disagreement(disagreed));
    }
    return warnings;
  }

  private static Remark disagreement(Outcome.Disagreed disagreed) {
    double least = Arrays.stream(disagreed.medians()).min().orElseThrow();
    double most = Arrays.stream(disagreed.medians()).max().orElseThrow();
    return new Remark(
        String.format(
            Locale.ROOT,
            "the chains disagree (R-hat %.2f; medians from %.0f to %.0f), so no single number is given",
            disagreed.rhat(),
            least,
            most),
        String.format(
            Locale.ROOT,
            "de ketens komen niet op hetzelfde uit (R-hat %.2f; medianen van %.0f tot %.0f), daarom geen getal",
            disagreed.rhat(),
            least,
            most));
  }
}
