// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.Set;

/** Where a release stands. Published is approved after its moment. */
public enum ReleaseState {
  /** Its tables are being made, or wait for their turn. */
  MAKING,
  /** Its tables are there; it waits for a second person. */
  DRAFT,
  /** Its tables could not be made. */
  FAILED,
  APPROVED,
  RETURNED,
  WITHDRAWN;

  /** The one place that says which state may follow which. */
  Set<ReleaseState> next() {
    return switch (this) {
      // A process that was killed leaves MAKING behind: the next one begins again.
      case MAKING -> Set.of(DRAFT, FAILED);
      case DRAFT -> Set.of(APPROVED, RETURNED);
      case APPROVED -> Set.of(WITHDRAWN);
      case FAILED, RETURNED, WITHDRAWN -> Set.of();
    };
  }
}
