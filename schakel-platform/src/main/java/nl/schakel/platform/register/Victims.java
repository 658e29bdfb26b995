// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditEvent;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.ErasureGround;
import nl.schakel.platform.identity.Identity;
import nl.schakel.platform.identity.IdentityDesk;
import nl.schakel.platform.identity.KeyKind;
import nl.schakel.platform.identity.PersonErased;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.PersonNotFound;
import nl.schakel.platform.identity.RevealReason;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.ReportSearch;
import nl.schakel.platform.report.Reports;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads victims: every look is logged, and a name is shown only through the identity desk. */
@Service
public class Victims {
  private static final int LARGEST_PAGE = 100;
  private static final UUID LAST = new UUID(-1, -1);

  private final VictimStore store;
  private final RegisterStore register;
  private final MovementStore movements;
  private final Reports reports;
  private final Vault vault;
  private final IdentityDesk desk;
  private final AuditLog auditLog;
  private final Gate gate;
  private final RegisterDisclosure door;
  private final FactStore facts;
  private final ApplicationEventPublisher events;

  Victims(
      VictimStore store,
      RegisterStore register,
      MovementStore movements,
      Reports reports,
      Vault vault,
      IdentityDesk desk,
      AuditLog auditLog,
      Gate gate,
      RegisterDisclosure door,
      FactStore facts,
      ApplicationEventPublisher events) {
    this.store = store;
    this.register = register;
    this.movements = movements;
    this.reports = reports;
    this.vault = vault;
    this.desk = desk;
    this.auditLog = auditLog;
    this.gate = gate;
    this.door = door;
    this.facts = facts;
    this.events = events;
  }

  /**
   * Everything that the register knows of a victim.
   *
   * @param withIdentity reports that still have somebody in the vault
   */
  public record Dossier(
      Victim victim,
      List<ReportFacts> reports,
      List<ReportId> withIdentity,
      List<Decision> decisions,
      List<Movement> movements,
      List<Separated> separations,
      List<Question> questions) {}

  /** A victim that was said to be somebody else. */
  public record Separated(
      UUID id, VictimId other, String reason, AccountId account, java.time.Instant at) {}

  /** A question whether two victims are one person. */
  public record Question(
      UUID id, VictimId one, VictimId other, String reason, java.time.Instant since, boolean open) {
    private static Question of(MovementStore.Question question) {
      Candidate candidate = question.candidate();
      return new Question(
          question.id(),
          question.one(),
          question.other(),
          candidate.reason().code(),
          candidate.since(),
          question.waits());
    }
  }

  /** One victim with all that belongs to it; "not there" is logged too. */
  @Transactional(noRollbackFor = VictimNotFound.class)
  public Dossier read(VictimId id) {
    door.require(RegisterRights.READ, "victim/" + id);
    Optional<Victim> found = store.victim(id);
    auditLog.write(
        new RegisterEvent.VictimRead(
            id, found.isPresent() ? AuditEvent.Result.DONE : AuditEvent.Result.REFUSED));
    return dossier(found.orElseThrow(() -> new VictimNotFound(id)));
  }

  private Dossier dossier(Victim victim) {
    List<VictimId> one = List.of(victim.id());
    List<Source> sources = register.sources(one).getOrDefault(victim.id(), List.of());
    return new Dossier(
        victim,
        reports.shown(sources.stream().map(Source::report).toList()),
        sources.stream().filter(source -> source.person().isPresent()).map(Source::report).toList(),
        register.decisions(one).getOrDefault(victim.id(), List.of()),
        movements.history(victim.id()),
        movements.separations(victim.id()).stream()
            .map(s -> new Separated(s.id(), s.other(), s.reason(), s.account(), s.at()))
            .toList(),
        movements.questionsAbout(victim.id()).stream().map(Question::of).toList());
  }

  /** Two victims side by side, as a question asks. */
  public record Comparison(Question question, Dossier one, Dossier other) {}

  @Transactional(noRollbackFor = VictimNotFound.class)
  public Comparison compare(UUID candidate) {
    door.require(RegisterRights.READ, "candidate/" + candidate);
    MovementStore.Question question =
        movements.question(candidate).orElseThrow(() -> new VictimNotFound("candidate", candidate));
    auditLog.write(new RegisterEvent.Compared(candidate, question.one(), question.other()));
    return new Comparison(
        Question.of(question),
        dossier(store.victim(question.one()).orElseThrow()),
        dossier(store.victim(question.other()).orElseThrow()));
  }

