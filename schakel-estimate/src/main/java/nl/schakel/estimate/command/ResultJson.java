// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import nl.schakel.estimate.Advice;
import nl.schakel.estimate.CovariateFit;
import nl.schakel.estimate.Coverage;
import nl.schakel.estimate.Estimate;
import nl.schakel.estimate.Heterogeneity;
import nl.schakel.estimate.InternalConsistency;
import nl.schakel.estimate.Interval;
import nl.schakel.estimate.ModelCloud;
import nl.schakel.estimate.Ranked;
import nl.schakel.estimate.Sensitivity;
import nl.schakel.estimate.SharedInteractions;
import nl.schakel.estimate.StrataStudy;
import nl.schakel.estimate.Study;

/** The JSON form of results; scripts rely on these names. */
final class ResultJson {
  private ResultJson() {}

  static Map<String, Object> of(Study.Result result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("observed", result.table().observed());
    json.put("lists", result.table().lists());
    json.put("estimates", result.estimates().stream().map(ResultJson::estimate).toList());
    json.put("verdict", verdict(result.advice()));
    result
        .bound()
        .ifPresent(
            bound ->
                json.put(
                    "lowerBound",
                    fields(
                        "population", bound.population(), "interval", interval(bound.interval()))));
    result.heterogeneity().ifPresent(h -> json.put("heterogeneity", heterogeneity(h)));
    result.coverage().ifPresent(coverage -> json.put("coverage", coverage(coverage)));
    result.cloud().ifPresent(cloud -> json.put("cloud", cloud(cloud, result)));
    result.consistency().ifPresent(checks -> json.put("consistency", consistency(checks)));
    if (!result.curves().isEmpty()) {
      json.put("sensitivity", result.curves().stream().map(ResultJson::curve).toList());
    }
    if (!result.merges().isEmpty()) {
      json.put(
          "mergeProposals",
          result.merges().stream()
              .map(
                  m ->
                      fields(
                          "lists", List.of(m.first(), m.second()),
                          "reason", m.reason(),
                          "population", m.population()))
              .toList());
    }
    return json;
  }

  static Map<String, Object> of(StrataStudy study, Study.Result pooled) {
    Map<String, Object> json = of(pooled);
    List<Object> strata = new ArrayList<>();
    study
        .each()
        .forEach(
            (levels, result) ->
                strata.add(
                    fields(
                        "levels", levels(study.strata().names(), levels),
                        "observed", result.table().observed(),
                        "estimates", result.estimates().stream().map(ResultJson::estimate).toList(),
                        "verdict", verdict(result.advice()))));
    json.put("strata", strata);
    json.put(
        "sharedInteractions",
        fields(
            "model", study.together().model().named(study.strata().lists()),
            "population", study.together().population(),
            "strata",
                study.together().strata().stream()
                    .map(s -> stratum(s, study.strata().names()))
                    .toList()));
    study.covariates().ifPresent(fit -> json.put("covariateModel", covariates(fit)));
    List<SharedInteractions.Stratum> given = study.together().given();
    study
        .shrunk()
        .ifPresent(
            shrunk -> {
              List<Object> values = new ArrayList<>();
              for (int g = 0; g < given.size(); g++) {
                values.add(
                    fields(
                        "levels",
                        levels(study.strata().names(), given.get(g).levels()),
                        "population",
                        given.get(g).observed() * (1 + Math.exp(shrunk.values()[g])),
                        "seLogHidden",
                        shrunk.errors()[g]));
              }
              json.put("empiricalBayes", fields("tau", shrunk.tau(), "strata", values));
            });
    study
        .trend()
        .ifPresent(
            trend ->
                json.put(
                    "trend",
                    trend.points().stream()
                        .map(
                            p ->
                                fields(
                                    "year", p.year(),
                                    "population", p.population(),
                                    "low", p.low(),
                                    "high", p.high()))
                        .toList()));
    return json;
  }

  private static Map<String, Object> covariates(CovariateFit fit) {
    Map<String, Object> by = new LinkedHashMap<>();
    fit.byLevel()
        .forEach(
            (covariate, levels) ->
                by.put(
                    covariate,
                    levels.stream()
                        .map(
                            level ->
                                fields(
                                    "level", level.level(),
                                    "observed", level.observed(),
                                    "population", level.population(),
                                    "seLogHidden", level.seLogHidden()))
                        .toList()));
    return fields(
        "model", fit.model().named(),
        "observed", fit.observed(),
        "population", fit.population(),
        "hidden", fit.hidden(),
        "seLogHidden", fit.seLogHidden(),
        "logLikelihood", fit.logLikelihood(),
        "aic", fit.aic(),
        "bic", fit.bic(),
        "emRounds", fit.rounds(),
        "finite", fit.usable(),
        "covariates", by);
  }

