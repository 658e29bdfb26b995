// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All admissible models near the best one: how much the choice of model decides.
 *
 * <p>Weights are {@code exp(-difference in BIC / 2)}, shared out over the models in the cloud; they
 * approximate posterior probabilities with equal prior weight for each model (Kass and Raftery
 * 1995).
 *
 * @param best models within {@code reach} of the smallest BIC, best first
 * @param weights weight of each of them, summing to 1
 * @param reach largest difference in BIC
 * @param order largest number of lists in one term
 * @param searched number of models looked at
 * @param admissible number of those with a finite, unique fit
 * @param complete true when every model up to the order was looked at
 */
public record ModelCloud(
    List<Ranked> best,
    double[] weights,
    double reach,
    int order,
    int searched,
    int admissible,
    boolean complete) {
  /** Models further than this from the best have about 5 % of its weight. */
  public static final double USUAL_REACH = 6;

  /** Looks at all models for up to six lists, else at those a search meets. */
  public static ModelCloud of(
      CaptureTable table, int order, double reach, int threads, Progress progress) {
    Cells cells = Cells.of(table);
    return table.size() <= ModelSpace.MOST_LISTS
        ? complete(cells, order, reach, threads, progress)
        : partial(cells, order, reach);
  }

  private static ModelCloud complete(
      Cells cells, int order, double reach, int threads, Progress progress) {
    ModelFits fits = ModelFits.of(cells, ModelSpace.codes(cells.lists, order), threads, progress);
    int[] first = fits.best(Criterion.BIC, 1);
    double limit = first.length == 0 ? 0 : fits.bic(first[0]) + reach;
    int near =
        (int)
            IntStream.range(0, fits.codes.length)
                .filter(i -> Double.isFinite(fits.population[i]) && fits.bic(i) <= limit)
                .count();
    List<Ranked> best = ranked(fits, near == 0 ? new int[0] : fits.best(Criterion.BIC, near));
    return new ModelCloud(
        best, weigh(best), reach, order, fits.codes.length, fits.admissible(), true);
  }

  static List<Ranked> ranked(ModelFits fits, int[] positions) {
    List<Ranked> ranked = new ArrayList<>();
    for (int i : positions) {
      ranked.add(
          new Ranked(
              Hierarchy.ofCode(fits.cells.lists, fits.codes[i]),
              fits.population[i],
              fits.bic(i),
              fits.aic(i),
              fits.logLikelihood[i]));
    }
    return ranked;
  }

  private static ModelCloud partial(Cells cells, int order, double reach) {
    Downhill downhill = new Downhill(cells, Math.min(order, 2));
    Stepwise stepwise = new Stepwise(cells.lists, Stepwise.USUAL_THRESHOLD);
    if (Double.isFinite(stepwise.population(cells))) {
      downhill.from(stepwise.model());
    }
    downhill.from(Hierarchy.mainEffects(cells.lists));
    downhill.explore(reach, cells.lists <= 8 ? 100 : cells.lists <= 12 ? 20 : 4);
    List<Ranked> all = downhill.sorted();
    List<Ranked> best = all.stream().filter(r -> r.bic() <= all.getFirst().bic() + reach).toList();
    return new ModelCloud(
        best, weigh(best), reach, Math.min(order, 2), all.size(), all.size(), false);
  }

  private static double[] weigh(List<Ranked> best) {
    double[] weights =
        best.stream().mapToDouble(r -> Math.exp((best.getFirst().bic() - r.bic()) / 2)).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  /** Returns the smallest population among models within {@code difference} of the best. */
  public double lowest(double difference) {
    return within(difference).mapToDouble(Ranked::population).min().orElse(Double.NaN);
  }

  /** Returns the largest population among models within {@code difference} of the best. */
  public double highest(double difference) {
    return within(difference).mapToDouble(Ranked::population).max().orElse(Double.NaN);
  }

  /** Returns how many models lie within {@code difference} of the best. */
  public int count(double difference) {
    return (int) within(difference).count();
  }

  private Stream<Ranked> within(double difference) {
    return best.stream().filter(r -> r.bic() <= best.getFirst().bic() + difference);
  }

  /** Returns the population averaged over the cloud with its weights. */
  public double average() {
    return IntStream.range(0, weights.length)
        .mapToDouble(i -> weights[i] * best.get(i).population())
        .sum();
  }
}
