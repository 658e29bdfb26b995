// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who may bring in files of reports of the own organisation, and see what became of them. */
@Component
public class ImportRights implements RoomRights {
  public static final String IMPORT = "report:import";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(IMPORT, Set.of(Role.REPORTER, Role.REGISTRAR, Role.ADMINISTRATOR, Role.MACHINE));
  }
}
