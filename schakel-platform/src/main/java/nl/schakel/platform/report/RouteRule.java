// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;

/**
 * Whether a kind of organisation, or one organisation, may use a route on a legal ground.
 *
 * @param reporterType whom a rule of the reference list is about; empty for a decision
 * @param ground the ground it holds for; {@code ground-of-report} for every ground
 * @param because ground that is named as the reason, open or closed
 * @param source where a rule of the reference list comes from; empty for a decision
 * @param decision who decided it about which organisation; empty for the reference list
 */
public record RouteRule(
    long id,
    String reporterType,
    LinkageRoute route,
    String ground,
    boolean allowed,
    String because,
    String certainty,
    LocalDate validFrom,
    Optional<LocalDate> validTo,
    String source,
    Optional<Decision> decision) {
  /** Stands for whatever ground the report names. */
  public static final String ANY_GROUND = "ground-of-report";

  /**
   * A person's decision about one organisation.
   *
   * @param reason code of the list switch-reason
   * @param assessment reference of the data-protection impact assessment (AVG article 35)
   * @param confirmed the second person, where one is needed
   */
  public record Decision(
      OrganisationId organisation,
      AccountId by,
      Instant at,
      String reason,
      Optional<String> assessment,
      Optional<Confirmed> confirmed) {}

  /** Who agreed, and when. */
  public record Confirmed(AccountId by, Instant at) {}

  public boolean validOn(LocalDate day) {
    return !day.isBefore(validFrom) && validTo.map(last -> !day.isAfter(last)).orElse(true);
  }

  /** Allowed on paper and not yet agreed by a second person: it has no effect. */
  public boolean waits() {
    return allowed
        && route.isTrial()
        && decision.map(one -> one.confirmed().isEmpty()).orElse(false);
  }
}
