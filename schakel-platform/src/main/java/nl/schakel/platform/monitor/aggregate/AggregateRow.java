// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.OptionalLong;

/**
 * One number of a table.
 *
 * @param value empty when it is not shown
 */
public record AggregateRow(Place place, OptionalLong value) {

  /**
   * Where a number stands in its table.
   *
   * @param split how the figure is divided; empty for its total
   * @param category part of the split; empty for the total
   */
  public record Place(int year, String figure, String split, String category) {
    public boolean isTotal() {
      return split.isEmpty();
    }
  }

  static AggregateRow of(Place place, long count) {
    return new AggregateRow(place, OptionalLong.of(count));
  }
}
