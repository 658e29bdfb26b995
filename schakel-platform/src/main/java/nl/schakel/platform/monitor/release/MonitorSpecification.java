// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;
import java.util.Optional;

/**
 * A set of tables that go out together. Dutch: monitor.
 *
 * @param window number of years, the last one that of the release
 */
public record MonitorSpecification(
    String code,
    Wording title,
    Wording lead,
    Wording audience,
    int window,
    List<TableSpecification> tables) {
  public MonitorSpecification {
    tables = List.copyOf(tables);
  }

  /** Its tables with those that are counted apart for each category, in order. */
  public List<TableSpecification> counted() {
    return tables.stream().flatMap(table -> table.counted().stream()).toList();
  }

  public Optional<TableSpecification> table(String tableCode) {
    return tables.stream().filter(table -> table.code().equals(tableCode)).findFirst();
  }
}
