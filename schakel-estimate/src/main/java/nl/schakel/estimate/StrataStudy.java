// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study of each stratum with known levels, beside the model that shares interactions.
 *
 * @param strata the tables
 * @param each results by levels
 * @param together all strata with shared interactions
 * @param covariates one model over lists and covariates, chosen step by step by BIC; empty when
 *     even main effects have no finite fit or the table is too large
 * @param shrunk log of hidden persons per person observed, pulled to the common mean, in the order
 *     of the strata in {@code together} that have an estimate; from two such strata on
 * @param trend smoothed population by year, when the only covariate is a year with three or more
 *     levels
 */
public record StrataStudy(
    Strata strata,
    Map<List<String>, Study.Result> each,
    SharedInteractions.Result together,
    Optional<CovariateFit> covariates,
    Optional<Shrinkage> shrunk,
    Optional<YearTrend> trend) {
  private static final long MOST_CELLS = 8192;

  /** Runs all. */
  public static StrataStudy run(Strata strata, Settings settings, Progress progress) {
    Map<List<String>, Study.Result> each = new LinkedHashMap<>();
    strata
        .tables()
        .forEach(
            (levels, table) -> {
              if (!levels.contains(TableReader.UNKNOWN)) {
                each.put(levels, Study.run(table, settings, progress));
              }
            });
    SharedInteractions.Result together = SharedInteractions.of(strata, 0);
    List<SharedInteractions.Stratum> given = new ArrayList<>(together.given());
    Optional<Shrinkage> shrunk = given.size() < 2 ? Optional.empty() : Optional.of(shrink(given));
    return new StrataStudy(
        strata, each, together, covariates(strata), shrunk, trend(strata, given));
  }

  private static Optional<CovariateFit> covariates(Strata strata) {
    long cells = 1L << strata.lists().size();
    for (int v = 0; v < strata.names().size(); v++) {
      int at = v;
      cells *= strata.tables().keySet().stream().map(key -> key.get(at)).distinct().count();
    }
    if (cells > MOST_CELLS) {
      return Optional.empty();
    }
    try {
      return Optional.of(CovariateSearch.of(strata, Criterion.BIC, CovariateFit.Penalty.NONE));
    } catch (CovariateFit.NoFit noFit) {
      return Optional.empty();
    }
  }

  private static Shrinkage shrink(List<SharedInteractions.Stratum> given) {
    return Shrinkage.of(
        given.stream()
            .mapToDouble(s -> Math.log((s.population() - s.observed()) / s.observed()))
            .toArray(),
        given.stream().mapToDouble(SharedInteractions.Stratum::seLogHidden).toArray());
  }

  private static Optional<YearTrend> trend(Strata strata, List<SharedInteractions.Stratum> given) {
    boolean years =
        strata.names().size() == 1
            && given.size() >= 3
            && given.stream().allMatch(s -> s.levels().getFirst().matches("[12][0-9]{3}"));
    if (!years) {
      return Optional.empty();
    }
    List<SharedInteractions.Stratum> sorted = new ArrayList<>(given);
    sorted.sort(Comparator.comparing(s -> s.levels().getFirst()));
    return Optional.of(
        YearTrend.of(
            sorted.stream().mapToInt(s -> Integer.parseInt(s.levels().getFirst())).toArray(),
            sorted.stream().mapToDouble(SharedInteractions.Stratum::population).toArray(),
            sorted.stream()
                .mapToDouble(
                    s -> s.seLogHidden() * (s.population() - s.observed()) / s.population())
                .toArray()));
  }
}
