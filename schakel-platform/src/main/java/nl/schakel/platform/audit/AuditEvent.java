// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that was done or seen. Each room has a record type per event; it carries identifiers
 * and codes, never personal data.
 */
public interface AuditEvent {
  /** What was done, as {@code room.verb}, such as {@code identity.reveal}. */
  String activity();

  /** Why: the purpose of the processing. */
  Purpose purpose();

  /** Kind and identifier of what it was done to, such as {@code report/0198…}. */
  default String object() {
    return "";
  }

  /** The person's record it touched, as a pseudonymous identifier. */
  default Optional<UUID> subject() {
    return Optional.empty();
  }

  /** The legal ground, as a code of the list of grounds. */
  default String ground() {
    return "";
  }

  default Result result() {
    return Result.DONE;
  }

  /** Codes and counts that help an auditor; no personal data. */
  default Map<String, String> details() {
    return Map.of();
  }

  /** The two purposes of the house, and the keeping of the house itself. */
  enum Purpose {
    CASE_HANDLING,
    REGISTRATION,
    STATISTICS,
    ADMINISTRATION,
    SECURITY,
    OVERSIGHT
  }

  /** How it ended. Refused is an outcome, not an error. */
  enum Result {
    DONE,
    REFUSED,
    FAILED
  }
}
