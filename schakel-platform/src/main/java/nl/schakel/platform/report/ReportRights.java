// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import static nl.schakel.platform.access.Role.ADMINISTRATOR;
import static nl.schakel.platform.access.Role.DATA_PROTECTION_OFFICER;
import static nl.schakel.platform.access.Role.MACHINE;
import static nl.schakel.platform.access.Role.REGISTRAR;
import static nl.schakel.platform.access.Role.REPORTER;

import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who may do what with reports and field lists. */
@Component
public class ReportRights implements RoomRights {
  /** Send reports of the own organisation. */
  public static final String SUBMIT = "report:submit";

  /** Write a report step by step; only for people. */
  public static final String DRAFT = "report:draft";

  /** Read reports of the own organisation. */
  public static final String READ = "report:read";

  /** Read reports of every organisation. */
  public static final String READ_ALL = "report:read-all";

  /** See field lists with their history, and switch fields on or off. */
  public static final String FIELD_LISTS = "report:field-lists";

  /** See the routes by which persons are recognised, and open or close them. */
  public static final String LINKAGE_ROUTES = "report:linkage-routes";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.of(
        SUBMIT, Set.of(REPORTER, MACHINE),
        DRAFT, Set.of(REPORTER),
        READ, Set.of(REPORTER, MACHINE, REGISTRAR),
        READ_ALL, Set.of(REGISTRAR),
        FIELD_LISTS, Set.of(ADMINISTRATOR, DATA_PROTECTION_OFFICER),
        LINKAGE_ROUTES, Set.of(ADMINISTRATOR, DATA_PROTECTION_OFFICER));
  }

  @Override
  public Set<String> acrossOrganisations() {
    return Set.of(READ_ALL);
  }
}
