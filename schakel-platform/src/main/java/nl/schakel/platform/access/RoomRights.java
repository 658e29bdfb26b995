// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.Map;
import java.util.Set;

/**
 * The one place of a room that says which role may do what. A right that no role holds is refused
 * to everyone; a right that no room declares stops the application from starting.
 */
public interface RoomRights {
  /** Roles by right, the right named {@code room:verb}. */
  Map<String, Set<Role>> roles();

  /** Rights whose holders see the rows of every organisation, not of their own alone. */
  default Set<String> acrossOrganisations() {
    return Set.of();
  }
}
