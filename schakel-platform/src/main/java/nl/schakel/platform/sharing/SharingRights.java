// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import nl.schakel.platform.access.Role;
import nl.schakel.platform.access.RoomRights;
import org.springframework.stereotype.Component;

/** Who may do what with rules, agreements and consents; asking the rules is open to everybody. */
@Component
public class SharingRights implements RoomRights {
  /** See what stands in the way of sharing, and decide what is done about it. */
  public static final String BOTTLENECKS = "sharing:bottlenecks";

  /** Read and answer questions that no rule answers. */
  public static final String HELP_DESK = "sharing:help-desk";

  /** See which agreements there are. */
  public static final String READ_COVENANTS = "sharing:read-covenants";

  /** Write agreements down and end them. */
  public static final String KEEP_COVENANTS = "sharing:keep-covenants";

  /** Put an agreement in force that somebody else wrote down. */
  public static final String CONFIRM_COVENANTS = "sharing:confirm-covenants";

  /** Write down what people of the own organisation's cases answered when asked for consent. */
  public static final String KEEP_CONSENTS = "sharing:keep-consents";

  /** See proposals and versions of the rules with what they change. */
  public static final String VERSIONS = "sharing:versions";

  /** Propose a version of the rules, and approve what somebody else proposed. */
  public static final String DECIDE_VERSIONS = "sharing:decide-versions";

  /** Register and revoke the keys that sign uploads. */
  public static final String KEYS = "sharing:keys";

  /** Make shares of the own cases, send, amend and revoke them. */
  public static final String SEND_SHARES = "sharing:send-shares";

  /** See shares of the own organisation, accept and decline them. */
  public static final String RECEIVE_SHARES = "sharing:receive-shares";

  @Override
  public Map<String, Set<Role>> roles() {
    return Map.ofEntries(
        Map.entry(BOTTLENECKS, Set.of(Role.DATA_PROTECTION_OFFICER, Role.PROGRAMME_OFFICER)),
        Map.entry(HELP_DESK, Set.of(Role.DATA_PROTECTION_OFFICER)),
        Map.entry(READ_COVENANTS, EnumSet.complementOf(EnumSet.of(Role.MACHINE))),
        Map.entry(KEEP_COVENANTS, Set.of(Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)),
        Map.entry(CONFIRM_COVENANTS, Set.of(Role.DATA_PROTECTION_OFFICER)),
        Map.entry(KEEP_CONSENTS, Set.of(Role.REPORTER, Role.REGISTRAR)),
        Map.entry(VERSIONS, Set.of(Role.DATA_PROTECTION_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)),
        Map.entry(DECIDE_VERSIONS, Set.of(Role.DATA_PROTECTION_OFFICER)),
        Map.entry(KEYS, Set.of(Role.ADMINISTRATOR)),
        Map.entry(SEND_SHARES, Set.of(Role.REPORTER, Role.REGISTRAR, Role.CASE_PARTNER)),
        Map.entry(
            RECEIVE_SHARES,
            Set.of(
                Role.REPORTER,
                Role.REGISTRAR,
                Role.CASE_PARTNER,
                Role.PLACEMENT_OFFICER,
                Role.MACHINE)));
  }

  /** Questions belong to no organisation, so only who reaches across organisations reads them. */
  @Override
  public Set<String> acrossOrganisations() {
    return Set.of(HELP_DESK);
  }
}
