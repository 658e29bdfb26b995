// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an analyst asks of a frozen set.
 *
 * @param dimensions codes, in the order of the table
 * @param filters categories that are counted alone, by dimension
 * @param window number of years, the last one that of the set
 * @param chart how it is drawn when it is saved; what is counted does not depend on it
 */
public record Exploration(
    FrozenSetId set,
    List<String> dimensions,
    Map<String, List<String>> filters,
    int window,
    Optional<ChartKind> chart) {
  public Exploration {
    dimensions = List.copyOf(dimensions);
    filters = Map.copyOf(filters);
  }

  public Exploration(
      FrozenSetId set, List<String> dimensions, Map<String, List<String>> filters, int window) {
    this(set, dimensions, filters, window, Optional.empty());
  }
}
