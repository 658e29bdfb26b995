// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

/**
 * What someone is to the chain. What a role may do, each room declares in its {@link RoomRights}.
 */
public enum Role {
  /** Has a gut feeling and no register to fill: teacher, general practitioner, guard. */
  PROFESSIONAL,
  /** Reports presumed victims for a partner organisation. */
  REPORTER,
  /** Keeps the register at the coordination centre. */
  REGISTRAR,
  /** Finds a bed. */
  PLACEMENT_OFFICER,
  /** Follows a case at a partner: immigration service, prosecution, guardian. */
  CASE_PARTNER,
  /** Makes figures and estimates. */
  ANALYST,
  /** Steers goals and money at a ministry or municipality. */
  PROGRAMME_OFFICER,
  /** Decides on the law of data: field lists, erasure, access. */
  DATA_PROTECTION_OFFICER,
  /** Reads who did and saw what. */
  AUDITOR,
  /** Keeps organisations, accounts, lists and clients. */
  ADMINISTRATOR,
  /** A partner's own system. */
  MACHINE
}
