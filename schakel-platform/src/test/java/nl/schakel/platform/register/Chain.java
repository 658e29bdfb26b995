// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.TestActors;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.Channel;
import nl.schakel.platform.report.Intake;
import nl.schakel.platform.report.IntakeOutcome;
import nl.schakel.platform.report.RawReport;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.Reports;
import nl.schakel.platform.report.Submission;
import org.springframework.boot.test.context.TestComponent;

/** Partners who report invented persons, and the register that takes them in at once. */
@TestComponent
class Chain {
  static final OrganisationId POLICE = Organisations.idOf("Politie Noord-Nederland");
  static final OrganisationId BORDER_POLICE = Organisations.idOf("Koninklijke Marechaussee");
  static final OrganisationId SHELTER = Organisations.idOf("Fier");
  static final OrganisationId COORDINATOR = Organisations.idOf("Zorgcoördinatie Noord-Nederland");
  static final OrganisationId HISTORY = Organisations.idOf("Historische bronlijsten 2010-2015");

  private final Intake intake;
  private final Reports reports;
  private final Linker linker;
  private final Gate gate;

  Chain(Intake intake, Reports reports, Linker linker, Gate gate) {
    this.intake = intake;
    this.reports = reports;
    this.linker = linker;
    this.gate = gate;
  }

  static Map<String, List<String>> facts(String... fieldAndTexts) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("reportedOn", List.of("2025-03-04"));
    values.put("ageBand", List.of("18-22"));
    values.put("sex", List.of("female"));
    values.put("nationalities", List.of("NG"));
    values.put("exploitationForms", List.of("sexual"));
    for (int i = 0; i < fieldAndTexts.length; i += 2) {
      values.put(fieldAndTexts[i], Arrays.asList(fieldAndTexts[i + 1].split(",")));
    }
    return values;
  }

  /** Reports one person and waits until the register has it. */
  ReportId report(OrganisationId organisation, String... fieldAndTexts) {
    return reportAll(organisation, List.of(facts(fieldAndTexts))).getFirst();
  }

  List<ReportId> reportAll(OrganisationId organisation, List<Map<String, List<String>>> persons) {
    return placed(organisation, persons).stream().map(ReportFacts::id).toList();
  }

  /** The same, with what stands on the receipts. */
  List<ReportFacts> placed(OrganisationId organisation, List<Map<String, List<String>>> persons) {
    List<ReportFacts> stored = store(organisation, persons);
    linker.link(stored.getFirst().number(), stored.getLast().number());
    return stored;
  }

  /** Reports without waiting for the register. */
  List<ReportFacts> store(OrganisationId organisation, List<Map<String, List<String>>> persons) {
    List<Submission> batch = new ArrayList<>();
    for (Map<String, List<String>> person : persons) {
      batch.add(
          new Submission(
              organisation,
              Channel.API,
              UUID.randomUUID().toString(),
              new RawReport(withGround(organisation, person))));
    }
    List<ReportId> ids =
        TestActors.as(TestActors.reporter(organisation), () -> intake.submitAll(batch)).stream()
            .map(Chain::accepted)
            .toList();
    return gate.asSystem(() -> reports.facts(ids));
  }

  private static ReportId accepted(IntakeOutcome outcome) {
    return switch (outcome) {
      case IntakeOutcome.Accepted accepted -> accepted.id();
      case IntakeOutcome.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  private static Map<String, List<String>> withGround(
      OrganisationId organisation, Map<String, List<String>> values) {
    Map<String, List<String>> with = new HashMap<>(values);
    if (organisation.equals(POLICE) || organisation.equals(BORDER_POLICE)) {
      with.putIfAbsent("ground", List.of("police-policy-duty"));
    } else if (!organisation.equals(HISTORY)) {
      with.putIfAbsent("ground", List.of("consent"));
    }
    return with;
  }
}