  /**
   * A page of victims, newest first.
   *
   * @param next where the next page begins; empty on the last
   */
  public record Page(List<Victim> victims, Optional<UUID> next) {}

  /** Looks for victims; the log says what kind of search it was, never what was typed. */
  @Transactional
  public Page search(VictimSearch search, Optional<UUID> before, int size) {
    door.require(RegisterRights.READ, "victims");
    int asked = Math.clamp(size, 1, LARGEST_PAGE);
    List<Victim> found = found(search, before.orElse(LAST), asked + 1);
    boolean more = found.size() > asked;
    List<Victim> shown = more ? found.subList(0, asked) : found;
    auditLog.write(
        new RegisterEvent.Listed(
            "victims",
            Map.of(
                "text", Boolean.toString(search.text().isPresent()),
                "v-number", Boolean.toString(search.vNumber().isPresent()),
                "year", search.year().map(String::valueOf).orElse(""),
                "sex", search.sex().orElse(""),
                "nationality", search.nationality().orElse("")),
            shown.size()));
    return new Page(shown, more ? Optional.of(shown.getLast().id().value()) : Optional.empty());
  }

  /** The one victim that this number, receipt number or reference belongs to; empty if not one. */
  @Transactional
  public Optional<VictimId> only(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    VictimSearch search =
        new VictimSearch(
            Optional.of(text),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    List<Victim> victims = search(search, Optional.empty(), 2).victims();
    return victims.size() == 1 ? Optional.of(victims.getFirst().id()) : Optional.empty();
  }

  private List<Victim> found(VictimSearch search, UUID before, int size) {
    Optional<VictimId> victim = search.text().flatMap(Victims::victimNumber);
    return store.page(
        new VictimStore.Among(
            victim,
            victim.isPresent() ? Optional.empty() : search.text().map(this::reportsOf),
            search.vNumber().map(number -> vault.holding(KeyKind.V_NUMBER, number))),
        search,
        before,
        size);
  }

  private static Optional<VictimId> victimNumber(String text) {
    try {
      return Optional.of(new VictimId(UUID.fromString(text)));
    } catch (IllegalArgumentException noVictimNumber) {
      return Optional.empty();
    }
  }

  private List<ReportId> reportsOf(String text) {
    ReportSearch search =
        ReportSearch.typed(
            text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return reports.search(search, LARGEST_PAGE).reports().stream().map(ReportFacts::id).toList();
  }

  /** Shows who one report of this victim is about; logged before it is shown. */
  @Transactional
  public Identity reveal(VictimId victim, ReportId report, String ground, RevealReason reason) {
    door.require(RegisterRights.JUDGE, "victim/" + victim);
    PersonId person =
        store
            .person(victim, report)
            .orElseThrow(() -> new VictimNotFound("report", report.value()));
    if (reports.shown(List.of(report)).stream().allMatch(facts -> facts.person().isEmpty())) {
      throw new VictimNotFound("report", report.value());
    }
    return desk.reveal(person, desk.ask(person, ground, reason));
  }

  /** Erases who the reports of this victim are about; the facts stay. Returns how many persons. */
  @Transactional
  public int erase(VictimId victim, ErasureGround ground) {
    gate.require(RegisterRights.ERASE);
    List<PersonId> persons = store.persons(victim);
    int erased = 0;
    for (PersonId person : persons) {
      try {
        vault.erase(person, ground);
        erased++;
      } catch (PersonNotFound alreadyGone) {
        forget(person);
      }
    }
    return erased;
  }

  /**
   * In the transaction that erases, so that no moment is left with a way back. Waits for reports
   * that are being linked: they may be about to write this very person.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(PersonErased erased) {
    register.lock();
    forget(erased.person());
  }

  /** Told before the way to the reports is cut. */
  private void forget(PersonId person) {
    Set<ReportId> about = facts.reportsOf(person);
    if (!about.isEmpty()) {
      events.publishEvent(new ReportsForgotten(about));
    }
    store.forget(person);
  }
}
