// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.io.Serializable;
import java.util.Set;

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
}
