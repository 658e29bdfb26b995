// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;
import java.util.Map;

/**
 * What an analyst asks of a frozen set.
 *
 * @param dimensions codes, in the order of the table
 * @param filters categories that are counted alone, by dimension
 * @param window number of years, the last one that of the set
 */
public record Exploration(
    FrozenSetId set, List<String> dimensions, Map<String, List<String>> filters, int window) {
  public Exploration {
    dimensions = List.copyOf(dimensions);
    filters = Map.copyOf(filters);
  }
}
