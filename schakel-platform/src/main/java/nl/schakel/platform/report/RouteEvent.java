// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody opened or closed a route for an organisation, or agreed as the second person. */
record RouteEvent(String activity, RouteRule rule) implements AuditEvent {

  static RouteEvent decided(RouteRule rule) {
    return new RouteEvent("report.route-decide", rule);
  }

  static RouteEvent confirmed(RouteRule rule) {
    return new RouteEvent("report.route-confirm", rule);
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }

  @Override
  public String object() {
    return "linkage-route/%s/%s"
        .formatted(
            rule.decision().map(decision -> decision.organisation().toString()).orElse("-"),
            rule.route().code());
  }

  @Override
  public String ground() {
    return rule.ground();
  }

  @Override
  public Map<String, String> details() {
    return Map.of(
        "decision", Long.toString(rule.id()),
        "route", rule.allowed() ? "open" : "closed",
        "from", rule.validFrom().toString(),
        "to", rule.validTo().map(Object::toString).orElse("-"),
        "certainty", rule.certainty(),
        "reason", rule.decision().map(RouteRule.Decision::reason).orElse("-"));
  }
}
