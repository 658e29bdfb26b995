// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

import java.io.StringWriter;
import nl.schakel.linkage.invented.InventedReports;

/** Invented reports as records. */
final class InventedData {
  private InventedData() {}

  static String text(int reports, long seed) {
    StringWriter text = new StringWriter();
    new InventedReports(seed, 0.1, 0.1).write(reports, text);
    return text.toString();
  }

  static Records records(int reports, long seed) {
    return TestData.reader(text(reports, seed), "reports.csv").finish();
  }

  /** Rules only, so that blocking is tested too. */
  static LinkageSettings settings(Records records) {
    String json =
        "{\"blocking\": {\"compareAllUpTo\": 0}, \"training\": {\"randomPairs\": 300000}}";
    return SettingsFile.of("test", json).settings(records);
  }
}
