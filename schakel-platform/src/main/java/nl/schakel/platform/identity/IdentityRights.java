// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/**
 * What roles may do with identities.
 *
 * <p>Only a registrar may look, because only keeping the register asks who somebody is. A placement
 * officer may not: shelter is another purpose with an identity of its own, handed over with a
 * ground of its own, not taken out of the register's vault. Who received a share sees the fields
 * that it shares, by a grant for each look.
 */
@Component
public class IdentityRights implements RoomRights {
  /** See who a person is. */
  public static final String REVEAL = "identity:reveal";

  /** See who a share that came in is about, as far as it was shared. */
  public static final String SEE_SHARED = "identity:see-shared";

  /** Let the system compare names; no role holds it, so only jobs and commands do. */
  public static final String COMPARE = "identity:compare";

  /** See what agreement is worth, let it be learned again, and put a version in force. */
  public static final String MODEL = "identity:model";

  /** Erase a person for good. */
  public static final String ERASE = "identity:erase";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(
        REVEAL, Set.of(Role.REGISTRAR),
        SEE_SHARED,
            Set.of(
                Role.REPORTER,
                Role.REGISTRAR,
                Role.CASE_PARTNER,
                Role.PLACEMENT_OFFICER,
                Role.MACHINE),
        COMPARE, Set.of(),
        MODEL, Set.of(Role.REGISTRAR, Role.ADMINISTRATOR),
        ERASE, Set.of(Role.DATA_PROTECTION_OFFICER));
  }

  /** The vault knows no organisations: whoever may look at all may look at everyone. */
  @Override
  public Set<String> acrossOrganisations() {
    return Set.of(REVEAL);
  }
}
