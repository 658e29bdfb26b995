// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may sign in, and who keeps accounts and machine clients. */
@Component
public class AccessRights implements RoomRights {
  /** Everything that any signed-in person may do: the home page, the own password. */
  public static final String HOME = "access:home";

  public static final String KEEP_ACCOUNTS = "access:keep-accounts";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(
        HOME,
        EnumSet.complementOf(EnumSet.of(Role.MACHINE)),
        KEEP_ACCOUNTS,
        Set.of(Role.ADMINISTRATOR),
        GateInterceptor.NOBODY,
        Set.of());
  }
}
