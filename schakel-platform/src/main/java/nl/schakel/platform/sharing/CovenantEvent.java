// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** An agreement was written down, changed, put in force, set aside or ended. */
record CovenantEvent(CovenantId covenant, String what, int version) implements AuditEvent {
  @Override
  public String activity() {
    return "sharing.covenant-" + what;
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }

  @Override
  public String object() {
    return "covenant/" + covenant;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("version", Integer.toString(version));
  }
}
