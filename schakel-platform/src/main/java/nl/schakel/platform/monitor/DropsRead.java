// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody saw which organisations report less than before. */
record DropsRead(int organisations) implements AuditEvent {
  @Override
  public String activity() {
    return "monitor.drops";
  }

  @Override
  public Purpose purpose() {
    return Purpose.STATISTICS;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("organisations", Integer.toString(organisations));
  }
}
