// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;
import nl.schakel.platform.sharing.IdentityGrant;

/** The recipient of a share was given a permit to see who it is about. */
record SharedIdentityRevealed(IdentityGrant grant) implements AuditEvent {
  @Override
  public String activity() {
    return "identity.reveal";
  }

  @Override
  public Purpose purpose() {
    return Purpose.CASE_HANDLING;
  }

  @Override
  public String object() {
    return "person/" + grant.person();
  }

  @Override
  public Optional<UUID> subject() {
    return Optional.of(grant.person());
  }

  @Override
  public Map<String, String> details() {
    return Map.of(
        "reason",
        "SHARE",
        "share",
        grant.share().toString(),
        "decision",
        grant.decision().toString(),
        "fields",
        String.join(",", grant.fields().stream().sorted().toList()));
  }
}
