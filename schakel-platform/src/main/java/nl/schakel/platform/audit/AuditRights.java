// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who reads the log, and who sees which role may do what. */
@Component
public class AuditRights implements RoomRights {
  public static final String READ = "audit:read";
  public static final String SEE_RIGHTS = "audit:see-rights";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(
        READ,
        Set.of(Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
        SEE_RIGHTS,
        Set.of(Role.AUDITOR, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR));
  }

  @Override
  public Set<String> acrossOrganisations() {
    return Set.of(READ);
  }
}
