// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.identity.PersonId;

/**
 * The facts of one report, without identity.
 *
 * @param number sequence number of receipt, rising
 * @param sourceList source list of the overlap, a code of the list source-list
 * @param person the person's record in the vault; empty when nothing about identity was given
 * @param identityFields names of the fields that went to the vault
 * @param groundProposed whether the ground was one that the field list proposes
 * @param periodFrom first month of exploitation
 * @param linkedVictims other victims in the case, persons
 * @param suspects suspects in the case, persons
 */
public record ReportFacts(
    ReportId id,
    long number,
    OrganisationId organisation,
    String reporterType,
    String sourceList,
    Channel channel,
    Instant receivedAt,
    Optional<PersonId> person,
    List<String> identityFields,
    Optional<Boolean> groundProposed,
    Optional<String> reference,
    Optional<LocalDate> reportedOn,
    Optional<LocalDate> signalOn,
    Optional<String> ground,
    Optional<String> dossierType,
    Optional<String> contactSafe,
    Optional<Integer> birthYear,
    Optional<String> ageBand,
    Optional<String> ageBasis,
    Optional<String> sex,
    List<String> nationalities,
    Optional<String> birthCountry,
    Optional<String> residenceStatus,
    Optional<String> minorsInvolved,
    List<String> exploitationForms,
    Optional<String> seriousDisadvantage,
    List<String> sectors,
    List<String> venues,
    Optional<YearMonth> periodFrom,
    Optional<YearMonth> periodTo,
    List<String> recruitmentMeans,
    List<String> controlMeans,
    Optional<String> exploiterRelation,
    Optional<String> placeOfOffence,
    List<String> recruitmentCountries,
    List<String> transitCountries,
    List<String> exploitationCountries,
    List<String> exploitationMunicipalities,
    Optional<String> aangifte,
    Optional<String> reflectionPeriod,
    Optional<String> leads,
    List<String> knowledgeSources,
    Optional<String> certainty,
    Optional<Integer> linkedVictims,
    Optional<Integer> suspects,
    Optional<String> shelterAsked,
    Optional<String> shelterConsent) {

  /** Proof for the reporter. */
  public String receipt() {
    return new Receipt(receivedAt.atZone(ReportCalendar.ZONE).getYear(), number).text();
  }

  /** Day of the report, or of its receipt where the report does not say. */
  public LocalDate day() {
    return reportedOn.orElseGet(() -> receivedAt.atZone(ReportCalendar.ZONE).toLocalDate());
  }

  /** The answers that were given, by field name. */
  public Map<String, FieldValue> answers() {
    return Answers.of(this);
  }
}
