// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Models over lists and covariates against the program mse, identities and numerical derivatives.
 */
class CovariateModelTest {
  private static final List<String> COVARIATES = List.of("X1", "X2", "X3", "X4", "Y");

  private static Strata simdat() {
    return TableReader.readStrata(Reference.text("simdat_covariates.csv"), COVARIATES);
  }

  private static List<String> variables(Strata strata) {
    return CovariateTable.of(strata).names();
  }

  private static Strata only(CaptureTable table) {
    return new Strata(table.lists(), List.of(), Map.of(List.of(), table));
  }

  /** The formula of R without its left side and main effects. */
  private static CovariateModel formula(JsonNode node, List<String> variables) {
    String pairs =
        String.join(
            ",",
            Arrays.stream(node.asString().replaceAll("Freq ~", "").split("[+]"))
                .map(String::strip)
                .filter(term -> term.contains(":"))
                .toList());
    return CovariateModel.parse("[" + pairs + "]", variables);
  }

  @Test
  void a_fit_with_five_covariates_equals_that_of_the_program_mse() {
    Strata strata = simdat();
    JsonNode reference = Reference.all().get("cruyff_mse").get("simdat_dummy_year");

    CovariateFit fit =
        CovariateFit.of(
            strata,
            formula(reference.get("formula"), variables(strata)),
            CovariateFit.Penalty.NONE);

    assertThat(fit.population()).isCloseTo(reference.get("Nhat").asDouble(), within(0.01));
    assertThat(fit.seLogHidden()).isBetween(0.01, 2.0);
  }

