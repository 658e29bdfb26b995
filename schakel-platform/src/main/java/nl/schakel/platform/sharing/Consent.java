// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;

/** What a person answered when asked whether something may be shared. Dutch: toestemming. */
public record Consent(
    UUID id,
    OrganisationId organisation,
    UUID report,
    Asked asked,
    AccountId recordedBy,
    Instant recordedAt,
    Optional<Withdrawal> withdrawal) {

  /** The answer. Not asked is no record at all. */
  public enum Answer {
    GIVEN,
    REFUSED,
    /** Asking would bring danger, to the person or somebody else. */
    CANNOT_ASK_SAFELY;

    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What was asked and answered.
   *
   * @param recipientType kind of organisation that may receive, a code of the list party
   * @param recipient the one organisation; empty means every one of that kind
   * @param giver who answered, code of {@link ConsentGivers}; empty when nobody was asked
   * @param way written, spoken or digital
   * @param explicit it says in so many words that sensitive data may go. AVG article 9(2)(a)
   * @param toldWithdrawable the person knows that it can be withdrawn. AVG article 7(3)
   * @param parentsExploit yes, no or unknown
   */
  public record Asked(
      String purpose,
      String recipientType,
      Optional<OrganisationId> recipient,
      List<String> data,
      Answer answer,
      String giver,
      String way,
      boolean explicit,
      boolean toldWithdrawable,
      String parentsExploit,
      LocalDate answeredOn) {
    public Asked {
      data = List.copyOf(data);
    }

    /** The no of a person who said yes before, about some of the classes. */
    Asked noLonger(List<String> classes, String how, LocalDate on) {
      return new Asked(
          purpose,
          recipientType,
          recipient,
          classes.stream().distinct().toList(),
          Answer.REFUSED,
          giver,
          how,
          false,
          toldWithdrawable,
          parentsExploit,
          on);
    }
  }

  /** That it was taken back. */
  public record Withdrawal(LocalDate on, String way, AccountId by, Instant at) {}

  /** Whether it is about this. */
  boolean covers(String purpose, String recipientType, OrganisationId recipient, String data) {
    return asked.purpose().equals(purpose)
        && asked.data().contains(data)
        && asked
            .recipient()
            .map(recipient::equals)
            .orElseGet(() -> asked.recipientType().equals(recipientType));
  }
}
