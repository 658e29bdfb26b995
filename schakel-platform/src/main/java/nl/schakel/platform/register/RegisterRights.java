// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/**
 * Who may do what with the register.
 *
 * <p>Analysts are not here: they work with figures that are protected, not with single victims.
 */
@Component
public class RegisterRights implements RoomRights {
  /** See worklist, victims and their sources; no names. */
  public static final String READ = "register:read";

  /** Decide who is the same person, classify, give status. */
  public static final String JUDGE = "register:judge";

  /**
   * See what people decided about questions beside what the weight had said, about which victim
   * not.
   */
  public static final String ANSWERS = "register:answers";

  /** Let the identities behind a victim be erased. */
  public static final String ERASE = "register:erase";

  /**
   * See how complete reports are: of the own organisation, or of all for who reads the register.
   */
  public static final String COMPLETENESS = "register:completeness";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(
        READ, Set.of(Role.REGISTRAR, Role.DATA_PROTECTION_OFFICER),
        JUDGE, Set.of(Role.REGISTRAR),
        ANSWERS, Set.of(Role.AUDITOR),
        ERASE, Set.of(Role.DATA_PROTECTION_OFFICER),
        COMPLETENESS, Set.of(Role.REGISTRAR, Role.REPORTER, Role.MACHINE));
  }

  @Override
  public Set<String> acrossOrganisations() {
    return Set.of(READ);
  }
}
