// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Instant;

/**
 * A report that is still being written. Never printed: it may hold names.
 *
 * @param report what was typed, also what is wrong with it
 * @param warnFrom from when its owner is warned
 * @param deleteFrom from when it is deleted, if nothing changes
 */
public record Draft(
    DraftId id,
    RawReport report,
    Instant startedAt,
    Instant changedAt,
    Instant warnFrom,
    Instant deleteFrom) {

  @Override
  public String toString() {
    return "Draft[%s]".formatted(id);
  }
}
