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
 * @param lastSignInAt empty when never
 * @param signsInHere with a password; false for people who sign in at their own organisation
 * @param mustChangePassword the password was made by someone else and is good for one sign-in
 * @param version counts changes; a session that began under an older version ends
 */
public record Account(
    AccountId id,
    OrganisationId organisation,
    String name,
    String displayName,
    Set<Role> roles,
    boolean active,
    Optional<Instant> lockedUntil,
    Optional<Instant> lastSignInAt,
    boolean signsInHere,
    boolean mustChangePassword,
    int version) {

  public Actor actor() {
    return new Actor(Actor.Kind.PERSON, id, organisation, roles);
  }

  @Override
  public String toString() {
    return "Account " + id;
  }
}
