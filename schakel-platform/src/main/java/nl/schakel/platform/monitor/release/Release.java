// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Instant;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;

/**
 * A set of tables that goes out together. Dutch: publicatie.
 *
 * @param publication name in the address, the same for every version
 * @param changeNote what this version changes and why; empty for the first
 * @param draftedAt when it was asked for; once its tables are made, when they were
 * @param failedWhy why its tables could not be made: erased or fault
 * @param decidedNote what the second person wrote
 */
public record Release(
    ReleaseId id,
    OrganisationId organisation,
    FrozenSetId set,
    String publication,
    int version,
    MonitorSpecification monitor,
    String changeNote,
    ReleaseState state,
    AccountId draftedBy,
    Instant draftedAt,
    Instant publishAt,
    Optional<AccountId> decidedBy,
    Optional<Instant> decidedAt,
    String decidedNote,
    Optional<Instant> withdrawnAt,
    String withdrawnNote,
    Optional<String> failedWhy,
    String software) {

  /** Whether everybody may read it at this moment. */
  public boolean isPublic(Instant now) {
    boolean wentOut =
        state == ReleaseState.APPROVED
            || withdrawnAt.filter(moment -> !moment.isBefore(publishAt)).isPresent();
    return wentOut && !publishAt.isAfter(now);
  }
}
