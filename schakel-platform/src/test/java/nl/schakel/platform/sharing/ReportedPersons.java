// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.Submission;
import org.springframework.boot.test.context.TestComponent;

/** Organisations of the chain, and invented persons whom they reported. */
@TestComponent
class ReportedPersons {
  static final OrganisationId POLICE = Organisations.idOf("Politie Rotterdam");
  static final OrganisationId OTHER_POLICE = Organisations.idOf("Politie Limburg");
  static final OrganisationId BORDER_POLICE = Organisations.idOf("Koninklijke Marechaussee");
  static final OrganisationId CENTRE = Organisations.idOf("CoMensha");
  static final OrganisationId SHELTER = Organisations.idOf("HVO-Querido");
  static final OrganisationId COORDINATOR = Organisations.idOf("Zorgcoördinatie Rotterdam");

  private final Intake intake;

  ReportedPersons(Intake intake) {
    this.intake = intake;
  }

  /** One report; fields and texts in turn, several texts with commas. */
  UUID by(OrganisationId organisation, String... fieldAndTexts) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("reportedOn", List.of("2025-03-04"));
    values.put("birthYear", List.of("2001"));
    values.put("sex", List.of("female"));
    values.put("nationalities", List.of("NG"));
    values.put("exploitationForms", List.of("sexual"));
    values.put("familyName", List.of("Voorbeeld"));
    values.put(
        "ground",
        List.of(
            organisation.equals(POLICE)
                    || organisation.equals(OTHER_POLICE)
                    || organisation.equals(BORDER_POLICE)
                ? "police-policy-duty"
                : "consent"));
    for (int i = 0; i < fieldAndTexts.length; i += 2) {
      values.put(fieldAndTexts[i], Arrays.asList(fieldAndTexts[i + 1].split(",")));
    }
    Submission sent =
        new Submission(
            organisation, Channel.API, UUID.randomUUID().toString(), new RawReport(values));
    return switch (TestActors.as(TestActors.reporter(organisation), () -> intake.submit(sent))) {
      case IntakeOutcome.Accepted accepted -> accepted.id().value();
      case IntakeOutcome.Refused refused -> throw new AssertionError(refused.problems());
    };
  }
}
