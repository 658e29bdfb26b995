// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** A report was sent: stored, recognised as a repeat, or refused. */
record ReportReceived(
    Channel channel, String report, String groundCode, Result result, Map<String, String> details)
    implements AuditEvent {

  static ReportReceived of(Submission submission, IntakeOutcome outcome) {
    String channel = submission.channel().name();
    return switch (outcome) {
      case IntakeOutcome.Accepted accepted ->
          new ReportReceived(
              submission.channel(),
              "report/" + accepted.id(),
              ground(submission),
              Result.DONE,
              Map.of("channel", channel, "repeated", Boolean.toString(accepted.repeated())));
      case IntakeOutcome.Refused refused ->
          new ReportReceived(
              submission.channel(),
              "",
              "",
              Result.REFUSED,
              Map.of(
                  "channel", channel, "rules", String.join(",", Intake.rules(refused.problems()))));
    };
  }

  /** Only called for what was accepted, so it is a code of the list of grounds. */
  private static String ground(Submission submission) {
    return submission.report().texts("ground").stream().findFirst().map(String::strip).orElse("");
  }

  @Override
  public String activity() {
    return "report.receive";
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  @Override
  public String object() {
    return report;
  }

  @Override
  public String ground() {
    return groundCode;
  }
}