  private static Map<String, Object> stratum(
      SharedInteractions.Stratum stratum, List<String> names) {
    return fields(
        "levels", levels(names, stratum.levels()),
        "observed", stratum.observed(),
        "population", stratum.population(),
        "seLogHidden", stratum.seLogHidden(),
        "refusal", stratum.reason());
  }

  private static Map<String, Object> levels(List<String> names, List<String> levels) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), levels.get(i));
    }
    return map;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    Interval interval = estimate.interval();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", estimate.method());
    json.put("population", estimate.population());
    json.put("hidden", estimate.hidden());
    json.put("interval", interval == null ? OptionalDouble.empty() : interval(interval));
    json.put("model", estimate.model());
    json.put("bic", estimate.bic());
    json.put("aic", estimate.aic());
    json.put("logLikelihood", estimate.logLikelihood());
    json.put("warnings", estimate.warnings());
    json.put(
        "remarks",
        estimate.remarks().stream().map(r -> fields("en", r.english(), "nl", r.dutch())).toList());
    json.put("seed", estimate.seed());
    json.put("seconds", estimate.seconds());
    return json;
  }

  private static Map<String, Object> interval(Interval interval) {
    return fields(
        "kind", interval.kind(),
        "level", interval.level(),
        "low", interval.low(),
        "high", interval.high());
  }

  private static Map<String, Object> verdict(Advice advice) {
    return fields(
        "publish", advice.publish().name().toLowerCase(Locale.ROOT),
        "statements",
            advice.statements().stream()
                .map(s -> fields("code", s.code(), "en", s.english(), "nl", s.dutch()))
                .toList());
  }

  private static Map<String, Object> cloud(ModelCloud cloud, Study.Result result) {
    List<Object> models = new ArrayList<>();
    for (int i = 0; i < cloud.best().size(); i++) {
      Ranked ranked = cloud.best().get(i);
      models.add(
          fields(
              "model", ranked.model().named(result.table().lists()),
              "population", ranked.population(),
              "bic", ranked.bic(),
              "weight", cloud.weights()[i]));
    }
    return fields(
        "reach", cloud.reach(),
        "maxOrder", cloud.order(),
        "searched", cloud.searched(),
        "admissible", cloud.admissible(),
        "complete", cloud.complete(),
        "low", cloud.lowest(cloud.reach()),
        "high", cloud.highest(cloud.reach()),
        "average", cloud.average(),
        "models", models);
  }

  private static List<Object> heterogeneity(Heterogeneity heterogeneity) {
    List<Object> fits = new ArrayList<>();
    heterogeneity
        .fits()
        .forEach(
            one ->
                fits.add(
                    fields(
                        "form", one.form().name().toLowerCase(Locale.ROOT),
                        "population", one.population(),
                        "standardError", one.standardError(),
                        "deviance", one.deviance(),
                        "aic", one.aic(),
                        "bic", one.bic())));
    return fits;
  }

  private static Map<String, Object> coverage(Coverage coverage) {
    return fields(
        "truth", coverage.truth(),
        "level", coverage.level(),
        "tables", coverage.tables(),
        "usable", coverage.usable(),
        "covered", coverage.covered(),
        "below", coverage.below(),
        "share", coverage.share(),
        "error", coverage.error(),
        "meanEstimate", coverage.meanEstimate());
  }

  private static Map<String, Object> consistency(InternalConsistency checks) {
    return fields(
        "knownLists",
            checks.known().stream()
                .map(
                    k ->
                        fields(
                            "list", k.list(),
                            "size", k.size(),
                            "estimate", k.estimate(),
                            "reason", k.reason()))
                .toList(),
        "withoutList",
            checks.without().stream()
                .map(w -> fields("list", w.list(), "population", w.estimate(), "model", w.model()))
                .toList());
  }

  private static Map<String, Object> curve(Sensitivity.Curve curve) {
    return fields(
        "kind", curve.kind(),
        "lists", curve.lists(),
        "points",
            curve.points().stream()
                .map(p -> fields("value", p.value(), "population", p.population()))
                .toList());
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return map;
  }
}
