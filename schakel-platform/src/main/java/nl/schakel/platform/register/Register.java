// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.KeyKind;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.sharing.ReportsRegrouped;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a registrar decides: who is the same person, and what a victim is.
 *
 * <p>Guarantee: nothing here loses a report or a decision. A merge or split remembers what it
 * moved, and taking it back moves exactly that back; when somebody did something with the same
 * reports in between, that has to be undone first.
 */
@Service
public class Register {
  private final RegisterStore store;
  private final MovementStore movements;
  private final ExploitingParents parents;
  private final AuditLog auditLog;
  private final Gate gate;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Register(
      RegisterStore store,
      MovementStore movements,
      ExploitingParents parents,
      AuditLog auditLog,
      Gate gate,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.movements = movements;
    this.parents = parents;
    this.auditLog = auditLog;
    this.gate = gate;
    this.events = events;
    this.clock = clock;
  }

  /** Brings all reports of one victim to another. Dutch: samenvoegen. */
  @Transactional
  public Moved merge(VictimId keep, VictimId absorb, String reason) {
    return merge(keep, absorb, reason, Optional.empty(), Optional.empty());
  }

  /** Brings two victims together by their weight; undone as any merge. */
  @Transactional
  Moved link(VictimId keep, VictimId absorb, Evidence evidence) {
    return merge(
        keep,
        absorb,
        "",
        Optional.of(new Movement.ByModel(evidence.model(), evidence.bits())),
        Optional.empty());
  }

  /** Brings two victims together whose reports turned out to share a key; undone as any merge. */
  @Transactional
  Moved join(VictimId keep, VictimId absorb, KeyKind key) {
    return merge(keep, absorb, "", Optional.empty(), Optional.of(key));
  }

