// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import nl.schakel.linkage.JudgedPairs.Judged;
import org.junit.jupiter.api.Test;

class JudgedPairsTest {
  private static final LinkageSettings SETTINGS =
      new LinkageSettings(
          new InputSettings(Optional.empty(), Optional.empty(), List.of(), Set.of()),
          LinkMode.DEDUPE,
          List.of(
              ComparisonSettings.of("name", "name", false, "exact", "jaro-winkler 0.9"),
              ComparisonSettings.of("city", "name", false, "exact")),
          new BlockingSettings(List.of(), 1000, 100),
          new TrainingSettings(1000, 1, 10, 1, OptionalDouble.empty()),
          ClusterSettings.defaults(),
          -100);

  private static Model model() {
    return new Model(
        SETTINGS,
        0.01,
        0.005,
        0.02,
        List.of(
            new FieldModel(
                SETTINGS.comparisons().get(0),
                new double[] {0.1, 0.2, 0.7},
                new double[] {0.97, 0.02, 0.01},
                Map.of(),
                10),
            new FieldModel(
                SETTINGS.comparisons().get(1),
                new double[] {0.4, 0.6},
                new double[] {0.9, 0.1},
                Map.of(),
                10)),
        List.of());
  }

  @Test
  void a_model_without_judgements_stays_as_it_is() {
    Model model = model();

    assertThat(JudgedPairs.learn(model, 100, List.of())).isSameAs(model);
  }

  @Test
  void a_pair_that_is_what_was_expected_changes_little_and_a_surprise_much() {
    List<Integer> similarOnly = List.of(1, 0);
    double expected = JudgedPairs.probability(model(), similarOnly);
    Model after =
        JudgedPairs.learn(model(), 100, Collections.nCopies(40, new Judged(similarOnly, true, 1)));

    double atLevel = 100 * 0.2 + 40 * (1 - expected);
    double all = 100 + 40 * (1 - expected);
    assertThat(after.fields().get(0).m()[1]).isCloseTo(atLevel / all, within(1e-12));
    assertThat(after.prior()).isCloseTo(0.01 * all / 100, within(1e-12));
    assertThat(after.fields().get(0).u()).isEqualTo(model().fields().get(0).u());

    Model same = JudgedPairs.learn(model(), 100, List.of(new Judged(List.of(2, 1), true, 1)));
    assertThat(same.fields().get(0).m()[2]).isCloseTo(0.7, within(0.005));
  }

  @Test
  void two_people_that_the_model_took_for_one_make_the_level_worth_less() {
    Model after =
        JudgedPairs.learn(
            model(), 100, Collections.nCopies(60, new Judged(List.of(2, 1), false, 1)));

    assertThat(after.fields().get(0).bits(2)).isLessThan(model().fields().get(0).bits(2));
    assertThat(after.prior()).isLessThan(model().prior());
    assertThat(java.util.Arrays.stream(after.fields().get(0).m()).min().orElse(0)).isPositive();
  }

  @Test
  void a_missing_value_says_nothing_about_its_field() {
    Model after =
        JudgedPairs.learn(
            model(), 100, Collections.nCopies(9, new Judged(List.of(-1, 1), true, 1)));

    assertThat(after.fields().get(0).m())
        .containsExactly(model().fields().get(0).m(), within(1e-12));
    assertThat(after.fields().get(1).m()[1]).isGreaterThan(0.6);
  }

  @Test
  void levels_of_another_model_are_refused() {
    assertThatThrownBy(
            () -> JudgedPairs.learn(model(), 100, List.of(new Judged(List.of(1), true, 1))))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void steps_add_up_to_the_weight_and_hold_no_value() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put("a", List.of("Lina Voorbeeld", "Utrecht"));
    rows.put("b", List.of("Lina Voorbeelt", ""));
    WeightSteps weigher =
        new WeightSteps(Records.of("one", List.of("name", "city"), rows), model());

    List<WeightSteps.Step> steps = weigher.steps(0, 1);

    assertThat(steps.stream().mapToDouble(WeightSteps.Step::bits).sum())
        .isCloseTo(weigher.weight(0, 1), within(1e-9));
    assertThat(steps)
        .extracting(WeightSteps.Step::rule)
        .containsExactly("", "jaro-winkler 0.9", WeightSteps.MISSING);
    assertThat(steps.toString()).doesNotContain("Voorbeel");
  }
}
