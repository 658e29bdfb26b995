// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A system of a partner that calls the API. Dutch: machinekoppeling.
 *
 * @param id also its {@code client_id} at the own authorization server
 * @param externalId what the foreign authorization server calls it; such a client has no secret
 *     here
 * @param roles what it works as, {@link Role#MACHINE} among them
 */
public record MachineClient(
    UUID id,
    OrganisationId organisation,
    String name,
    Optional<String> externalId,
    Set<Role> roles,
    boolean active,
    AccountId createdBy,
    Instant createdAt,
    Optional<Instant> rotatedAt) {

  public MachineClient {
    roles = Set.copyOf(roles);
  }

  Actor actor() {
    return new Actor(Actor.Kind.MACHINE, new AccountId(id), organisation, roles);
  }
}