  @Test
  void a_year_as_a_polynomial_equals_that_of_the_program_mse() {
    Strata strata = simdat();
    JsonNode reference = Reference.all().get("cruyff_mse").get("simdat");

    CovariateFit fit =
        CovariateFit.of(
            strata,
            formula(reference.get("formula"), variables(strata)),
            CovariateFit.Penalty.NONE,
            new int[] {0, 0, 0, 0, 2});

    assertThat(fit.population()).isCloseTo(reference.get("Nhat").asDouble(), within(0.01));
    // The program adds up fitted means; with a polynomial those of a year are not its counts.
    CovariateTable table = CovariateTable.of(strata);
    CovariateNewton newton = new CovariateNewton(table, new int[] {0, 0, 0, 0, 2}, 0, false);
    newton.fit(fit.model(), table.complete());
    double[] years = new double[4];
    for (int c = 0; c < newton.fitted().length; c++) {
      years[table.shape().level(c, 8)] += newton.fitted()[c];
    }
    for (int year = 0; year < 4; year++) {
      double theirs = reference.get("by_year").get(String.valueOf(year + 1)).asDouble();
      assertThat(years[year]).isCloseTo(theirs, within(0.01));
    }
    for (CovariateFit.Level level : fit.byLevel().getOrDefault("X1", List.of())) {
      assertThat(level.population())
          .isCloseTo(reference.get("by_X1").get(level.level()).asDouble(), within(0.01));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Korea", "UKdat_4", "NewOrl_5", "UKdat_5", "UKdat"})
  void without_covariates_the_step_search_ends_where_the_program_mse_ends(String set) {
    JsonNode reference = Reference.all().get("cruyff_mse").get(set).get("best_bic");
    CaptureTable table = Reference.table(set);

    CovariateFit fit = CovariateSearch.of(only(table), Criterion.BIC, CovariateFit.Penalty.NONE);

    assertThat(fit.population())
        .isCloseTo(
            reference.get("Nhat").asDouble(), within(1e-4 * reference.get("Nhat").asDouble()));
    assertThat(fit.model().interactions())
        .hasSameSizeAs(formula(reference.get("formula"), table.lists()).interactions());
  }

  @Test
  void the_search_with_covariates_finds_no_worse_a_bic_than_the_program_mse() {
    Strata strata = simdat();
    CovariateModel theirs =
        formula(
            Reference.all().get("cruyff_mse").get("simdat_dummy_year").get("formula"),
            variables(strata));

    CovariateFit ours = CovariateSearch.of(strata, Criterion.BIC, CovariateFit.Penalty.NONE);

    assertThat(ours.bic())
        .isLessThanOrEqualTo(CovariateFit.of(strata, theirs, CovariateFit.Penalty.NONE).bic());
    assertThat(ours.usable()).isTrue();
    assertThat(ours.population()).isFinite();
  }

  @Test
  void without_covariates_a_fit_is_the_plain_fit() {
    CaptureTable table = Reference.table("UKdat_5");
    CovariateModel model = CovariateModel.parse("[LA:NG, PFNCA:GP]", table.lists());
    Fit plain =
        ((LogLinear.Outcome.Fitted)
                LogLinear.fit(table, Hierarchy.parse("[LA:NG, PFNCA:GP, GO]", table.lists())))
            .fit();

    CovariateFit fit = CovariateFit.of(only(table), model, CovariateFit.Penalty.NONE);

    assertThat(fit.population()).isCloseTo(plain.population(), within(1e-6 * plain.population()));
    assertThat(fit.seLogHidden()).isCloseTo(plain.seLogDark(), within(1e-6));
    assertThat(fit.usable()).isTrue();
  }

  @Test
  void a_covariate_crossed_with_every_list_is_a_fit_of_each_stratum() {
    CaptureTable first = Reference.table("UKdat_5");
    CaptureTable second = Reference.table("UKdat_5").inOrder(first.lists()).plus(first);
    Map<List<String>, CaptureTable> tables = new LinkedHashMap<>();
    tables.put(List.of("a"), first);
    tables.put(List.of("b"), second);
    Strata strata = new Strata(first.lists(), List.of("S"), tables);

    CovariateFit fit =
        CovariateFit.of(
            strata,
            CovariateModel.parse("[LA:S, NG:S, PFNCA:S, GO:S, GP:S]", variables(strata)),
            CovariateFit.Penalty.NONE);

    double plain =
        ((LogLinear.Outcome.Fitted) LogLinear.fit(first, Hierarchy.mainEffects(5)))
            .fit()
            .population();
    List<CovariateFit.Level> levels = fit.byLevel().getOrDefault("S", List.of());
    assertThat(levels.get(0).population()).isCloseTo(plain, within(1e-5 * plain));
    assertThat(levels.get(1).population()).isCloseTo(2 * plain, within(1e-5 * plain));
  }

  @Test
  void firth_adds_one_half_to_every_cell_of_a_saturated_table() {
    // Leverages of a saturated model are all 1, so Firth (1993) adds 1/2 to each observed cell.
    CaptureTable two = CaptureTable.of(List.of("A", "B"), Map.of(1, 30L, 2, 40L, 3, 10L));
    CovariateFit fit =
        CovariateFit.of(
            only(two), CovariateModel.mainEffects(two.lists()), CovariateFit.Penalty.FIRTH);
    assertThat(fit.hidden()).isCloseTo(30.5 * 40.5 / 10.5, within(1e-7));

    CaptureTable three =
        CaptureTable.of(
            List.of("A", "B", "C"), Map.of(1, 20L, 2, 30L, 4, 25L, 3, 0L, 5, 4L, 6, 6L, 7, 0L));
    CovariateFit all =
        CovariateFit.of(
            only(three),
            CovariateModel.parse("[A:B, A:C, B:C]", three.lists()),
            CovariateFit.Penalty.FIRTH);
    assertThat(all.hidden()).isCloseTo(20.5 * 30.5 * 25.5 * 0.5 / (0.5 * 4.5 * 6.5), within(1e-6));
  }

  @Test
  void firth_stands_at_the_top_of_likelihood_times_root_of_information() {
    CaptureTable table =
        CaptureTable.of(
            List.of("A", "B", "C"), Map.of(1, 20L, 2, 30L, 4, 25L, 3, 2L, 5, 4L, 6, 0L, 7, 1L));
    CovariateTable cells = CovariateTable.of(only(table));
    CovariateNewton newton = new CovariateNewton(cells, new int[0], 0, true);
    newton.fit(CovariateModel.mainEffects(table.lists()), cells.complete());
    double[] top = newton.beta();

    for (int j = 0; j < top.length; j++) {
      double slope =
          (jeffreys(cells, newton, top, j, 1e-5) - jeffreys(cells, newton, top, j, -1e-5)) / 2e-5;
      assertThat(slope).isCloseTo(0, within(1e-5));
    }
  }

  /** Log likelihood plus half the log determinant of X' diag(mu) X, from scratch. */
  private static double jeffreys(
      CovariateTable table, CovariateNewton newton, double[] at, int j, double move) {
    double[] moved = at.clone();
    moved[j] += move;
    double[] fitted = newton.fittedAt(moved);
    double[][] information = new double[at.length][at.length];
    for (int c = 1; c < fitted.length; c++) {
      double[] row = newton.row(c);
      for (int a = 0; a < row.length; a++) {
        for (int b = 0; b < row.length; b++) {
          information[a][b] += fitted[c] * row[a] * row[b];
        }
      }
    }
    double[][] lower = Dense.cholesky(information);
    double logs = 0;
    for (int a = 0; a < lower.length; a++) {
      logs += Math.log(lower[a][a]);
    }
    return CovariateFit.logLikelihood(table, fitted) + logs;
  }

  @Test
  void errors_with_unknown_levels_are_those_of_the_observed_likelihood() {
    Map<List<String>, CaptureTable> tables = new LinkedHashMap<>();
    List<String> lists = List.of("A", "B", "C");
    tables.put(
        List.of("m"),
        CaptureTable.of(lists, Map.of(1, 60L, 2, 45L, 4, 80L, 3, 9L, 5, 12L, 6, 8L, 7, 3L)));
    tables.put(
        List.of("a"),
        CaptureTable.of(lists, Map.of(1, 30L, 2, 95L, 4, 40L, 3, 11L, 5, 5L, 6, 14L, 7, 2L)));
    tables.put(
        List.of(TableReader.UNKNOWN),
        CaptureTable.of(lists, Map.of(1, 25L, 2, 30L, 4, 20L, 3, 4L, 5, 6L, 6, 3L)));
    Strata strata = new Strata(lists, List.of("age"), tables);
    CovariateModel model = CovariateModel.parse("[A:age, B:age]", variables(strata));

    CovariateFit fit = CovariateFit.of(strata, model, CovariateFit.Penalty.NONE);

    assertThat(fit.rounds()).isGreaterThan(2);
    assertThat(fit.seLogHidden()).isCloseTo(numericalError(strata, model), within(1e-4));
    double observed =
        fit.byLevel().getOrDefault("age", List.of()).stream()
            .mapToDouble(CovariateFit.Level::observed)
            .sum();
    assertThat(observed).isCloseTo(strata.observed(), within(1e-6));
  }

  /** Delta method on a Hessian by finite differences of the observed-data log likelihood. */
  private static double numericalError(Strata strata, CovariateModel model) {
    CovariateTable table = CovariateTable.of(strata);
    CovariateNewton newton = new CovariateNewton(table, new int[] {0}, 0, false);
    CovariateFit.Em em = new CovariateFit.Em(table, newton, model);
    assertThat(em.run()).isTrue();
    double[] top = newton.beta();
    int p = top.length;
    double h = 1e-4;
    double[][] minusHessian = new double[p][p];
    double[] slope = new double[p];
    for (int j = 0; j < p; j++) {
      slope[j] =
          (Math.log(hidden(table, newton, moved(top, j, h, j, 0)))
                  - Math.log(hidden(table, newton, moved(top, j, -h, j, 0))))
              / (2 * h);
      for (int k = 0; k < p; k++) {
        minusHessian[j][k] =
            -(likelihood(table, newton, moved(top, j, h, k, h))
                    - likelihood(table, newton, moved(top, j, h, k, -h))
                    - likelihood(table, newton, moved(top, j, -h, k, h))
                    + likelihood(table, newton, moved(top, j, -h, k, -h)))
                / (4 * h * h);
      }
    }
    double[] solved = slope.clone();
    Dense.solve(minusHessian, solved);
    double variance = 0;
    for (int j = 0; j < p; j++) {
      variance += slope[j] * solved[j];
    }
    return Math.sqrt(variance);
  }

  private static double[] moved(double[] at, int j, double first, int k, double second) {
    double[] moved = at.clone();
    moved[j] += first;
    moved[k] += second;
    return moved;
  }

  private static double likelihood(CovariateTable table, CovariateNewton newton, double[] at) {
    return CovariateFit.logLikelihood(table, newton.fittedAt(at));
  }

  private static double hidden(CovariateTable table, CovariateNewton newton, double[] at) {
    double[] fitted = newton.fittedAt(at);
    double sum = 0;
    for (int c = 0; c < fitted.length; c += 1 << table.lists().size()) {
      sum += fitted[c];
    }
    return sum;
  }

  @Test
  void unknown_levels_are_shared_as_the_known_ones_lie_and_make_the_answer_less_sure() {
    CaptureTable table = Reference.table("UKdat_5");
    Map<List<String>, CaptureTable> known = new LinkedHashMap<>();
    known.put(List.of("x"), table);
    known.put(List.of("y"), table.plus(table));
    Map<List<String>, CaptureTable> unknown = new LinkedHashMap<>(known);
    unknown.put(List.of(TableReader.UNKNOWN), table);
    CovariateModel model =
        CovariateModel.mainEffects(variables(new Strata(table.lists(), List.of("g"), known)));

    CovariateFit all =
        CovariateFit.of(
            new Strata(table.lists(), List.of("g"), unknown), model, CovariateFit.Penalty.NONE);

    List<CovariateFit.Level> levels = all.byLevel().getOrDefault("g", List.of());
    assertThat(levels.get(1).population() / levels.get(0).population()).isCloseTo(2, within(1e-6));
    assertThat(all.observed()).isEqualTo(4 * table.observed());
    // With every level known, as many persons of the same pattern would tell more of the split.
    double quarter = levels.get(0).seLogHidden();
    assertThat(quarter).isGreaterThan(all.seLogHidden());
  }

  @Test
  void a_ridge_pulls_interactions_to_zero_and_leaves_main_effects_alone() {
    CaptureTable table = Reference.table("UKdat_5");
    CovariateModel pairs = CovariateModel.parse("[LA:NG]", table.lists());
    double plain = CovariateFit.of(only(table), pairs, CovariateFit.Penalty.NONE).population();
    double ridge = CovariateFit.of(only(table), pairs, CovariateFit.Penalty.RIDGE).population();
    double none =
        CovariateFit.of(
                only(table), CovariateModel.mainEffects(table.lists()), CovariateFit.Penalty.NONE)
            .population();

    assertThat(ridge).isBetween(Math.min(plain, none), Math.max(plain, none));
    assertThat(
            CovariateFit.of(
                    only(table),
                    CovariateModel.mainEffects(table.lists()),
                    CovariateFit.Penalty.RIDGE)
                .population())
        .isCloseTo(none, within(1e-6 * none));
  }

  @Test
  void a_covariate_model_without_a_finite_fit_says_so() {
    CaptureTable table =
        CaptureTable.of(List.of("A", "B", "C"), Map.of(1, 10L, 2, 8L, 4, 9L, 3, 3L, 5, 2L, 6, 4L));
    CovariateTable cells = CovariateTable.of(only(table));

    // Without anybody on all three lists the six pairs and margins exist; dropping B:C's cell too
    // leaves a saturated block that fixes everything but the constant.
    assertThat(
            CovariateExistence.usable(
                cells,
                cells.complete(),
                CovariateModel.parse("[A:B, A:C, B:C]", table.lists()),
                new int[0]))
        .isEqualTo(
            Existence.check(table, Hierarchy.parse("[A:B, A:C, B:C]", table.lists())).usable());
  }
}
