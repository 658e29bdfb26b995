// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;

/**
 * One version of the rules: what it is called, who stands for it, and from which day it holds.
 *
 * @param content short name of its files, for people; decisions in the log name it
 * @param digest the whole SHA-256 of its files, for comparing
 * @param shipped whether the tables came with the application
 * @param signedWith key that signed the upload; empty for shipped tables
 * @param proposedBy empty for shipped tables
 * @param validFrom first day on which it holds, once approved
 */
public record RuleVersion(
    RuleVersionId id,
    String content,
    String digest,
    boolean shipped,
    String title,
    String reason,
    Optional<String> signedWith,
    Optional<AccountId> proposedBy,
    Instant proposedAt,
    LocalDate validFrom,
    Optional<AccountId> approvedBy,
    Optional<Instant> approvedAt,
    Optional<Instant> withdrawnAt) {
  /** Whether it still waits for a second person. */
  public boolean open() {
    return approvedAt.isEmpty() && withdrawnAt.isEmpty();
  }

  /** Where a version is in its life. */
  public enum State {
    PROPOSED,
    WITHDRAWN,
    COMING,
    IN_FORCE,
    PAST
  }
}
