// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.sharing.Disclosure;
import nl.schakel.platform.sharing.DisclosureRequest;
import nl.schakel.platform.sharing.Disclosures;
import nl.schakel.platform.sharing.ReportData;
import nl.schakel.platform.sharing.SharingParties;
import nl.schakel.platform.sharing.SharingQuestion;
import org.springframework.stereotype.Component;

/**
 * Lets somebody see reports that their organisation did not make: asks the sharing rules once for
 * all of them, by kind of reporter and ground, and takes out what may not go.
 *
 * <p>The centre reads what reporters gave it for registration. Anybody else reads what the centre
 * keeps, so there the centre is the sender, and a report of which nothing may go is not there.
 */
@Component
class ReportDisclosure {
  private final Disclosures disclosures;
  private final SharingParties parties;
  private final ReportData data;
  private final ListsAgainstRules argued;
  private final FieldLists lists;

  ReportDisclosure(
      Disclosures disclosures,
      SharingParties parties,
      ReportData data,
      ListsAgainstRules argued,
      FieldLists lists) {
    this.disclosures = disclosures;
    this.parties = parties;
    this.data = data;
    this.argued = argued;
    this.lists = lists;
  }

  /** Reports that one answer holds for. */
  private record Group(String reporterType, String ground) {}

  /** The reports as this reader may see them, in their order; the decision is in the log. */
  List<ReportFacts> shown(Actor reader, List<ReportFacts> reports) {
    Map<Group, List<ReportFacts>> others = new LinkedHashMap<>();
    for (ReportFacts report : reports) {
      if (reader.kind() != Actor.Kind.SYSTEM
          && !report.organisation().equals(reader.organisation())) {
        others.computeIfAbsent(group(report), group -> new ArrayList<>()).add(report);
      }
    }
    if (others.isEmpty()) {
      return reports;
    }
    String receiver = parties.of(reader.organisation());
    List<Disclosure> answers = decide(reader, receiver, others, subject(reports));
    Map<ReportId, Set<String>> withheld = withheld(others, answers);
    boolean centre = receiver.equals(SharingParties.CENTRE);
    return reports.stream()
        .filter(report -> centre || anythingLeft(report, withheld))
        .map(report -> report.without(withheld.getOrDefault(report.id(), Set.of())))
        .toList();
  }

  private List<Disclosure> decide(
      Actor reader, String receiver, Map<Group, List<ReportFacts>> others, String subject) {
    boolean centre = receiver.equals(SharingParties.CENTRE);
    List<DisclosureRequest> asked = new ArrayList<>();
    others.forEach(
        (group, reports) -> {
          DisclosureRequest request =
              new DisclosureRequest(
                  question(group, receiver, fields(reports)),
                  data.met(group.ground()),
                  centre ? argued.argued(group.reporterType(), group.ground()) : Set.of(),
                  Optional.of(reader.organisation()),
                  subject,
                  reader.kind() == Actor.Kind.MACHINE ? "api" : "page");
          asked.add(centre ? onlyReporter(reports).map(request::sentBy).orElse(request) : request);
        });
    return disclosures.decide(asked);
  }

  /** An agreement of one organisation says nothing about the reports of another. */
  private static Optional<OrganisationId> onlyReporter(List<ReportFacts> reports) {
    OrganisationId first = reports.getFirst().organisation();
    return reports.stream().allMatch(one -> one.organisation().equals(first))
        ? Optional.of(first)
        : Optional.empty();
  }

  private SharingQuestion question(Group group, String receiver, Set<String> fields) {
    String sender =
        receiver.equals(SharingParties.CENTRE)
            ? parties.ofReporterType(group.reporterType()).orElse(SharingParties.UNKNOWN)
            : SharingParties.CENTRE;
    return data.question(sender, group.ground(), data.dataClasses(fields, group.ground()))
        .to(receiver);
  }

  private Map<ReportId, Set<String>> withheld(
      Map<Group, List<ReportFacts>> others, List<Disclosure> answers) {
    Map<ReportId, Set<String>> withheld = new LinkedHashMap<>();
    int next = 0;
    for (Map.Entry<Group, List<ReportFacts>> group : others.entrySet()) {
      Set<String> mayGo = answers.get(next++).mayGo();
      String ground = group.getKey().ground();
      for (ReportFacts report : group.getValue()) {
        Set<String> gone = new HashSet<>(fields(List.of(report)));
        gone.removeIf(field -> data.dataClass(field, ground).filter(mayGo::contains).isPresent());
        withheld.put(report.id(), gone);
      }
    }
    return withheld;
  }

  private static boolean anythingLeft(ReportFacts report, Map<ReportId, Set<String>> withheld) {
    Set<String> gone = withheld.get(report.id());
    return gone == null || !gone.containsAll(fields(List.of(report)));
  }

  private static Set<String> fields(Collection<ReportFacts> reports) {
    Set<String> fields = new LinkedHashSet<>();
    for (ReportFacts report : reports) {
      fields.addAll(report.answers().keySet());
      fields.addAll(report.identityFields());
    }
    return fields;
  }

  /** A report that names no ground rests on that of its field list. */
  private Group group(ReportFacts report) {
    return new Group(
        report.reporterType(),
        report
            .ground()
            .or(
                () ->
                    lists
                        .on(report.reporterType(), report.day())
                        .rule("ground")
                        .map(FieldRule::ground))
            .orElse(""));
  }

  private static String subject(List<ReportFacts> reports) {
    return reports.size() == 1 ? "report/" + reports.getFirst().id() : "reports";
  }
}
