// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.CaseAnswers;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportField;
import nl.schakel.platform.report.ReportFields;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.sharing.ShareableCases;
import nl.schakel.platform.sharing.SharedCase;
import nl.schakel.platform.sharing.SharingParties;
import org.springframework.stereotype.Component;

/**
 * Presumed victims of the register as cases that the centre can share: what all reports say
 * together. Such a case is its reports, so it stays right when victims are merged or split.
 */
@Component
class VictimCases implements ShareableCases {
  private static final String PARENT = "parent";
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Victims victims;
  private final VictimStore store;
  private final CaseAnswers answers;
  private final ReportFields fields;
  private final SharingParties parties;
  private final Gate gate;
  private final Clock clock;

  VictimCases(
      Victims victims,
      VictimStore store,
      CaseAnswers answers,
      ReportFields fields,
      SharingParties parties,
      Gate gate,
      Clock clock) {
    this.victims = victims;
    this.store = store;
    this.answers = answers;
    this.fields = fields;
    this.parties = parties;
    this.gate = gate;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "victim";
  }

  @Override
  public boolean open() {
    return gate.may(RegisterRights.JUDGE)
        && gate.actor().filter(parties::keepsTheRegister).isPresent();
  }

  @Override
  public List<Choice> newest(int most) {
    return victims.search(VictimSearch.EVERYBODY, Optional.empty(), most).victims().stream()
        .map(
            victim ->
                new Choice(
                    victim.id().value(),
                    label(victim.id()),
                    victim.firstOn().orElseGet(() -> LocalDate.now(clock))))
        .toList();
  }

  /** The last characters: the same short number as on the pages of the register. */
  private static String label(VictimId id) {
    String text = id.toString();
    return text.substring(text.length() - 6).toUpperCase(Locale.ROOT);
  }

  @Override
  public Optional<SharedCase> read(UUID id) {
    try {
      return Optional.of(victims.read(new VictimId(id)))
          .filter(dossier -> !dossier.reports().isEmpty())
          .map(this::shared);
    } catch (VictimNotFound notThere) {
      return Optional.empty();
    }
  }

  private SharedCase shared(Victims.Dossier dossier) {
    List<ReportFacts> reports = dossier.reports();
    Optional<ReportFacts> named =
        reports.reversed().stream()
            .filter(facts -> dossier.withIdentity().contains(facts.id()))
            .findFirst();
    return new SharedCase(
        kind(),
        dossier.victim().id().value(),
        label(dossier.victim().id()),
        reports.stream().map(facts -> facts.id().value()).toList(),
        SharedCase.subjectIn(
            LocalDate.ofInstant(clock.instant(), ZONE).getYear(),
            dossier.victim().birthYear(),
            dossier.victim()::minor),
        dossier.victim().birthYear(),
        reports.stream()
            .anyMatch(facts -> facts.exploiterRelation().filter(PARENT::equals).isPresent()),
        named.flatMap(ReportFacts::person).map(PersonId::value),
        answers.fields(
            together(reports),
            named.map(ReportFacts::identityFields).orElse(List.of()),
            reports.stream().flatMap(facts -> facts.withheld().stream()).distinct().toList()));
  }

  /** Of fields with several answers all of them, of others the newest that is known. */
  private Map<String, List<String>> together(List<ReportFacts> reports) {
    Map<String, List<String>> together = new HashMap<>();
    for (ReportFacts facts : reports) {
      facts
          .answers()
          .forEach(
              (field, value) ->
                  together.merge(
                      field, value.asTexts(), (before, now) -> joined(field, before, now)));
    }
    return together;
  }

  private List<String> joined(String field, List<String> before, List<String> now) {
    if (fields.find(field).map(ReportField::kind).filter(ReportField.Kind::many).isEmpty()) {
      return now.equals(List.of(Source.UNKNOWN)) ? before : now;
    }
    Set<String> all = new LinkedHashSet<>(before);
    all.addAll(now);
    if (all.size() > 1) {
      all.remove(Source.UNKNOWN);
    }
    return List.copyOf(all);
  }

  @Override
  public Map<UUID, String> labels(Collection<UUID> reports) {
    Map<UUID, String> labels = new HashMap<>();
    store
        .victims(reports.stream().map(ReportId::new).toList())
        .forEach((report, victim) -> labels.put(report.value(), label(victim)));
    return labels;
  }
}
