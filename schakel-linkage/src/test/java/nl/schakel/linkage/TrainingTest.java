// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTest {
  private static Model trained(int reports, long seed) {
    Records records = InventedData.records(reports, seed);
    return Trainer.train(records, InventedData.settings(records), 2, Progress.none());
  }

  @ParameterizedTest
  @CsvSource({"60, 1", "300, 2", "3000, 3"})
  void no_level_is_ever_impossible_and_shares_add_up(int reports, long seed) {
    Model model = trained(reports, seed);
    double pairs = reports * (reports - 1) / 2.0;

    // Half of one among all that were looked at: no pair more than all pairs can have been.
    double least = 1 / (2 * (pairs + 1)) * 0.99;
    for (FieldModel field : model.fields()) {
      assertThat(Arrays.stream(field.m()).min().orElseThrow()).isGreaterThanOrEqualTo(least);
      assertThat(Arrays.stream(field.u()).min().orElseThrow()).isGreaterThanOrEqualTo(least);
      assertThat(Arrays.stream(field.m()).sum()).isCloseTo(1, offset());
      assertThat(Arrays.stream(field.u()).sum()).isCloseTo(1, offset());
    }
  }

  @Test
  void the_prior_lies_in_its_interval_and_few_records_are_said() {
    Model few = trained(600, 4);
    Model many = trained(6000, 4);

    assertThat(few.prior()).isBetween(few.priorLow(), few.priorHigh());
    assertThat(many.prior()).isBetween(many.priorLow(), many.priorHigh());
    assertThat(few.notes()).contains("few-records");
    assertThat(many.notes()).doesNotContain("few-records", "wide-prior");
    assertThat(many.priorHigh() / many.priorLow()).isLessThan(few.priorHigh() / few.priorLow());
  }

  @Test
  void an_interval_wider_than_a_factor_three_is_said() {
    Records records = InventedData.records(40, 5);
    // Two persons among 780 pairs: as well none as five.
    String json = "{\"training\": {\"prior\": %s}}".formatted(2 / 780.0);
    LinkageSettings settings = SettingsFile.of("test", json).settings(records);
    Model model = Trainer.train(records, settings, 2, Progress.none());

    assertThat(model.priorHigh() / model.priorLow()).isGreaterThan(3);
    assertThat(model.notes()).contains("wide-prior");
  }

  private static Offset<Double> offset() {
    return within(1e-9);
  }
}
