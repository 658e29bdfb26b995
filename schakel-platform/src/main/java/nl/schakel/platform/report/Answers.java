// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers in the facts of a report, by field name; what was not answered is not there. */
final class Answers {
  private final Map<String, FieldValue> answers = new LinkedHashMap<>();

  private Answers() {}

  static Map<String, FieldValue> of(ReportFacts facts) {
    return new Answers()
        .text("reference", facts.reference())
        .day("reportedOn", facts.reportedOn())
        .day("signalOn", facts.signalOn())
        .text("ground", facts.ground())
        .text("dossierType", facts.dossierType())
        .text("contactSafe", facts.contactSafe())
        .count("birthYear", facts.birthYear())
        .text("ageBand", facts.ageBand())
        .text("ageBasis", facts.ageBasis())
        .text("sex", facts.sex())
        .texts("nationalities", facts.nationalities())
        .text("birthCountry", facts.birthCountry())
        .text("residenceStatus", facts.residenceStatus())
        .text("minorsInvolved", facts.minorsInvolved())
        .texts("exploitationForms", facts.exploitationForms())
        .text("seriousDisadvantage", facts.seriousDisadvantage())
        .texts("sectors", facts.sectors())
        .texts("venues", facts.venues())
        .month("periodFrom", facts.periodFrom())
        .month("periodTo", facts.periodTo())
        .texts("recruitmentMeans", facts.recruitmentMeans())
        .texts("controlMeans", facts.controlMeans())
        .text("exploiterRelation", facts.exploiterRelation())
        .text("placeOfOffence", facts.placeOfOffence())
        .texts("recruitmentCountries", facts.recruitmentCountries())
        .texts("transitCountries", facts.transitCountries())
        .texts("exploitationCountries", facts.exploitationCountries())
        .texts("exploitationMunicipalities", facts.exploitationMunicipalities())
        .text("aangifte", facts.aangifte())
        .text("reflectionPeriod", facts.reflectionPeriod())
        .text("leads", facts.leads())
        .texts("knowledgeSources", facts.knowledgeSources())
        .text("certainty", facts.certainty())
        .count("linkedVictims", facts.linkedVictims())
        .count("suspects", facts.suspects())
        .text("shelterAsked", facts.shelterAsked())
        .text("shelterConsent", facts.shelterConsent())
        .answers;
  }

  private Answers text(String field, Optional<String> value) {
    value.ifPresent(text -> answers.put(field, new FieldValue.Text(text)));
    return this;
  }

  private Answers texts(String field, List<String> value) {
    if (!value.isEmpty()) {
      answers.put(field, new FieldValue.Texts(value));
    }
    return this;
  }

  private Answers day(String field, Optional<LocalDate> value) {
    value.ifPresent(day -> answers.put(field, new FieldValue.Day(day)));
    return this;
  }

  private Answers month(String field, Optional<YearMonth> value) {
    value.ifPresent(month -> answers.put(field, new FieldValue.Month(month)));
    return this;
  }

  private Answers count(String field, Optional<Integer> value) {
    value.ifPresent(count -> answers.put(field, new FieldValue.Count(count)));
    return this;
  }
}
