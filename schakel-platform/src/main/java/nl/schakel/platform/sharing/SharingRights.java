// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who may do what with agreements, consents and shares. The guide itself is open to everybody. */
@Component
public class SharingRights implements RoomRights {
  /** See which agreements there are. */
  public static final String READ_COVENANTS = "sharing:read-covenants";

  /** Write agreements down and end them. */
  public static final String KEEP_COVENANTS = "sharing:keep-covenants";

  /** Put an agreement in force that somebody else wrote down. */
  public static final String CONFIRM_COVENANTS = "sharing:confirm-covenants";

  /** Write down what people of the own organisation's cases answered when asked for consent. */
  public static final String KEEP_CONSENTS = "sharing:keep-consents";

  @Override
  public Map<String, Set<Role>> roles() {
    Map<String, Set<Role>> roles = new HashMap<>();
    roles.put(READ_COVENANTS, EnumSet.complementOf(EnumSet.of(Role.MACHINE)));
    roles.put(KEEP_COVENANTS, Set.of(Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER));
    roles.put(CONFIRM_COVENANTS, Set.of(Role.DATA_PROTECTION_OFFICER));
    roles.put(KEEP_CONSENTS, Set.of(Role.REPORTER, Role.REGISTRAR));
    return roles;
  }
}
