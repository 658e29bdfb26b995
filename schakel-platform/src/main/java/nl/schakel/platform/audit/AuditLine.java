// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One line of the log as a reader gets it; fields as in {@link AuditEvent}. */
public record AuditLine(
    UUID id,
    Instant at,
    String actorKind,
    UUID account,
    UUID organisation,
    List<String> roles,
    String activity,
    String purpose,
    String object,
    Optional<UUID> subject,
    String ground,
    String result,
    String details) {}
