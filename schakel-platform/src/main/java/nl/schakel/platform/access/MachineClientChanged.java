// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.util.UUID;

/** A partner's system was let in, given a new secret or shut out, in the running transaction. */
public record MachineClientChanged(UUID client, Change change) {
  /** What happened to it. */
  public enum Change {
    MADE,
    ROTATED,
    REVOKED
  }
}
