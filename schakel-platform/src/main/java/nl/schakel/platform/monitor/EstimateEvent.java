// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** An estimate of the unseen was asked, made, read or taken out. */
record EstimateEvent(String activity, EstimateRunId id, Map<String, String> details)
    implements AuditEvent {

  static EstimateEvent asked(EstimateRunId id, EstimateQuestion question, String snapshot) {
    return new EstimateEvent(
        "monitor.estimate",
        id,
        Map.of(
            "years",
            question.firstYear() + "-" + question.lastYear(),
            "stratum",
            "%s/%s/%s/%s"
                .formatted(
                    question.ageGroup(),
                    question.sex(),
                    question.form(),
                    question.nationalityGroup()),
            "lists",
            String.join(" ", question.lists()),
            "snapshot",
            snapshot));
  }

  static EstimateEvent repeated(EstimateRunId id, EstimateRunId original) {
    return new EstimateEvent("monitor.repeat-estimate", id, Map.of("of", original.toString()));
  }

  static EstimateEvent ended(EstimateRunId id, EstimateRunState state) {
    return new EstimateEvent("monitor.estimate-ended", id, Map.of("state", state.name()));
  }

  static EstimateEvent read(EstimateRunId id) {
    return new EstimateEvent("monitor.read-estimate", id, Map.of());
  }

  static EstimateEvent exported(EstimateRunId id, String form) {
    return new EstimateEvent("monitor.export-estimate", id, Map.of("form", form));
  }

  @Override
  public Purpose purpose() {
    return Purpose.STATISTICS;
  }

  @Override
  public String object() {
    return "estimate/" + id;
  }
}
