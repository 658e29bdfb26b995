// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person who may sign in. Dutch: account.
 *
 * @param name the sign-in name, lower case
 * @param lockedUntil set when too many wrong passwords came in a row
 */
public record Account(
    AccountId id,
    OrganisationId organisation,
    String name,
    String displayName,
    Set<Role> roles,
    boolean active,
    Optional<Instant> lockedUntil) {

  public Actor actor() {
    return new Actor(Actor.Kind.PERSON, id, organisation, roles);
  }

  @Override
  public String toString() {
    return "Account " + id;
  }
}
