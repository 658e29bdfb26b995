// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lower bounds and models of unequal visibility against Rcapture 1.4-4 and by hand. */
class UnequalVisibilityTest {
  private static final Map<Heterogeneity.Form, String> NAMES =
      Map.of(
          Heterogeneity.Form.CHAO, "h Chao (LB)",
          Heterogeneity.Form.DARROCH, "h Darroch",
          Heterogeneity.Form.GAMMA35, "h Gamma3.5",
          Heterogeneity.Form.POISSON2, "h Poisson2");

  private static String name(Heterogeneity.Form form, boolean equal) {
    String h = NAMES.getOrDefault(form, "");
    return "M" + (equal ? h.isEmpty() ? "0" : h : "t" + h);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UKdat_4", "UKdat_5", "UKdat", "Ned_5", "Ned", "NewOrl_5"})
  void every_form_equals_rcapture(String set) {
    JsonNode reference = Reference.of(set).get("rcapture_closedp_t");
    CaptureTable table = Reference.table(set);
    int compared = 0;
    for (Heterogeneity.Form form : Heterogeneity.Form.values()) {
      for (boolean equal : new boolean[] {true, false}) {
        JsonNode theirs = reference.get(name(form, equal));
        Heterogeneity.One ours = Heterogeneity.fit(table, form, equal);
        if (theirs == null || theirs.get("infoFit").asInt() != 0) {
          continue;
        }
        String label = set + " " + name(form, equal);
        double n = theirs.get("abundance").asDouble();
        assertThat(ours.deviance())
            .as(label)
            .isCloseTo(theirs.get("deviance").asDouble(), within(1e-5 * ours.deviance()));
        assertThat(ours.population()).as(label).isCloseTo(n, within(1e-4 * n));
        assertThat(ours.standardError())
            .as(label)
            .isCloseTo(theirs.get("stderr").asDouble(), within(1e-3 * ours.standardError()));
        assertThat(ours.aic()).as(label).isCloseTo(theirs.get("AIC").asDouble(), within(1e-3));
        assertThat(ours.bic()).as(label).isCloseTo(theirs.get("BIC").asDouble(), within(1e-3));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(4);
  }

  @Test
  void the_chao_type_bound_is_its_formula() {
    // f1 = 60, f2 = 10 on three lists: 2/3 * 60 * 59 / (2 * 11) = 107.27 hidden.
    CaptureTable table =
        CaptureTable.of(
            List.of("A", "B", "C"), Map.of(1, 20L, 2, 20L, 4, 20L, 3, 5L, 5, 5L, 7, 2L));

    LowerBound bound = LowerBound.of(table).orElseThrow();

    assertThat(bound.once()).isEqualTo(60);
    assertThat(bound.twice()).isEqualTo(10);
    assertThat(bound.population()).isCloseTo(72 + 2.0 / 3 * 60 * 59 / 22, within(1e-9));
    assertThat(bound.interval().low()).isBetween(72.0, bound.population());
    assertThat(bound.interval().high()).isGreaterThan(bound.population());
  }

  @Test
  void nobody_on_two_lists_bounds_nothing() {
    CaptureTable table = CaptureTable.of(List.of("A", "B", "C"), Map.of(1, 5L, 2, 5L, 7, 3L));

    assertThat(LowerBound.of(table)).isEmpty();
  }

  @Test
  void equal_persons_give_the_bound_of_lists_that_are_independent() {
    // Independent lists, everybody alike: the bound must lie near the main effects.
    CaptureTable table = Reference.table("Sim10").omit(List.of("J"));
    double main =
        ((LogLinear.Outcome.Fitted) LogLinear.fit(table, Hierarchy.mainEffects(table.size())))
            .fit()
            .population();

    Heterogeneity.One chao = Heterogeneity.fit(table, Heterogeneity.Form.CHAO, false);

    assertThat(chao.population()).isCloseTo(main, within(0.1 * main));
  }
}
