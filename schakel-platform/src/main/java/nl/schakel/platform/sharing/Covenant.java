// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Instant;
import java.time.LocalDate;
import nl.schakel.platform.access.AccountId;

/** An agreement between organisations, or a partnership. Dutch: convenant, samenwerkingsverband. */
public record Covenant(
    CovenantId id,
    CovenantDraft contents,
    CovenantState state,
    int version,
    AccountId changedBy,
    Instant changedAt) {

  /** Whether it counts on this day: confirmed, begun and not over. */
  public boolean inForceOn(LocalDate day) {
    return state == CovenantState.IN_FORCE
        && contents.startsOn().filter(first -> !day.isBefore(first)).isPresent()
        && !pastEndOn(day);
  }

  public boolean pastEndOn(LocalDate day) {
    return contents.endsOn().filter(day::isAfter).isPresent();
  }

  /** Whether somebody must look at it again within these days, or should have before. */
  public boolean reviewDue(LocalDate day, int withinDays) {
    return state == CovenantState.IN_FORCE
        && contents
            .reviewOn()
            .filter(review -> !review.isAfter(day.plusDays(withinDays)))
            .isPresent();
  }
}
