// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One capture table for each combination of levels, for example minor or adult by year.
 *
 * @param lists names of the lists, the same in every stratum
 * @param names names of the covariates
 * @param tables table by levels, one level for each covariate; {@link TableReader#UNKNOWN} when not
 *     known
 */
public record Strata(
    List<String> lists, List<String> names, Map<List<String>, CaptureTable> tables) {
  public Strata {
    lists = List.copyOf(lists);
    names = List.copyOf(names);
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    for (CaptureTable table : tables.values()) {
      if (!table.lists().equals(lists)) {
        throw new IllegalArgumentException("lists %s, expected %s".formatted(table.lists(), lists));
      }
    }
  }

  /** Returns the table of all strata together. */
  public CaptureTable pooled() {
    return tables.values().stream()
        .reduce(CaptureTable::plus)
        .orElseThrow(() -> new IllegalStateException("no strata"));
  }

  /** Returns the number of persons observed in all strata. */
  public long observed() {
    return tables.values().stream().mapToLong(CaptureTable::observed).sum();
  }
}
