// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.Set;

/** How far an uploaded table is. */
public enum AggregateState {
  UPLOADED,
  APPROVED,
  RETURNED,
  /** It was out and was taken back: its address stays and says why, the numbers are gone. */
  WITHDRAWN;

  /** The one place that says which state may follow which. */
  public Set<AggregateState> next() {
    return switch (this) {
      case UPLOADED -> Set.of(APPROVED, RETURNED);
      case APPROVED -> Set.of(WITHDRAWN);
      case RETURNED, WITHDRAWN -> Set.of();
    };
  }

  /** Whether everybody may know that it is there. */
  public boolean isOut() {
    return this == APPROVED || this == WITHDRAWN;
  }
}
