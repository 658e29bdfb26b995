// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Fits many models of at most six lists to one table and keeps what ranking needs.
 *
 * <p>Models that share the kept terms and the removed histories share their fit; they differ only
 * in the number of parameters at minus infinity, so such fits are remembered in a small table.
 */
final class ModelFits {
  private static final int CHUNK = 512;
  private static final int SLOTS = 1 << 14;
  private static final double FAILED = Double.NaN;

  final Cells cells;
  final long[] codes;
  final double[] population;
  final double[] logLikelihood;

  private ModelFits(Cells cells, long[] codes) {
    this.cells = cells;
    this.codes = codes;
    this.population = new double[codes.length];
    this.logLikelihood = new double[codes.length];
  }

  /** Fits all; the population is NaN where the verdict is not 0. */
  static ModelFits of(Cells cells, long[] codes, int threads, Progress progress) {
    ModelFits fits = new ModelFits(cells, codes);
    Shared shared = new Shared(cells, codes);
    int chunks = (codes.length + CHUNK - 1) / CHUNK;
    Workers.run(
        "models",
        chunks,
        threads,
        progress,
        () -> new One(cells, shared),
        (one, chunk) -> {
          int end = Math.min(codes.length, (chunk + 1) * CHUNK);
          for (int i = chunk * CHUNK; i < end; i++) {
            fits.population[i] = one.population(codes[i]);
            fits.logLikelihood[i] = one.logLikelihood;
          }
        });
    return fits;
  }

  int parameters(int i) {
    return Long.bitCount(codes[i]);
  }

  double bic(int i) {
    return parameters(i) * Math.log(cells.total) - 2 * logLikelihood[i];
  }

  double aic(int i) {
    return 2.0 * parameters(i) - 2 * logLikelihood[i];
  }

  /**
   * What all threads may read: which terms are empty, what they remove, and whether all are
   * independent.
   */
  private static final class Shared {
    final long empty;
    final long[] removedBy = new long[64];
    final boolean safe;

    Shared(Cells cells, long[] codes) {
      long any = 0;
      for (long code : codes) {
        any |= code;
      }
      long none = 0;
      for (int s = 1; s < cells.size; s++) {
        if (cells.margin[s] == 0) {
          none |= 1L << s;
        }
        for (int c = s; c < cells.size; c = (c + 1) | s) {
          removedBy[s] |= 1L << c;
        }
      }
      this.empty = none;
      this.safe = new Existence(cells).fullRank(Hierarchy.ofCode(cells.lists, any & ~none).terms());
    }
  }

  /** Fits one model after another in one thread. */
  private static final class One {
    private final Cells cells;
    private final Shared shared;
    private final Newton newton;
    private final Existence existence;
    private final int[] terms = new int[64];
    private final long[] keptKey = new long[SLOTS];
    private final long[] removedKey = new long[SLOTS];
    private final double[] knownPopulation = new double[SLOTS];
    private final double[] knownLogLikelihood = new double[SLOTS];
    double logLikelihood;

    One(Cells cells, Shared shared) {
      this.cells = cells;
      this.shared = shared;
      this.newton = new Newton(cells.lists);
      this.existence = new Existence(cells);
    }

    double population(long code) {
      long lost = code & shared.empty;
      if (lost == 0) {
        return fit(code);
      }
      long removed = 0;
      for (long rest = lost; rest != 0; rest &= rest - 1) {
        removed |= shared.removedBy[Long.numberOfTrailingZeros(rest)];
      }
      long kept = code & ~shared.empty;
      int slot = (int) ((kept * 0x9E3779B97F4A7C15L ^ removed * 0xC2B2AE3D27D4EB4FL) >>> 50);
      if (keptKey[slot] != kept || removedKey[slot] != removed) {
        knownPopulation[slot] = fit(code);
        knownLogLikelihood[slot] = logLikelihood;
        keptKey[slot] = kept;
        removedKey[slot] = removed;
      }
      logLikelihood = knownLogLikelihood[slot];
      return knownPopulation[slot];
    }

    private double fit(long code) {
      int p = 0;
      for (long rest = code; rest != 0; rest &= rest - 1) {
        terms[p++] = Long.numberOfTrailingZeros(rest);
      }
      logLikelihood = FAILED;
      if (!shared.safe && !existence.usable(terms, p)) {
        return FAILED;
      }
      if (!newton.fit(cells, terms, p, null)) {
        return FAILED;
      }
      logLikelihood = newton.logLikelihood();
      return cells.total + newton.dark();
    }
  }

  /**
   * Positions of the admissible models with the smallest criterion, best first, at most {@code
   * most}.
   */
  int[] best(Criterion criterion, int most) {
    double[] value = new double[codes.length];
    double[] sorted = new double[codes.length];
    int n = 0;
    for (int i = 0; i < codes.length; i++) {
      value[i] = criterion == Criterion.BIC ? bic(i) : aic(i);
      if (Double.isFinite(population[i])) {
        sorted[n++] = value[i];
      }
    }
    Arrays.sort(sorted, 0, n);
    if (n == 0) {
      return new int[0];
    }
    double limit = sorted[Math.min(most, n) - 1];
    return IntStream.range(0, codes.length)
        .filter(i -> Double.isFinite(population[i]) && value[i] <= limit)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> value[i]).thenComparing(i -> i))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  int admissible() {
    return (int) Arrays.stream(population).filter(Double::isFinite).count();
  }
}
