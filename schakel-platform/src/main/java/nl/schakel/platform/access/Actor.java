// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;

/**
 * Who is at work: an account with its organisation and roles.
 *
 * @param roles never empty for someone signed in; empty for nobody and for the system itself
 */
public record Actor(Kind kind, AccountId account, OrganisationId organisation, Set<Role> roles)
    implements Serializable {

  /** How the actor came in. */
  public enum Kind {
    PERSON,
    MACHINE,
    /** A job or a command of the operator; may do what its code does, and is logged as such. */
    SYSTEM
  }

  public Actor {
    roles = Set.copyOf(roles);
  }

  /** Someone at the door of whom nothing is known; exists in lines of the log alone. */
  static Actor stranger(Kind kind) {
    return new Actor(
        kind, new AccountId(new UUID(0, 1)), new OrganisationId(new UUID(0, 0)), Set.of());
  }
}
