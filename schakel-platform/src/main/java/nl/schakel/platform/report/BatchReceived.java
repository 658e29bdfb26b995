// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.List;
import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** A batch of reports was sent. */
record BatchReceived(Map<String, String> details) implements AuditEvent {

  static BatchReceived of(List<Submission> submissions, List<IntakeOutcome> outcomes) {
    int stored = 0;
    int repeated = 0;
    int refused = 0;
    String first = "";
    String last = "";
    for (IntakeOutcome outcome : outcomes) {
      switch (outcome) {
        case IntakeOutcome.Accepted accepted -> {
          if (accepted.repeated()) {
            repeated++;
          } else {
            stored++;
            first = first.isEmpty() ? accepted.receipt() : first;
            last = accepted.receipt();
          }
        }
        case IntakeOutcome.Refused ignored -> refused++;
      }
    }
    return new BatchReceived(
        Map.of(
            "channel",
            submissions.isEmpty() ? "" : submissions.getFirst().channel().name(),
            "stored",
            Integer.toString(stored),
            "repeated",
            Integer.toString(repeated),
            "refused",
            Integer.toString(refused),
            "first",
            first,
            "last",
            last));
  }

  @Override
  public String activity() {
    return "report.receive-batch";
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }
}