  private Moved merge(
      VictimId keep,
      VictimId absorb,
      String reason,
      Optional<Movement.ByModel> byModel,
      Optional<KeyKind> byKey) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    List<Source> kept = living(keep);
    List<Source> gone = living(absorb);
    if (keep.equals(absorb) || kept.isEmpty() || gone.isEmpty()) {
      return new Moved.NothingLeft();
    }
    if (movements.separated(keep, absorb)) {
      return new Moved.SaidNotSame();
    }
    Movement merge =
        movement(Movement.Kind.MERGE, absorb, keep, reason, actor, Optional.empty())
            .by(byModel, byKey);
    movements.move(merge, ids(gone), decisions(absorb));
    refresh(List.of(keep), Optional.empty());
    store.retire(absorb, keep);
    movements.answerWithin(keep, merge);
    parents.gained(store.sources(List.of(keep)).values());
    return done(merge, gone.size(), keep);
  }

  /** Takes reports out of a victim; they become a victim of their own. Dutch: splitsen. */
  @Transactional
  public Moved split(VictimId victim, Set<ReportId> reports, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    List<Source> all = living(victim);
    List<Source> going = all.stream().filter(source -> reports.contains(source.report())).toList();
    List<Source> staying =
        all.stream().filter(source -> !reports.contains(source.report())).toList();
    if (going.size() != reports.size()) {
      throw new VictimNotFound(victim);
    }
    if (going.isEmpty() || staying.isEmpty()) {
      return new Moved.NothingLeft();
    }
    VictimId other = VictimId.next();
    store.insertVictims(
        List.of(VictimFacts.derive(other, going, List.of())), clock.instant(), "split");
    Movement split = movement(Movement.Kind.SPLIT, victim, other, reason, actor, Optional.empty());
    movements.move(split, ids(going), List.of());
    refresh(List.of(victim, other), Optional.empty());
    movements.separate(
        ids(going), ids(staying), reason, actor.account(), split.at(), Optional.of(split.id()));
    toldApart(ids(going), ids(staying));
    parents.moved(store.sources(List.of(victim, other)).values());
    return done(split, going.size(), other);
  }

  /** Takes a merge or split of this victim back; of another victim it is not there. */
  @Transactional
  public Moved undo(VictimId victim, UUID movement, String reason) {
    Movement ofVictim =
        movements
            .movement(movement)
            .filter(one -> one.from().equals(victim) || one.to().equals(victim))
            .orElseThrow(() -> new VictimNotFound("movement", movement));
    return undo(ofVictim.id(), reason);
  }

  /** Takes a merge or split back. Dutch: ongedaan maken. */
  @Transactional
  Moved undo(UUID movement, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    Movement done =
        movements.movement(movement).orElseThrow(() -> new VictimNotFound("movement", movement));
    List<ReportId> reports = movements.reportsStillThere(done);
    Optional<VictimId> cameFrom = store.mergedInto(done.from());
    boolean sourceAsLeft =
        done.kind() == Movement.Kind.MERGE
            ? cameFrom.equals(Optional.of(done.to()))
            : cameFrom.isEmpty();
    List<Source> now = store.sources(List.of(done.to())).getOrDefault(done.to(), List.of());
    boolean empties = now.size() == reports.size();
    if (!done.canBeUndone()
        || reports.size() != done.reports()
        || !sourceAsLeft
        || (empties && done.kind() == Movement.Kind.MERGE)) {
      return new Moved.LaterStepFirst();
    }
    Movement undo =
        movement(Movement.Kind.UNDO, done.to(), done.from(), reason, actor, Optional.of(done.id()));
    movements.move(
        undo, reports, empties ? decisions(done.to()) : movements.decisionsStillThere(done));
    movements.withdrawSeparationOf(done.id(), actor.account(), reason, undo.at());
    movements.reopenAnsweredBy(done.id());
    refresh(empties ? List.of(done.from()) : List.of(done.from(), done.to()), Optional.empty());
    if (empties) {
      store.retire(done.to(), done.from());
      movements.answerWithin(done.from(), undo);
    }
    List<ReportId> staying = new ArrayList<>(ids(now));
    staying.removeAll(reports);
    if (done.kind() == Movement.Kind.MERGE) {
      toldApart(reports, staying);
    }
    parents.moved(store.sources(List.of(done.from(), done.to())).values());
    return done(undo, reports.size(), done.from());
  }

  /** Whoever shared these reports as one person has to know. */
  private void toldApart(Collection<ReportId> apart, Collection<ReportId> stayed) {
    events.publishEvent(
        new ReportsRegrouped(
            apart.stream().map(ReportId::value).collect(Collectors.toSet()),
            stayed.stream().map(ReportId::value).collect(Collectors.toSet())));
  }

  /** Answers a question: the same person. The victim that was known first stays. */
  @Transactional
  Moved same(UUID candidate, String reason) {
    gate.require(RegisterRights.JUDGE);
    MovementStore.Question question = open(candidate);
    Moved moved = merge(question.one(), question.other(), reason);
    if (moved instanceof Moved.Done) {
      judged(question, "same");
    }
    return moved;
  }

  /** Answers a question: not the same person. Later linking asks it no more. */
  @Transactional
  void notTheSame(UUID candidate, String reason) {
    gate.require(RegisterRights.JUDGE);
    MovementStore.Question question = open(candidate);
    separate(question.one(), question.other(), reason);
    judged(question, "not-same");
  }

  /** Puts a question at the end of the row. */
  @Transactional
  public void later(UUID candidate, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    MovementStore.Question question = open(candidate);
    movements.postpone(candidate, actor.account(), reason, clock.instant());
    judged(question, "later");
  }

  /** Remembers that two victims are different people, for the reports that they have now. */
  @Transactional
  public UUID separate(VictimId one, VictimId other, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    List<Source> here = living(one);
    List<Source> there = living(other);
    if (one.equals(other) || here.isEmpty() || there.isEmpty()) {
      throw new VictimNotFound(other);
    }
    Instant now = clock.instant();
    UUID separation =
        movements.separate(ids(here), ids(there), reason, actor.account(), now, Optional.empty());
    movements.answerBetween(one, other, separation, actor.account(), reason, now);
    auditLog.write(new RegisterEvent.Separated(separation, one, other, false));
    return separation;
  }

  /** Withdraws that two victims are different people; what was asked about them is open again. */
  @Transactional
  public void rejoin(VictimId victim, UUID separation, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    MovementStore.Separation found =
        movements.separations(victim).stream()
            .filter(one -> one.id().equals(separation))
            .findFirst()
            .orElseThrow(() -> new VictimNotFound("separation", separation));
    movements.withdrawSeparation(separation, actor.account(), reason, clock.instant());
    auditLog.write(new RegisterEvent.Separated(separation, victim, found.other(), true));
  }

  /** Decides something about a victim; what was decided before stays in the history. */
  @Transactional
  public Decision decide(VictimId victim, Verdict verdict) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    if (living(victim).isEmpty()) {
      throw new VictimNotFound(victim);
    }
    Decision decision =
        new Decision(
            Generators.timeBasedEpochGenerator().generate(),
            victim,
            verdict.aspect(),
            verdict.value(),
            verdict.decider(),
            verdict.ground(),
            verdict.decidedOn(),
            verdict.reason(),
            actor.account(),
            clock.instant(),
            Optional.empty());
    store.insertDecision(decision);
    refresh(List.of(victim), Optional.empty());
    auditLog.write(
        new RegisterEvent.Decided(
            decision.id(),
            victim,
            decision.aspect(),
            String.join(",", decision.value()),
            decision.ground(),
            false));
    return decision;
  }

  /** Takes a decision back; what stood before it stands again. */
  @Transactional
  public void withdraw(VictimId victim, UUID decision, String reason) {
    Actor actor = gate.require(RegisterRights.JUDGE);
    store.lock();
    if (!store.withdrawDecision(decision, victim, actor.account(), reason, clock.instant())) {
      throw new VictimNotFound("decision", decision);
    }
    refresh(List.of(victim), Optional.empty());
    Aspect aspect =
        store.decisions(List.of(victim)).getOrDefault(victim, List.of()).stream()
            .filter(one -> one.id().equals(decision))
            .map(Decision::aspect)
            .findFirst()
            .orElseThrow();
    auditLog.write(new RegisterEvent.Decided(decision, victim, aspect, "", "", true));
  }

  /** A registrar has seen this victim; it waits no more. */
  @Transactional
  public void reviewed(VictimId victim) {
    gate.require(RegisterRights.JUDGE);
    if (!store.reviewed(victim)) {
      throw new VictimNotFound(victim);
    }
    auditLog.write(new RegisterEvent.Reviewed(victim));
  }

  private MovementStore.Question open(UUID candidate) {
    store.lock();
    return movements
        .question(candidate)
        .filter(MovementStore.Question::waits)
        .orElseThrow(() -> new VictimNotFound("candidate", candidate));
  }

  private void judged(MovementStore.Question question, String answer) {
    auditLog.write(
        new RegisterEvent.Judged(question.id(), answer, question.one(), question.other()));
  }

  private List<Source> living(VictimId victim) {
    List<Source> sources = store.sources(List.of(victim)).getOrDefault(victim, List.of());
    if (sources.isEmpty() && store.mergedInto(victim).isEmpty()) {
      throw new VictimNotFound(victim);
    }
    return sources;
  }

  private List<UUID> decisions(VictimId victim) {
    return store.decisions(List.of(victim)).getOrDefault(victim, List.of()).stream()
        .map(Decision::id)
        .toList();
  }

  private static List<ReportId> ids(Collection<Source> sources) {
    return sources.stream().map(Source::report).toList();
  }

  private Movement movement(
      Movement.Kind kind,
      VictimId from,
      VictimId to,
      String reason,
      Actor actor,
      Optional<UUID> undoes) {
    return new Movement(
        Generators.timeBasedEpochGenerator().generate(),
        kind,
        from,
        to,
        reason,
        actor.account(),
        clock.instant(),
        0,
        undoes,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Moved done(Movement movement, int reports, VictimId victim) {
    auditLog.write(
        new RegisterEvent.Moved(
            movement.id(), movement.kind().code(), movement.from(), movement.to(), reports));
    return new Moved.Done(movement.id(), victim);
  }

  private void refresh(Collection<VictimId> victims, Optional<String> reviewReason) {
    var sources = store.sources(victims);
    var decisions = store.decisions(victims);
    List<VictimFacts> facts = new ArrayList<>();
    for (VictimId victim : new HashSet<>(victims)) {
      facts.add(
          VictimFacts.derive(
              victim,
              sources.getOrDefault(victim, List.of()),
              decisions.getOrDefault(victim, List.of())));
    }
    store.updateVictims(facts, clock.instant(), reviewReason);
    store.putYears(facts, true);
  }
}
