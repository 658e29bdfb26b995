// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** The system was given a permit to compare names inside the vault. */
record NamesCompared(int pairs) implements AuditEvent {

  @Override
  public String activity() {
    return "identity.compare";
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("pairs", Integer.toString(pairs));
  }
}
