// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Gates on public data, from the raw file to the pairs, with settings found from the columns. */
class QualityTest {
  private record Run(Accuracy edges, Accuracy clusters) {}

  private static Run run(String name, long compareAllUpTo) {
    Records records = TestData.records(name);
    String json = "{\"blocking\": {\"compareAllUpTo\": %d}}".formatted(compareAllUpTo);
    LinkageSettings settings = SettingsFile.of("test", json).settings(records);
    Model model = Trainer.train(records, settings, 2, Progress.none());
    ScoredPairs pairs = Linker.link(records, model, 2, Progress.none()).pairs();
    int[] truth = TestData.truth(records);
    long positives = Accuracy.positives(truth, records, LinkMode.DEDUPE);
    Clusters clusters = Clusterer.cluster(records, model, pairs, NeverSame.none());
    return new Run(
        Accuracy.bestEdges(pairs, truth, positives),
        Accuracy.clusters(clusters, truth, positives, 0));
  }

  @Test
  void febrl3_is_at_least_as_good_as_splink_with_blocking() {
    Run run = run("febrl3.csv", 0);

    System.out.println("febrl3 blocked: " + run);
    assertThat(run.edges().positives()).isEqualTo(6538);
    assertThat(run.edges().f1()).isGreaterThanOrEqualTo(0.9954);
    assertThat(run.clusters().f1()).isGreaterThanOrEqualTo(0.9972);
  }

  @Test
  void expected_errors_on_febrl3_are_within_a_hundredth_of_the_truth() {
    Records records = TestData.records("febrl3.csv");
    LinkageSettings settings = InventedData.settings(records);
    Model model = Trainer.train(records, settings, 2, Progress.none());
    ScoredPairs pairs = Linker.link(records, model, 2, Progress.none()).pairs();
    int[] truth = TestData.truth(records);
    double expected = ErrorEstimate.expectedMatches(records, model);

    for (ErrorEstimate e : ErrorEstimate.at(pairs, expected, 5, 6, 8, 10, 12, 15)) {
      Accuracy real = Accuracy.edges(pairs, e.thresholdBits(), truth, 6538);
      assertThat(e.falseDiscoveryRate()).isCloseTo(1 - real.precision(), within(0.01));
      assertThat(e.falseNegativeRate()).isCloseTo(1 - real.recall(), within(0.01));
    }
  }

  @Test
  void fake_1000_end_to_end_beats_the_published_result() {
    Run run = run("fake_1000.csv", BlockingSettings.ALL_UP_TO);

    System.out.println("fake_1000: " + run);
    assertThat(run.edges().positives()).isEqualTo(2031);
    assertThat(run.edges().f1()).isGreaterThanOrEqualTo(0.90);
    assertThat(run.clusters().f1()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void fake_1000_stays_good_when_blocking_is_needed() {
    assertThat(run("fake_1000.csv", 0).edges().f1()).isGreaterThanOrEqualTo(0.862);
  }

  @Test
  void febrl1_is_solved() {
    assertThat(run("febrl1.csv", BlockingSettings.ALL_UP_TO).edges().f1())
        .isGreaterThanOrEqualTo(0.999);
  }
}
