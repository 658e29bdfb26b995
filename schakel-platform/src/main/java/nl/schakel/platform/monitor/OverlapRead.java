// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody saw how many victims each exact set of source lists reported. */
record OverlapRead(Optional<Integer> year, int sets) implements AuditEvent {
  @Override
  public String activity() {
    return "monitor.overlap";
  }

  @Override
  public Purpose purpose() {
    return Purpose.STATISTICS;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("year", year.map(String::valueOf).orElse("all"), "sets", Integer.toString(sets));
  }
}
