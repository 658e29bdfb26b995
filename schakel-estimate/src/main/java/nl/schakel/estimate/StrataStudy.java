// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study of each stratum with known levels, beside the model that shares interactions.
 *
 * @param strata the tables
 * @param each results by levels
 * @param together all strata with shared interactions
 */
public record StrataStudy(
    Strata strata, Map<List<String>, Study.Result> each, SharedInteractions.Result together) {
  /** Runs both. */
  public static StrataStudy run(Strata strata, Settings settings, Progress progress) {
    Map<List<String>, Study.Result> each = new LinkedHashMap<>();
    strata
        .tables()
        .forEach(
            (levels, table) -> {
              if (!levels.contains(TableReader.UNKNOWN)) {
                each.put(levels, Study.run(table, settings, progress));
              }
            });
    return new StrataStudy(strata, each, SharedInteractions.of(strata, 0));
  }
}
