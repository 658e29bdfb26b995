// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.Set;

/** Where a release stands. Published is approved after its moment. */
public enum ReleaseState {
  DRAFT,
  APPROVED,
  RETURNED,
  WITHDRAWN;

  /** The one place that says which state may follow which. */
  Set<ReleaseState> next() {
    return switch (this) {
      case DRAFT -> Set.of(APPROVED, RETURNED);
      case APPROVED -> Set.of(WITHDRAWN);
      case RETURNED, WITHDRAWN -> Set.of();
    };
  }
}
