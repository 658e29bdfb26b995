// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody was given a permit to see who a person is. */
record IdentityRevealed(PersonId person, String groundCode, RevealReason reason)
    implements AuditEvent {

  @Override
  public String activity() {
    return "identity.reveal";
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }

  @Override
  public String object() {
    return "person/" + person;
  }

  @Override
  public Optional<UUID> subject() {
    return Optional.of(person.value());
  }

  @Override
  public String ground() {
    return groundCode;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("reason", reason.name());
  }
}
