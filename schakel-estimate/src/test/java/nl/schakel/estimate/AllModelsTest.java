// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every hierarchical model of every table against mse/models_*.csv.gz (R 4.2.2, glm.fit with
 * epsilon 1e-15 and three QR Newton steps) and the exact verdicts stored with them.
 */
class AllModelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Artificial_3",
        "Korea",
        "UKdat_4",
        "NewOrl_5",
        "NewOrl_5_185",
        "UKdat_5",
        "Ned_5",
        "UKdat",
        "Ned"
      })
  void verdicts_and_fits_of_all_models_equal_the_reference(String set) {
    CaptureTable table = Reference.table(set);
    Cells cells = Cells.of(table);
    Existence existence = new Existence(cells);
    Newton newton = new Newton(cells.lists);
    List<Reference.Row> rows = Reference.rows("models_" + set + ".csv.gz");
    int checked = 0;
    for (Reference.Row row : rows) {
      String model = row.get("model");
      int[] terms = Hierarchy.parse(model, table.lists()).terms();
      int verdict = existence.code(terms, terms.length);
      if (!row.get("exact_verdict").equals("NA")) {
        assertThat(verdict).as(model).isEqualTo(Integer.parseInt(row.get("exact_verdict")));
        checked++;
      }
      assertThat(terms.length).as(model).isEqualTo(Integer.parseInt(row.get("npar")));
      if (verdict == 0) {
        assertThat(newton.fit(cells, terms)).as("%s converges", model).isTrue();
        double population = Double.parseDouble(row.get("abundance"));
        assertThat(cells.total + newton.dark())
            .as(model)
            .isCloseTo(population, within(1e-9 * population));
        assertThat(newton.logLikelihood())
            .as(model)
            .isCloseTo(Double.parseDouble(row.get("loglik")), within(1e-8));
        assertThat(newton.deviance())
            .as(model)
            .isCloseTo(Double.parseDouble(row.get("deviance")), within(1e-8));
        assertThat(newton.bic(cells))
            .as(model)
            .isCloseTo(Double.parseDouble(row.get("bic")), within(1e-8));
        double se = Double.parseDouble(row.get("se_log_dark"));
        assertThat(newton.seLogDark(cells)).as(model).isCloseTo(se, within(1e-7 * se));
      }
    }
    assertThat(checked).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"boot1", "boot2", "boot3", "rand1", "rand2", "struct1", "struct2", "struct3"})
  void verdicts_on_hard_zero_patterns_are_exact(String fuzz) {
    CaptureTable table = Reference.table("fuzz_" + fuzz);
    Existence existence = new Existence(Cells.of(table));
    List<Reference.Row> rows = Reference.rows("existence_" + fuzz + ".csv.gz");
    int otherInR = 0;
    for (Reference.Row row : rows) {
      Hierarchy model = Hierarchy.parse(row.get("model"), table.lists());
      int verdict = existence.code(model.terms(), model.parameters());
      assertThat(verdict)
          .as(row.get("model"))
          .isEqualTo(Integer.parseInt(row.get("exact_verdict")));
      assertThat(existence.explain(model, table.lists()).code()).isEqualTo(verdict);
      otherInR += verdict == Integer.parseInt(row.get("r_verdict")) ? 0 : 1;
    }
    assertThat(rows).hasSize(6893);
    assertThat(otherInR).isEqualTo(fuzz.equals("struct1") ? 6 : 0);
  }

  @ParameterizedTest
  @CsvSource({"3,2,8", "4,3,113", "5,2,1024", "5,3,6212", "5,4,6893", "6,2,32768"})
  void the_model_space_has_the_known_number_of_models(int lists, int order, int models) {
    assertThat(ModelSpace.codes(lists, order)).hasSize(models).doesNotHaveDuplicates();
  }

  @Test
  void pairwise_minimum_of_the_dutch_table_is_found() {
    CaptureTable table = Reference.table("Ned");
    ModelFits fits = ModelFits.of(Cells.of(table), ModelSpace.codes(6, 2), 2, Progress.NONE);

    int best = fits.best(Criterion.BIC, 1)[0];

    // The smallest BIC over all 32,768 pairwise models as fitted by R, see mse/README.md.
    assertThat(Hierarchy.ofCode(6, fits.codes[best])).hasToString("[12,16,25,34,36,45,46]");
    assertThat(fits.population[best]).isCloseTo(116667.018241, withPercentage(1e-7));
    assertThat(fits.bic(best)).isCloseTo(310.441649, within(1e-6));
  }
}
