// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import nl.schakel.linkage.invented.InventedReports;
import org.junit.jupiter.api.Test;

class AgeBandReportsTest {
  private static String text(double share) {
    StringWriter text = new StringWriter();
    new InventedReports(4, 0.05, 0.05).withAgeBands(share).write(5000, text);
    return text.toString();
  }

  @Test
  void a_report_with_an_age_band_has_no_date_and_is_else_the_same() {
    String[] dated = text(0).split("\n");
    String[] banded = text(0.3).split("\n");

    int bands = 0;
    for (int i = 1; i < dated.length; i++) {
      String[] without = dated[i].split(",", -1);
      String[] with = banded[i].split(",", -1);
      boolean band = !with[12].isEmpty();
      bands += band ? 1 : 0;
      assertThat(with[3]).isEqualTo(band ? "" : without[3]);
      with[3] = without[3];
      assertThat(String.join(",", with)).startsWith(dated[i]);
    }
    assertThat(bands).isBetween(1400, 1600);
  }

  @Test
  void reports_with_age_bands_are_linked_by_what_is_left() {
    Records records = TestData.reader(text(0.3), "reports.csv").finish();
    LinkageSettings settings = InventedData.settings(records);
    Model model = Trainer.train(records, settings, 2, Progress.none());
    ScoredPairs pairs = Linker.link(records, model, 2, Progress.none()).pairs();
    Clusters clusters = Clusterer.cluster(records, model, pairs, NeverSame.none());
    int[] truth = Accuracy.truth(records, id -> records.value(records.find(id), "person"));
    long positives = Accuracy.positives(truth, records, LinkMode.DEDUPE);

    assertThat(settings.comparisons())
        .anySatisfy(c -> assertThat(c.column()).isEqualTo("age_band"));
    Accuracy found = Accuracy.clusters(clusters, truth, positives, 0);
    System.out.printf(
        "30 %% age bands: precision %.4f, recall %.4f%n", found.precision(), found.recall());
    assertThat(found.precision()).isGreaterThan(0.9);
    assertThat(found.recall()).isGreaterThan(0.9);
  }
}
