// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/**
 * t = w * (log2 u_exact - log2 max(f_left, f_right, floor)) for any u, frequencies, w and floor.
 */
class FrequencyTest {
  private static FieldModel field(double u, double weight, double floor) {
    ComparisonSettings settings =
        new ComparisonSettings(
            "name",
            "name",
            "name",
            List.of(level("exact", weight), level("jaro-winkler 0.9", weight / 2)),
            floor);
    return new FieldModel(
        settings,
        new double[] {0.1, 0.1, 0.8},
        new double[] {1 - 2 * u, u, u},
        Map.of("voorbeeld", 0.25),
        1000);
  }

  private static LevelSettings level(String rule, double weight) {
    return new LevelSettings(rule, weight, OptionalDouble.empty(), OptionalDouble.empty());
  }

  @Property
  void it_never_grows_when_a_value_gets_more_frequent(
      @ForAll @Scale(10) @DoubleRange(min = 1e-6, max = 0.4) double u,
      @ForAll @Scale(10) @DoubleRange(min = 0.01, max = 1) double weight,
      @ForAll @Scale(10) @DoubleRange(min = 1e-9, max = 1) double rare,
      @ForAll @Scale(10) @DoubleRange(min = 1e-9, max = 1) double other,
      @ForAll @Scale(10) @DoubleRange(min = 1, max = 100) double factor) {
    FieldModel field = field(u, weight, 0);
    double frequent = Math.min(1, rare * factor);

    assertThat(field.frequencyBits(2, frequent, other))
        .isLessThanOrEqualTo(field.frequencyBits(2, rare, other));
    assertThat(field.frequencyBits(2, rare, other)).isEqualTo(field.frequencyBits(2, other, rare));
  }

  @Property
  void it_is_nothing_where_the_frequency_is_u(
      @ForAll @Scale(10) @DoubleRange(min = 1e-6, max = 0.4) double u,
      @ForAll @Scale(10) @DoubleRange(min = 0.01, max = 1) double weight) {
    assertThat(field(u, weight, 0).frequencyBits(2, u, u)).isZero();
  }

  @Property
  void a_level_takes_the_share_that_its_weight_says(
      @ForAll @Scale(10) @DoubleRange(min = 1e-6, max = 0.4) double u,
      @ForAll @Scale(10) @DoubleRange(min = 0.01, max = 1) double weight,
      @ForAll @Scale(10) @DoubleRange(min = 1e-9, max = 1) double frequency) {
    double whole = field(u, 1, 0).frequencyBits(2, frequency, frequency);

    FieldModel field = field(u, weight, 0);

    assertThat(field.frequencyBits(2, frequency, frequency))
        .isCloseTo(weight * whole, within(1e-9));
    assertThat(field.frequencyBits(1, frequency, frequency))
        .isCloseTo(weight / 2 * whole, within(1e-9));
  }

  @Property
  void else_and_missing_take_nothing(
      @ForAll @Scale(10) @DoubleRange(min = 1e-6, max = 0.4) double u,
      @ForAll @Scale(10) @DoubleRange(min = 1e-9, max = 1) double frequency) {
    assertThat(field(u, 1, 0).frequencyBits(0, frequency, frequency)).isZero();
    assertThat(field(u, 1, 0).frequencyBits(-1, frequency, frequency)).isZero();
  }

  @Property
  void the_floor_bounds_what_the_weight_then_multiplies(
      @ForAll @Scale(10) @DoubleRange(min = 1e-6, max = 0.4) double u,
      @ForAll @Scale(10) @DoubleRange(min = 0.01, max = 1) double weight,
      @ForAll @Scale(10) @DoubleRange(min = 1e-4, max = 0.5) double floor) {
    FieldModel field = field(u, weight, floor);
    double unknown = field.frequency("a name that was never seen");
    double most = weight * (Weights.log2(u) - Weights.log2(Math.max(floor, 0.001)));

    assertThat(unknown).isEqualTo(Math.max(floor, 0.001));
    assertThat(field.frequencyBits(2, unknown, unknown)).isCloseTo(most, within(1e-9));
    assertThat(field.frequency("voorbeeld")).isEqualTo(Math.max(floor, 0.25));
  }

  @Test
  void a_value_that_was_listed_has_its_own_frequency() {
    assertThat(field(0.01, 1, 0).frequency("voorbeeld")).isEqualTo(0.25);
  }
}
