// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/** The data-protection officer answered a question, or closed it. */
record HelpQuestionJudged(UUID question, HelpState state, String how) implements AuditEvent {

  @Override
  public String activity() {
    return "sharing.help-desk";
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }

  @Override
  public String object() {
    return "help-question/" + question;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("state", state.code(), "how", how);
  }
}
