// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One page of the form: one group of questions. */
public enum ReportStep {
  REPORT("reportedOn", "signalOn", "reference", "dossierType"),
  PERSON(
      "birthDate",
      "birthYear",
      "ageBand",
      "ageBasis",
      "sex",
      "nationalities",
      "birthCountry",
      "residenceStatus",
      "minorsInvolved"),
  GROUND("ground"),
  FORM("exploitationForms", "certainty", "knowledgeSources"),
  WORK("sectors", "venues", "seriousDisadvantage"),
  MEANS("recruitmentMeans", "controlMeans", "exploiterRelation"),
  PLACE(
      "periodFrom",
      "periodTo",
      "placeOfOffence",
      "exploitationMunicipalities",
      "exploitationCountries",
      "recruitmentCountries",
      "transitCountries"),
  CASE("aangifte", "reflectionPeriod", "leads", "linkedVictims", "suspects"),
  HELP("shelterAsked", "shelterConsent", "contactAddress", "contactSafe"),
  IDENTITY("givenNames", "familyName", "aliases", "birthPlace", "vNumber", "bsn");

  private final List<String> fields;

  ReportStep(String... fields) {
    this.fields = List.of(fields);
  }

  public List<String> fields() {
    return fields;
  }

  /** The word in the address of the page. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ReportStep> of(String code) {
    for (ReportStep step : values()) {
      if (step.code().equals(code)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /** The page that asks this question. */
  public static Optional<ReportStep> asking(String field) {
    if (field.equals(RawReport.GROUND_CHOSEN)) {
      return Optional.of(GROUND);
    }
    for (ReportStep step : values()) {
      if (step.fields.contains(field)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }
}
