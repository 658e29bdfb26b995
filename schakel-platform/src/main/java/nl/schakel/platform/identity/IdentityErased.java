// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/**
 * A person was erased.
 *
 * @param rows how many rows of the vault went; 0 when nothing was there
 */
record IdentityErased(PersonId person, String groundCode, int rows, boolean replayed)
    implements AuditEvent {

  @Override
  public String activity() {
    return "identity.erase";
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
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
    return Map.of("rows", Integer.toString(rows), "replayed", Boolean.toString(replayed));
  }
}
