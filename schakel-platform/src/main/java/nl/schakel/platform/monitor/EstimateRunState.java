// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.Set;

/** Where an estimate stands. */
public enum EstimateRunState {
  /** The counts are taken; it waits for its turn. */
  WAITING,
  RUNNING,
  /** Stored and ready to be read. */
  DONE,
  /** No estimate can be made. */
  FAILED;

  /** The one place that says which state may follow which. */
  public Set<EstimateRunState> next() {
    return switch (this) {
      case WAITING -> Set.of(RUNNING, FAILED);
      // A process that was killed leaves RUNNING behind: the next one begins again.
      case RUNNING -> Set.of(RUNNING, DONE, FAILED);
      case DONE, FAILED -> Set.of();
    };
  }

  public boolean ended() {
    return next().isEmpty();
  }
}
