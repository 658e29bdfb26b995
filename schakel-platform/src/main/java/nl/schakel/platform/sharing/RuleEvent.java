// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** Something happened to the rules themselves: a key, a proposal, an approval, a refusal. */
record RuleEvent(String activity, String object, Result result, Map<String, String> details)
    implements AuditEvent {
  static RuleEvent key(String activity, String id) {
    return new RuleEvent(activity, "signing-key/" + id, Result.DONE, Map.of());
  }

  static RuleEvent version(String activity, RuleVersion version) {
    return new RuleEvent(
        activity,
        "rule-version/" + version.id(),
        Result.DONE,
        Map.of(
            "content",
            version.content(),
            "digest",
            version.digest(),
            "valid-from",
            version.validFrom().toString()));
  }

  /** An upload that changed nothing. */
  static RuleEvent refused(String reason) {
    return new RuleEvent("sharing.rules-propose", "", Result.REFUSED, Map.of("reason", reason));
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }
}
