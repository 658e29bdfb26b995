// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Set;

/** Where the taking in of a file stands. */
public enum ImportState {
  /** The file is being uploaded. */
  RECEIVING,
  /** The file is here and waits for its turn. */
  WAITING,
  RUNNING,
  /** Stopped between two batches; goes on where it was. */
  STOPPED,
  /** Every row was dealt with. */
  DONE,
  /** The file cannot be read any further. */
  FAILED;

  /**
   * The one place that says which state may follow which; the diagram in the docs is drawn from it.
   */
  public Set<ImportState> next() {
    return switch (this) {
      case RECEIVING -> Set.of(WAITING, FAILED);
      case WAITING, STOPPED -> Set.of(RUNNING, FAILED);
      // A process that was killed leaves RUNNING behind: the next one takes over from there.
      case RUNNING -> Set.of(RUNNING, STOPPED, DONE, FAILED);
      case DONE, FAILED -> Set.of();
    };
  }

  /** The file is here and may be taken in, or is. */
  public boolean canRun() {
    return next().contains(RUNNING);
  }

  public boolean ended() {
    return next().isEmpty();
  }
}
