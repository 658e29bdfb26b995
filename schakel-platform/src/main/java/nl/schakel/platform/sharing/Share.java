// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;

/**
 * What one organisation gives another about one person, without the contents.
 *
 * @param parent the share that it passes on; empty for the first of a tree
 * @param seenBy who may know that it exists: sender, recipient and everybody it came from
 * @param regime the law under which the sender holds the data; empty for what was sent before that
 *     was asked: its usual one
 * @param chosen fields that the sender wants to give
 * @param confirmed conditions of the rules that the sender says are met
 * @param state as it is today: past its last day it is expired, also before the job wrote that down
 * @param version newest version of the contents; 0 while nothing was sent
 * @param readVersion version that the recipient took note of
 * @param reasonCode why it was declined or ended, or lost a class of data that the recipient has
 *     not taken note of; empty otherwise
 * @param check why the sender must look at it again
 * @param doneAt when the recipient said that it did what the end asks
 */
public record Share(
    ShareId id,
    Optional<ShareId> parent,
    ShareId root,
    OrganisationId from,
    OrganisationId to,
    List<OrganisationId> seenBy,
    String sourceKind,
    UUID source,
    List<UUID> reports,
    Optional<UUID> person,
    String purpose,
    String subject,
    String urgency,
    Optional<String> regime,
    boolean onward,
    List<String> chosen,
    List<String> confirmed,
    ShareState state,
    int version,
    int readVersion,
    LocalDate expiresOn,
    AccountId createdBy,
    Instant createdAt,
    Instant changedAt,
    String reasonCode,
    Optional<Check> check,
    Optional<Instant> doneAt) {
  public Share {
    seenBy = List.copyOf(seenBy);
    reports = List.copyOf(reports);
    chosen = List.copyOf(chosen);
    confirmed = List.copyOf(confirmed);
  }

  /** Why and since when the sender must look at it again. */
  public record Check(String reason, Instant since) {}

  public boolean sentBy(OrganisationId organisation) {
    return from.equals(organisation);
  }

  /** Whether it came to this organisation; a draft comes to nobody. */
  public boolean receivedBy(OrganisationId organisation) {
    return to.equals(organisation) && version > 0;
  }

  /** The newest version is one that the recipient has not taken note of. */
  public boolean amended() {
    return state == ShareState.ACCEPTED && readVersion < version;
  }

  /** The newest version lacks data that the recipient read and may use no more. */
  public boolean narrowed() {
    return amended() && !reasonCode.isEmpty();
  }

  /** What the sender must look at: while it lives, and when it ended without the sender knowing. */
  public Optional<Check> toCheck() {
    return check.filter(one -> state.live() || one.reason().equals(ConsentChanged.PARENTS_ANSWER));
  }

  /** It ended after the recipient could read it, and the recipient has not said what it did. */
  public boolean endsAsk() {
    return state.next().isEmpty() && readVersion > 0 && doneAt.isEmpty();
  }

  Share in(ShareState other) {
    return new Share(
        id,
        parent,
        root,
        from,
        to,
        seenBy,
        sourceKind,
        source,
        reports,
        person,
        purpose,
        subject,
        urgency,
        regime,
        onward,
        chosen,
        confirmed,
        other,
        version,
        readVersion,
        expiresOn,
        createdBy,
        createdAt,
        changedAt,
        reasonCode,
        check,
        doneAt);
  }
}
