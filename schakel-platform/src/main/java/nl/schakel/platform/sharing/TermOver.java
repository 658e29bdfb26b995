// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** What the public wrote in was deleted because its term was over. */
record TermOver(int remarks, int questions) implements AuditEvent {
  @Override
  public String activity() {
    return "sharing.term-over";
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("remarks", Integer.toString(remarks), "questions", Integer.toString(questions));
  }
}
