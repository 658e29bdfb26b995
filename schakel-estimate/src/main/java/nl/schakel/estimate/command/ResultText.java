// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.util.Locale;
import nl.schakel.estimate.Advice;
import nl.schakel.estimate.CovariateFit;
import nl.schakel.estimate.Estimate;
import nl.schakel.estimate.Interval;
import nl.schakel.estimate.SharedInteractions;
import nl.schakel.estimate.StrataStudy;
import nl.schakel.estimate.Study;

/** The table a person reads in a terminal. */
final class ResultText {
  private ResultText() {}

  static String of(Study.Result result) {
    StringBuilder out = new StringBuilder();
    out.append(
        "%s persons observed on %d lists (%s)%n%n"
            .formatted(
                number(result.table().observed()),
                result.table().size(),
                String.join(", ", result.table().lists())));
    out.append(
        "%-10s %12s %12s  %-24s %s%n"
            .formatted("method", "population", "hidden", "95 % interval", "model"));
    for (Estimate estimate : result.estimates()) {
      row(out, estimate);
    }
    result
        .bound()
        .ifPresent(
            bound ->
                out.append(
                    "%-10s %12s %12s  %s%n"
                        .formatted(
                            "chao",
                            number(bound.population()),
                            number(bound.population() - result.table().observed()),
                            interval(bound.interval()))));
    result
        .cloud()
        .filter(c -> !c.best().isEmpty())
        .ifPresent(
            cloud ->
                out.append(
                    "%n%d of %d models within BIC %.0f of the best: %s to %s, weighted mean %s%n"
                        .formatted(
                            cloud.best().size(),
                            cloud.searched(),
                            cloud.reach(),
                            number(cloud.lowest(cloud.reach())),
                            number(cloud.highest(cloud.reach())),
                            number(cloud.average()))));
    result
        .merges()
        .forEach(
            merge ->
                out.append(
                    "%nConsider merging %s and %s: %s. Stepwise then gives %s.%n"
                        .formatted(
                            merge.first(),
                            merge.second(),
                            merge.reason(),
                            number(merge.population()))));
    result
        .coverage()
        .ifPresent(
            c ->
                out.append(
                    String.format(
                        Locale.ROOT,
                        "%nCoverage: %d of %d intervals (%.1f %%, standard error %.1f) held the truth of the fitted model%n",
                        c.covered(),
                        c.usable(),
                        100 * c.share(),
                        100 * c.error())));
    verdict(out, result.advice());
    return out.toString();
  }

  static String of(StrataStudy study, Study.Result pooled) {
    StringBuilder out = new StringBuilder("All strata together\n\n").append(of(pooled));
    out.append(
        "\nEach stratum, interactions shared %s\n\n"
            .formatted(study.together().model().named(study.strata().lists())));
    for (SharedInteractions.Stratum stratum : study.together().strata()) {
      out.append(
          "%-30s %10s observed  %12s  %s%n"
              .formatted(
                  String.join(" ", stratum.levels()),
                  number(stratum.observed()),
                  number(stratum.population()),
                  stratum.reason()));
    }
    out.append(
        "%-30s %10s observed  %12s%n"
            .formatted(
                "sum", number(study.strata().observed()), number(study.together().population())));
    study.covariates().ifPresent(fit -> covariates(out, fit));
    study
        .trend()
        .ifPresent(
            trend -> {
              out.append("\nSmoothed by year\n");
              trend
                  .points()
                  .forEach(
                      p ->
                          out.append(
                              "%d %12s  (%s - %s)%n"
                                  .formatted(
                                      p.year(),
                                      number(p.population()),
                                      number(p.low()),
                                      number(p.high()))));
            });
    return out.toString();
  }

  private static void covariates(StringBuilder out, CovariateFit fit) {
    out.append(
        "%nOne model over lists and covariates: %s, %s (95 %% %s - %s)%n"
            .formatted(
                fit.model().named(),
                number(fit.population()),
                number(fit.observed() + fit.hidden() * Math.exp(-1.96 * fit.seLogHidden())),
                number(fit.observed() + fit.hidden() * Math.exp(1.96 * fit.seLogHidden()))));
    fit.byLevel()
        .forEach(
            (covariate, levels) ->
                levels.forEach(
                    level ->
                        out.append(
                            "%-30s %10s observed  %12s%n"
                                .formatted(
                                    covariate + " " + level.level(),
                                    number(level.observed()),
                                    number(level.population())))));
  }

  private static void row(StringBuilder out, Estimate estimate) {
    Interval interval = estimate.interval();
    String population =
        estimate.given() ? number(estimate.population().getAsDouble()) : "no number";
    String hidden = estimate.given() ? number(estimate.hidden().getAsDouble()) : "";
    out.append(
        "%-10s %12s %12s  %-24s %s%n"
            .formatted(
                estimate.method(),
                population,
                hidden,
                interval == null ? "" : interval(interval),
                estimate.model()));
    estimate.warnings().forEach(w -> out.append("           ! ").append(w).append('\n'));
  }

  private static void verdict(StringBuilder out, Advice advice) {
    out.append("\nVerdict\n");
    advice.statements().forEach(s -> out.append("- ").append(s.english()).append('\n'));
  }

  private static String interval(Interval interval) {
    return "%s - %s %s".formatted(number(interval.low()), number(interval.high()), interval.kind());
  }

  static String number(double number) {
    return Double.isFinite(number) ? String.format(Locale.UK, "%,.0f", number) : "no number";
  }
}
