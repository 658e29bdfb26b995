// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Ways to choose a model, and the bootstrap that repeats the choice on resampled persons. */
public final class Search {
  private Search() {}

  /**
   * Chooses stepwise: pairs enter while their overlap surprises with a Poisson tail below the
   * threshold; empty when even main effects have no usable fit.
   */
  public static Optional<Fit> stepwise(CaptureTable table, double threshold) {
    Cells cells = Cells.of(table);
    Stepwise stepwise = new Stepwise(table.size(), threshold);
    return Double.isFinite(stepwise.population(cells))
        ? Optional.of(LogLinear.describe(cells, stepwise.newton(), stepwise.model()))
        : Optional.empty();
  }

  /** Fits all hierarchical models up to an order, for at most six lists, and returns the best. */
  public static List<Ranked> allModels(
      CaptureTable table,
      int order,
      Criterion criterion,
      int most,
      int threads,
      Progress progress) {
    ModelFits fits =
        ModelFits.of(Cells.of(table), ModelSpace.codes(table.size(), order), threads, progress);
    return ModelCloud.ranked(fits, fits.best(criterion, most));
  }

  /** Walks from main effects to a local minimum of BIC; may miss the smallest. */
  public static Optional<Ranked> downhill(CaptureTable table, int order) {
    Ranked stop = new Downhill(Cells.of(table), order).from(Hierarchy.mainEffects(table.size()));
    return stop.usable() ? Optional.of(stop) : Optional.empty();
  }

  /** Bootstraps the stepwise choice. */
  public static Replicates bootstrapStepwise(
      CaptureTable table, double threshold, int drawn, long seed, int threads, Progress progress) {
    return Bootstrap.run(
        Cells.of(table),
        drawn,
        seed,
        threads,
        progress,
        () -> new Stepwise(table.size(), threshold));
  }

  /** Bootstraps the choice by BIC among the {@code candidates} best models of the table itself. */
  public static Replicates bootstrapBic(
      CaptureTable table,
      int order,
      int candidates,
      int drawn,
      long seed,
      int threads,
      Progress progress) {
    Cells cells = Cells.of(table);
    ModelFits fits = ModelFits.of(cells, ModelSpace.codes(table.size(), order), threads, progress);
    long[] codes =
        Arrays.stream(fits.best(Criterion.BIC, candidates)).mapToLong(i -> fits.codes[i]).toArray();
    return Bootstrap.run(
        cells, drawn, seed, threads, progress, () -> new BestOf(table.size(), codes));
  }

  /** Bootstraps from the fitted means of a model, choosing stepwise anew in each replicate. */
  public static Replicates bootstrapParametric(
      CaptureTable table, Hierarchy model, int drawn, long seed, int threads, Progress progress) {
    return Bootstrap.parametric(
        Cells.of(table),
        model,
        drawn,
        seed,
        threads,
        progress,
        () -> new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD));
  }
}
