// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who may do what with the rules for sharing; asking them is open to everybody. */
@Component
public class SharingRights implements RoomRights {
  /** See what stands in the way of sharing, and decide what is done about it. */
  public static final String BOTTLENECKS = "sharing:bottlenecks";

  /** Read and answer questions that no rule answers. */
  public static final String HELP_DESK = "sharing:help-desk";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.ofEntries(
        Map.entry(BOTTLENECKS, Set.of(Role.DATA_PROTECTION_OFFICER, Role.PROGRAMME_OFFICER)),
        Map.entry(HELP_DESK, Set.of(Role.DATA_PROTECTION_OFFICER)));
  }

  /** Questions belong to no organisation, so only who reaches across organisations reads them. */
  @Override
  public Set<String> acrossOrganisations() {
    return Set.of(HELP_DESK);
  }
}
