// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What people decided about two victims, and what the weight had said; no victim, report or reader.
 *
 * @param reason why it was asked
 * @param decided same or not-same
 * @param firsts first answers in order, each given before its reader saw the weight
 * @param evidence empty where nothing was weighed, and after an erasure without steps
 */
public record AnsweredQuestion(
    UUID id,
    String reason,
    Instant at,
    String decided,
    List<String> firsts,
    Optional<Evidence> evidence) {
  public AnsweredQuestion {
    firsts = List.copyOf(firsts);
  }
}
