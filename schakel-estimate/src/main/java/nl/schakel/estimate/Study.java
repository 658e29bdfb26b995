// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * One call that runs the chosen families on a table and says what they are worth together.
 *
 * <p>Each method refuses on its own grounds; none stands in silently for another.
 */
public final class Study {
  private static final Remark NOT_SETTLED =
      new Remark("Newton's method did not settle", "de methode van Newton kwam niet tot rust");

  private final CaptureTable table;
  private final Cells cells;
  private final Settings settings;
  private final Progress progress;

  /**
   * All that one run found.
   *
   * @param table the table
   * @param settings the settings
   * @param estimates one entry for each method, a refusal included
   * @param bound lower bound, if anyone is on two lists
   * @param cloud models near the best, when asked for diagnostics
   * @param consistency checks that need no outside truth, when asked for
   * @param curves sensitivity curves, when asked for and a log-linear estimate exists
   * @param merges proposals to join small lists
   * @param trace values of the latent class chains, one row for each chain; empty when not run
   * @param coverage how often the interval holds a known truth, when asked for
   * @param heterogeneity models for persons who differ in visibility, when asked for diagnostics
   * @param advice the verdict in words
   */
  public record Result(
      CaptureTable table,
      Settings settings,
      List<Estimate> estimates,
      Optional<LowerBound> bound,
      Optional<ModelCloud> cloud,
      Optional<InternalConsistency> consistency,
      List<Sensitivity.Curve> curves,
      List<MergeProposal> merges,
      double[][] trace,
      Optional<Coverage> coverage,
      Optional<Heterogeneity> heterogeneity,
      Advice advice) {}

  private Study(CaptureTable table, Settings settings, Progress progress) {
    this.table = table;
    this.cells = Cells.of(table);
    this.settings = settings;
    this.progress = progress;
  }

  /** Runs everything the settings ask for. */
  public static Result run(CaptureTable table, Settings settings, Progress progress) {
    return new Study(table, settings, progress).run();
  }

  private Result run() {
    List<Estimate> estimates = new ArrayList<>();
    double[][] trace = new double[0][];
    for (Settings.Method method : EnumSet.allOf(Settings.Method.class)) {
      if (!settings.methods().contains(method)) {
        continue;
      }
      if (!table.overlaps()) {
        estimates.add(Estimate.refused(name(method), Advice.NO_OVERLAP, settings.seed(), 0));
      } else if (method == Settings.Method.LCM) {
        trace = latentClasses(estimates);
      } else {
        estimates.add(
            switch (method) {
              case STEPWISE -> stepwise();
              case BIC -> bic();
              case DGA -> graphs();
              case BAYES -> threshold();
              case LCM -> throw new IllegalStateException("handled above");
            });
      }
    }
    boolean more = settings.diagnostics() && table.overlaps();
    Optional<ModelCloud> cloud = more ? Optional.of(cloud()) : Optional.empty();
    Optional<InternalConsistency> consistency =
        more ? Optional.of(InternalConsistency.of(table)) : Optional.empty();
    List<Sensitivity.Curve> curves = more ? curves(estimates) : List.of();
    List<MergeProposal> merges = more ? MergeProposal.of(table) : List.of();
    Optional<LowerBound> bound = LowerBound.of(table);
    Optional<Coverage> coverage = coverage();
    Optional<Heterogeneity> heterogeneity =
        more && table.size() >= 3 ? Optional.of(Heterogeneity.of(table)) : Optional.empty();
    Advice advice = Advice.of(table, estimates, bound, cloud, consistency, curves, coverage);
    return new Result(
        table,
        settings,
        estimates,
        bound,
        cloud,
        consistency,
        curves,
        merges,
        trace,
        coverage,
        heterogeneity,
        advice);
  }

