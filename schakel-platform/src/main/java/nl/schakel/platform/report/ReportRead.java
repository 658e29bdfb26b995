// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody opened a report, or tried to. */
record ReportRead(ReportId report, Optional<ReportFacts> facts, Result result)
    implements AuditEvent {
  @Override
  public String activity() {
    return "report.read";
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  @Override
  public String object() {
    return "report/" + report;
  }

  @Override
  public Optional<UUID> subject() {
    return facts.flatMap(ReportFacts::person).map(person -> person.value());
  }

  @Override
  public String ground() {
    return facts.flatMap(ReportFacts::ground).orElse("");
  }
}
