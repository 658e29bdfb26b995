// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;

/**
 * What a person decided about a victim: the last one per aspect that was not withdrawn stands.
 *
 * @param decider who decided on the status, code list victim-status-decider; empty for the rest
 * @param ground code of the list of grounds; may be empty
 */
public record Decision(
    UUID id,
    VictimId victim,
    Aspect aspect,
    List<String> value,
    String decider,
    String ground,
    LocalDate decidedOn,
    String reason,
    AccountId account,
    Instant at,
    Optional<Withdrawn> withdrawn) {

  /** When, by whom and why a decision was taken back. */
  public record Withdrawn(Instant at, AccountId by, String reason) {}

  boolean stands() {
    return withdrawn.isEmpty();
  }
}
