// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody switched a field of a field list on or off. */
record FieldSwitched(FieldLists.FieldSwitch decision) implements AuditEvent {
  @Override
  public String activity() {
    return "report.field-switch";
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }

  @Override
  public String object() {
    return "field-rule/%s/%s".formatted(decision.reporterType(), decision.field());
  }

  @Override
  public String ground() {
    return decision.ground();
  }

  @Override
  public Map<String, String> details() {
    return Map.of(
        "switched", decision.allowed() ? "on" : "off",
        "from", decision.from().toString(),
        "certainty", decision.certainty(),
        "reason", decision.reason());
  }
}
