// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.identity.PersonId;

/**
 * The facts of one report, without identity.
 *
 * @param number sequence number of receipt, rising
 * @param sourceList source list of the overlap, a code of the list source-list
 * @param person the person's record in the vault; empty when nothing about identity was given
 * @param identityFields names of the fields that went to the vault
 * @param withheld names of the fields that the sharing rules keep from whoever reads this
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
    List<String> withheld,
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

  /** The same report without these fields, which are then withheld. */
  ReportFacts without(Set<String> gone) {
    return gone.isEmpty()
        ? this
        : new ReportFacts(
            id,
            number,
            organisation,
            reporterType,
            sourceList,
            channel,
            receivedAt,
            gone.containsAll(identityFields) ? Optional.empty() : person,
            identityFields.stream().filter(field -> !gone.contains(field)).toList(),
            gone.stream().sorted().toList(),
            groundProposed,
            kept("reference", reference, gone),
            kept("reportedOn", reportedOn, gone),
            kept("signalOn", signalOn, gone),
            kept("ground", ground, gone),
            kept("dossierType", dossierType, gone),
            kept("contactSafe", contactSafe, gone),
            kept("birthYear", birthYear, gone),
            kept("ageBand", ageBand, gone),
            kept("ageBasis", ageBasis, gone),
            kept("sex", sex, gone),
            kept("nationalities", nationalities, gone),
            kept("birthCountry", birthCountry, gone),
            kept("residenceStatus", residenceStatus, gone),
            kept("minorsInvolved", minorsInvolved, gone),
            kept("exploitationForms", exploitationForms, gone),
            kept("seriousDisadvantage", seriousDisadvantage, gone),
            kept("sectors", sectors, gone),
            kept("venues", venues, gone),
            kept("periodFrom", periodFrom, gone),
            kept("periodTo", periodTo, gone),
            kept("recruitmentMeans", recruitmentMeans, gone),
            kept("controlMeans", controlMeans, gone),
            kept("exploiterRelation", exploiterRelation, gone),
            kept("placeOfOffence", placeOfOffence, gone),
            kept("recruitmentCountries", recruitmentCountries, gone),
            kept("transitCountries", transitCountries, gone),
            kept("exploitationCountries", exploitationCountries, gone),
            kept("exploitationMunicipalities", exploitationMunicipalities, gone),
            kept("aangifte", aangifte, gone),
            kept("reflectionPeriod", reflectionPeriod, gone),
            kept("leads", leads, gone),
            kept("knowledgeSources", knowledgeSources, gone),
            kept("certainty", certainty, gone),
            kept("linkedVictims", linkedVictims, gone),
            kept("suspects", suspects, gone),
            kept("shelterAsked", shelterAsked, gone),
            kept("shelterConsent", shelterConsent, gone));
  }

  private static <T> Optional<T> kept(String field, Optional<T> value, Set<String> gone) {
    return gone.contains(field) ? Optional.empty() : value;
  }

  private static <T> List<T> kept(String field, List<T> value, Set<String> gone) {
    return gone.contains(field) ? List.of() : value;
  }
}
