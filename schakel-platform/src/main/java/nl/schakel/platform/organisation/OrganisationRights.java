// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who reads the directory and who keeps it. */
@Component
public class OrganisationRights implements RoomRights {
  /** The directory is open to everyone signed in, people and systems. */
  public static final String READ = "organisation:read";

  public static final String KEEP = "organisation:keep";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(READ, EnumSet.allOf(Role.class), KEEP, Set.of(Role.ADMINISTRATOR));
  }
}
