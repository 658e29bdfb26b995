// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.Set;

/** How far an uploaded table is. */
public enum AggregateState {
  UPLOADED,
  APPROVED,
  RETURNED;

  /** The one place that says which state may follow which. */
  public Set<AggregateState> next() {
    return switch (this) {
      case UPLOADED -> Set.of(APPROVED, RETURNED);
      case APPROVED, RETURNED -> Set.of();
    };
  }
}
