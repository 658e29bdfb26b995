// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;

/**
 * What stands in the way of sharing. Dutch: knelpunt.
 *
 * @param subject {@code rule/<row>}, {@code pair/<sender>/<receiver>/<purpose>} or {@code own/<id>}
 * @param title empty when the rule says what it is about
 * @param version rises with each change
 */
public record Bottleneck(
    UUID id,
    String subject,
    String title,
    Instant openedAt,
    BottleneckState state,
    Barrier barrier,
    Optional<OrganisationId> owner,
    Remedy remedy,
    String plan,
    Optional<LocalDate> dueOn,
    int version,
    Counts counts) {

  /** How often people found the rule clear, unclear or wrong. */
  public record Counts(long clear, long unclear, long wrong) {
    public static final Counts NONE = new Counts(0, 0, 0);

    /** Those who got stuck. */
    public long stuck() {
      return unclear + wrong;
    }
  }

  /** The row of a decision table that it is about; empty when there is none. */
  public Optional<String> rule() {
    return subject.startsWith("rule/")
        ? Optional.of(subject.substring("rule/".length()))
        : Optional.empty();
  }
}
