// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Instant;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;

/**
 * A snapshot of the pseudonymous facts of the register. Dutch: bevroren dataset.
 *
 * @param name stays the same over versions
 * @param changeNote what a correction changes and why; empty for a first version
 * @param records victims and years at the moment of freezing; exact, not for publication
 * @param sha256 in hexadecimal, over the definitions and every record
 */
public record FrozenSet(
    FrozenSetId id,
    OrganisationId organisation,
    AccountId account,
    String name,
    int version,
    Optional<FrozenSetId> corrects,
    String changeNote,
    Instant frozenAt,
    int firstYear,
    int lastYear,
    int records,
    String sha256) {}
