// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody wrote down an answer about consent, looked at one, or wrote down that it ended. */
record ConsentEvent(String verb, UUID consent, UUID report, String answer, Result result)
    implements AuditEvent {
  static ConsentEvent done(String verb, Consent consent) {
    return new ConsentEvent(
        verb, consent.id(), consent.report(), consent.asked().answer().code(), Result.DONE);
  }

  @Override
  public String activity() {
    return "sharing.consent-" + verb;
  }

  @Override
  public Purpose purpose() {
    return Purpose.CASE_HANDLING;
  }

  @Override
  public String object() {
    return "consent/" + consent;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("report", report.toString(), "answer", answer);
  }
}
