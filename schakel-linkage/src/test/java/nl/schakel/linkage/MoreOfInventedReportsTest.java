// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.schakel.linkage.invented.InventedReports;
import org.junit.jupiter.api.Test;

class MoreOfInventedReportsTest {
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
  void a_place_of_birth_is_one_more_column_of_one_origin_and_else_the_reports_are_the_same() {
    StringWriter text = new StringWriter();
    new InventedReports(4, 0, 0).withBirthPlaces().write(5000, text);
    StringWriter plain = new StringWriter();
    new InventedReports(4, 0, 0).write(5000, plain);
    String[] without = plain.toString().split("\n");
    String[] with = text.toString().split("\n");

    Map<String, Set<String>> origins = new TreeMap<>();
    for (int i = 1; i < with.length; i++) {
      String[] cells = with[i].split(",", -1);
      assertThat(with[i]).startsWith(without[i] + ",");
      origins.computeIfAbsent(cells[12], place -> new TreeSet<>()).add(cells[11]);
    }
    assertThat(with[0]).endsWith(",birth_place");
    assertThat(origins).hasSizeBetween(250, 300);
    assertThat(origins.values()).allSatisfy(one -> assertThat(one).hasSize(1));
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
