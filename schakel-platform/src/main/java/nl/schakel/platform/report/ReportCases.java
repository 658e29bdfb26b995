// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.sharing.ShareableCases;
import nl.schakel.platform.sharing.SharedCase;
import org.springframework.stereotype.Component;

/** Reports of the own organisation as cases that it can share. */
@Component
class ReportCases implements ShareableCases {
  private static final String PARENT = "parent";

  private final Reports reports;
  private final CaseAnswers answers;
  private final Vault vault;
  private final ReportCalendar calendar;
  private final Gate gate;

  ReportCases(
      Reports reports, CaseAnswers answers, Vault vault, ReportCalendar calendar, Gate gate) {
    this.reports = reports;
    this.answers = answers;
    this.vault = vault;
    this.calendar = calendar;
    this.gate = gate;
  }

  @Override
  public String kind() {
    return "report";
  }

  /** Who reads the reports of everybody shares persons of the register, not single reports. */
  @Override
  public boolean open() {
    return gate.may(ReportRights.READ)
        && (own().kind() == Actor.Kind.SYSTEM || !gate.may(ReportRights.READ_ALL));
  }

  private Actor own() {
    return gate.actor().orElseThrow();
  }

  @Override
  public List<Choice> newest(int most) {
    return reports.ownNewest(most).stream()
        .map(facts -> new Choice(facts.id().value(), facts.receipt(), facts.day()))
        .toList();
  }

  @Override
  public Optional<SharedCase> read(UUID id) {
    try {
      return Optional.of(reports.read(new ReportId(id)))
          .filter(facts -> facts.organisation().equals(own().organisation()))
          .map(this::shared);
    } catch (ReportNotFound notTheirs) {
      return Optional.empty();
    }
  }

  private SharedCase shared(ReportFacts facts) {
    Optional<PersonId> person = facts.person().filter(id -> !vault.present(List.of(id)).isEmpty());
    Map<String, List<String>> given = new HashMap<>();
    facts.answers().forEach((field, value) -> given.put(field, value.asTexts()));
    LocalDate today = calendar.today();
    return new SharedCase(
        kind(),
        facts.id().value(),
        facts.receipt(),
        List.of(facts.id().value()),
        SharedCase.subjectIn(
            today.getYear(), facts.birthYear(), () -> Minority.of(facts.answers(), today)),
        facts.birthYear(),
        facts.exploiterRelation().filter(PARENT::equals).isPresent(),
        person.map(PersonId::value),
        answers.fields(
            given, person.isPresent() ? facts.identityFields() : List.of(), facts.withheld()));
  }

  @Override
  public Map<UUID, String> labels(Collection<UUID> ids) {
    Map<UUID, String> labels = new HashMap<>();
    reports
        .facts(ids.stream().map(ReportId::new).toList())
        .forEach(facts -> labels.put(facts.id().value(), facts.receipt()));
    return labels;
  }
}
