// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who may see which figures. */
@Component
public class MonitorRights implements RoomRights {
  /** Protected figures and published estimates: for everybody in the chain. */
  public static final String READ = "monitor:read";

  /** Exact numbers per set of source lists, small ones included; not for publication. */
  public static final String OVERLAP = "monitor:overlap";

  /** Estimates of the unseen from the overlap of this register, exact numbers behind them. */
  public static final String ESTIMATE = "monitor:estimate";

  /** Freezing, drafting, approving and publishing figures, and exploring frozen sets. */
  public static final String RELEASE = "monitor:release";

  /** Which organisations report less than before. */
  public static final String DROPS = "monitor:drops";

  /** Which kinds of reporter, forms and regions changed, in protected numbers. */
  public static final String CHANGES = "monitor:changes";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(
        READ, EnumSet.allOf(Role.class),
        OVERLAP, Set.of(Role.ANALYST, Role.REGISTRAR),
        ESTIMATE, Set.of(Role.ANALYST, Role.REGISTRAR),
        RELEASE, Set.of(Role.ANALYST),
        DROPS, Set.of(Role.REGISTRAR),
        CHANGES, Set.of(Role.ANALYST, Role.REGISTRAR));
  }

  @Override
  public Set<String> acrossOrganisations() {
    return Set.of(DROPS);
  }
}