  /** Simulates at the stepwise fit; empty without one or when not asked for. */
  private Optional<Coverage> coverage() {
    if (settings.coverage() == 0 || !table.overlaps()) {
      return Optional.empty();
    }
    Stepwise stepwise = new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD);
    if (!Double.isFinite(stepwise.population(cells))) {
      return Optional.empty();
    }
    return Optional.of(
        Coverage.atFit(
            table,
            stepwise.model(),
            settings.coverage(),
            Math.max(50, settings.bootstrap()),
            settings.level(),
            settings.seed(),
            settings.threads(),
            progress));
  }

  static String name(Settings.Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  private ModelCloud cloud() {
    return ModelCloud.of(
        table,
        settings.orderFor(table.size()),
        ModelCloud.USUAL_REACH,
        settings.threads(),
        progress);
  }

  private List<Sensitivity.Curve> curves(List<Estimate> estimates) {
    for (Estimate estimate : estimates) {
      if (estimate.given() && !estimate.model().isEmpty()) {
        return Sensitivity.curves(
            table,
            Hierarchy.parse(estimate.model(), table.lists()),
            estimate.population().getAsDouble());
      }
    }
    return List.of();
  }

  private Estimate stepwise() {
    long begin = System.nanoTime();
    Stepwise stepwise = new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD);
    if (!Double.isFinite(stepwise.population(cells))) {
      return Estimate.refused(
          "stepwise", reasonAgainstMainEffects(), settings.seed(), seconds(begin));
    }
    return logLinear(
        "stepwise",
        stepwise.model(),
        begin,
        () -> new Stepwise(table.size(), Stepwise.USUAL_THRESHOLD),
        new ArrayList<>());
  }

  private Remark reasonAgainstMainEffects() {
    Verdict verdict =
        new Existence(cells).explain(Hierarchy.mainEffects(table.size()), table.lists());
    return verdict.usable() ? NOT_SETTLED : new Remark(verdict.sentence(), verdict.dutch());
  }

  private Estimate bic() {
    long begin = System.nanoTime();
    if (table.size() > ModelSpace.MOST_LISTS) {
      return Estimate.refused(
          "bic",
          new Remark(
              "all models can be searched for at most six lists; merge lists or choose stepwise",
              "alle modellen zijn te doorzoeken tot en met zes lijsten; voeg lijsten samen of kies stapsgewijs"),
          settings.seed(),
          seconds(begin));
    }
    int order = settings.orderFor(table.size());
    ModelFits fits =
        ModelFits.of(cells, ModelSpace.codes(table.size(), order), settings.threads(), progress);
    int[] best = fits.best(Criterion.BIC, Settings.candidates(table.size()));
    if (best.length == 0) {
      return Estimate.refused(
          "bic",
          new Remark(
              "no model has a finite, unique fit", "geen enkel model geeft één eindig getal"),
          settings.seed(),
          seconds(begin));
    }
    long[] codes = Arrays.stream(best).mapToLong(i -> fits.codes[i]).toArray();
    List<Remark> warnings = new ArrayList<>();
    long ties = Arrays.stream(best).filter(i -> fits.bic(i) <= fits.bic(best[0]) + 1e-9).count();
    if (ties > 1) {
      warnings.add(
          new Remark(
              "%d models share the smallest BIC".formatted(ties),
              "%d modellen hebben dezelfde kleinste BIC".formatted(ties)));
    }
    return logLinear(
        "bic",
        Hierarchy.ofCode(table.size(), codes[0]),
        begin,
        () -> new BestOf(table.size(), codes),
        warnings);
  }

  private Estimate logLinear(
      String method,
      Hierarchy model,
      long begin,
      Supplier<Selector> selectors,
      List<Remark> warnings) {
    Newton newton = new Newton(table.size());
    if (!newton.fit(cells, model.terms())) {
      return Estimate.refused(method, NOT_SETTLED, settings.seed(), seconds(begin));
    }
    Fit fit = LogLinear.describe(cells, newton, model);
    Interval interval = null;
    if (settings.bootstrap() > 0) {
      Replicates replicates =
          Bootstrap.run(
              cells,
              settings.bootstrap(),
              settings.seed(),
              settings.threads(),
              progress,
              selectors);
      interval = interval(replicates, warnings);
    } else {
      interval = ProfileInterval.of(table, model, settings.level()).orElse(null);
      warnings.add(
          new Remark(
              "the interval takes the model as known; it leaves out the choice of model",
              "het interval neemt het model als bekend aan; de keuze van het model zit er niet in"));
    }
    if (interval != null && !Double.isFinite(interval.high())) {
      warnings.add(
          new Remark("the likelihood sets no upper limit", "de gegevens geven geen bovengrens"));
      interval = null;
    }
    return new Estimate(
        method,
        OptionalDouble.of(fit.population()),
        OptionalDouble.of(fit.dark()),
        interval,
        model.named(table.lists()),
        OptionalDouble.of(fit.bic()),
        OptionalDouble.of(fit.aic()),
        OptionalDouble.of(fit.logLikelihood()),
        warnings,
        settings.seed(),
        seconds(begin));
  }

  private @org.jspecify.annotations.Nullable Interval interval(
      Replicates replicates, List<Remark> warnings) {
    if (replicates.usable() < 20) {
      warnings.add(
          new Remark(
              "only %d usable replicates: no interval".formatted(replicates.usable()),
              "maar %d bruikbare herhalingen: geen interval".formatted(replicates.usable())));
      return null;
    }
    Interval interval =
        Double.isInfinite(replicates.bias())
            ? replicates.percentile(settings.level())
            : replicates.bca(settings.level());
    warnings.addAll(replicates.warnings(interval));
    return interval;
  }

  private Estimate graphs() {
    long begin = System.nanoTime();
    if (table.size() < 3 || table.size() > 7) {
      return Estimate.refused(
          "dga",
          new Remark(
              "graphs are averaged for three to seven lists",
              "middelen over grafen kan met drie tot en met zeven lijsten"),
          settings.seed(),
          seconds(begin));
    }
    DecomposableAverage.Posterior usual =
        DecomposableAverage.usual(table, settings.threads(), progress);
    DecomposableAverage.Posterior other =
        DecomposableAverage.of(
            table,
            0.5,
            DecomposableAverage.evenGrid(1, 30 * table.observed(), 1000),
            settings.threads(),
            progress);
    List<Remark> warnings = new ArrayList<>(usual.warnings());
    if (other.median() > 1.2 * usual.median() || usual.median() > 1.2 * other.median()) {
      warnings.add(
          new Remark(
              "the answer depends on the prior: %d with weight 0.5 in each cell instead of 2^-%d"
                  .formatted(other.median(), table.size()),
              "het antwoord hangt af van de voorkennis: %d met gewicht 0,5 per cel in plaats van 2^-%d"
                  .formatted(other.median(), table.size())));
    }
    return Estimate.averaged(
        "dga",
        usual.median(),
        table.observed(),
        usual.interval(),
        warnings,
        settings.seed(),
        seconds(begin));
  }

  private double[][] latentClasses(List<Estimate> estimates) {
    long begin = System.nanoTime();
    LatentClass.Outcome outcome =
        LatentClass.run(
            table, LatentClass.Settings.usual(settings.seed()), settings.threads(), progress);
    List<Remark> warnings = LatentClass.warnings(outcome, table);
    estimates.add(
        switch (outcome) {
          case LatentClass.Outcome.Agreed agreed ->
              Estimate.averaged(
                  "lcm",
                  agreed.median(),
                  table.observed(),
                  agreed.interval(),
                  warnings,
                  settings.seed(),
                  seconds(begin));
          case LatentClass.Outcome.Disagreed disagreed ->
              Estimate.refused("lcm", warnings.getFirst(), settings.seed(), seconds(begin));
        });
    return outcome.trace();
  }

  private Estimate threshold() {
    long begin = System.nanoTime();
    if (table.size() > 10) {
      return Estimate.refused(
          "bayes",
          new Remark(
              "thresholding is offered for at most ten lists",
              "drempelen kan met ten hoogste tien lijsten"),
          settings.seed(),
          seconds(begin));
    }
    for (int i = 0; i < table.size(); i++) {
      if (table.onAll(1 << i) == 0) {
        return Estimate.refused(
            "bayes",
            new Remark(
                "nobody is on list " + table.lists().get(i),
                "niemand staat op lijst " + table.lists().get(i)),
            settings.seed(),
            seconds(begin));
      }
    }
    BayesThreshold.Outcome outcome;
    try {
      outcome =
          BayesThreshold.run(table, new BayesThreshold.Settings(true, 50_000, settings.seed()));
    } catch (ArithmeticException degenerate) {
      return Estimate.refused(
          "bayes",
          new Remark(
              "the posterior has no proper mode", "de verdeling achteraf heeft geen echte top"),
          settings.seed(),
          seconds(begin));
    }
    List<Remark> warnings = new ArrayList<>();
    if (!outcome.undecided().isEmpty()) {
      String pairs = outcome.undecided().stream().map(table::nameOf).toList().toString();
      warnings.add(
          new Remark(
              String.format(
                  Locale.ROOT,
                  "undecided whether %s stay: %.0f without, %.0f with",
                  pairs,
                  outcome.medianWithout(),
                  outcome.medianWith()),
              String.format(
                  Locale.ROOT,
                  "niet te beslissen of %s blijft: %.0f zonder, %.0f met",
                  pairs,
                  outcome.medianWithout(),
                  outcome.medianWith())));
    }
    Estimate plain =
        Estimate.averaged(
            "bayes",
            outcome.median(),
            table.observed(),
            outcome.interval(),
            warnings,
            settings.seed(),
            seconds(begin));
    int[] retained = outcome.retained().stream().mapToInt(Integer::intValue).toArray();
    return new Estimate(
        plain.method(),
        plain.population(),
        plain.hidden(),
        plain.interval(),
        Hierarchy.of(table.size(), retained).named(table.lists()),
        plain.bic(),
        plain.aic(),
        plain.logLikelihood(),
        plain.remarks(),
        plain.seed(),
        plain.seconds());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
