// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;

/**
 * A version of a table of counts that somebody else made, without its numbers.
 *
 * @param series the first version of the same table
 * @param maker who counted
 * @param madeOn day on which the maker published or handed over the table
 * @param alreadyPublished whether its maker published these very numbers
 * @param citation publisher, title and date; empty when nothing was published
 * @param withdrawal how it was taken back, once it was
 */
public record Aggregate(
    AggregateId id,
    OrganisationId organisation,
    AggregateId series,
    int version,
    String changeNote,
    AggregateKind kind,
    String title,
    String maker,
    LocalDate madeOn,
    boolean alreadyPublished,
    String citation,
    String certainty,
    AccountId uploadedBy,
    Instant uploadedAt,
    AggregateState state,
    String decidedNote,
    Optional<Withdrawal> withdrawal) {

  /**
   * That a table was taken back.
   *
   * @param of organisation of whoever did
   * @param note why, for everybody to read
   * @param checked whether a second person looked at it since
   */
  public record Withdrawal(
      AccountId by, OrganisationId of, Instant at, String note, boolean checked) {}

  public String path() {
    return "/monitor/aggregates/" + id;
  }
}
