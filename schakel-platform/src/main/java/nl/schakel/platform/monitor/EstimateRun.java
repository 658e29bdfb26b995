// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.Instant;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;

/**
 * One estimate of the unseen: what was asked, on which counts, and how far it is.
 *
 * @param snapshot SHA-256 of the counts in hexadecimal: the name of the snapshot
 * @param snapshotAt when those counts were taken
 * @param libraryVersion version of the estimating library
 * @param repeatOf the run that this one repeats
 * @param work code of what it is doing now, empty before it began
 * @param done parts of that work that are ready
 * @param total parts of that work in all
 * @param failure data or fault when it failed
 * @param fingerprint SHA-256 of the result in hexadecimal, when done
 */
public record EstimateRun(
    EstimateRunId id,
    OrganisationId organisation,
    EstimateQuestion question,
    EstimateRunState state,
    String snapshot,
    Instant snapshotAt,
    long registerVersion,
    String libraryVersion,
    Optional<EstimateRunId> repeatOf,
    String work,
    long done,
    long total,
    Optional<String> failure,
    Optional<String> fingerprint,
    Instant createdAt,
    Optional<Instant> finishedAt) {}
