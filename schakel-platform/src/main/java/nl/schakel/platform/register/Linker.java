// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.KeyMatch;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.report.FieldLists;
import nl.schakel.platform.report.ImportsFirst;
import nl.schakel.platform.report.ReportFacts;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.Reports;
import nl.schakel.platform.report.ReportsReceived;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives each report its place in the register as soon as it has come in.
 *
 * <p>Guarantee: each report is placed once, however often its number is named and whatever is
 * killed in between; two batches at once give the same register as one after the other.
 */
@Component
class Linker {
  /** Reports handled in one transaction, so that memory and waiting stay small. */
  static final int BATCH = 5_000;

  private final Reports reports;
  private final ImportsFirst importsFirst;
  private final Vault vault;
  private final FieldLists fieldLists;
  private final NationalityGroups groups;
  private final RegisterStore store;
  private final CandidateStore candidates;
  private final CompletenessStore completeness;
  private final RegisterSettings settings;
  private final ExploitingParents parents;
  private final AuditLog auditLog;
  private final Gate gate;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** Keeps waiting batches of this node from holding a database connection while they wait. */
  private final ReentrantLock oneAtATime = new ReentrantLock(true);

  Linker(
      Reports reports,
      ImportsFirst importsFirst,
      Vault vault,
      FieldLists fieldLists,
      NationalityGroups groups,
      RegisterStore store,
      CandidateStore candidates,
      CompletenessStore completeness,
      RegisterSettings settings,
      ExploitingParents parents,
      AuditLog auditLog,
      Gate gate,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.reports = reports;
    this.importsFirst = importsFirst;
    this.vault = vault;
    this.fieldLists = fieldLists;
    this.groups = groups;
    this.store = store;
    this.candidates = candidates;
    this.completeness = completeness;
    this.settings = settings;
    this.parents = parents;
    this.auditLog = auditLog;
    this.gate = gate;
    this.events = events;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Async
  @TransactionalEventListener
  void on(ReportsReceived received) {
    importsFirst.await();
    link(received.firstNumber(), received.lastNumber());
  }

  /** Places the reports of this range that have no place yet. */
  void link(long first, long last) {
    gate.asSystem(
        () -> {
          for (long from = first; from <= last; from += BATCH) {
            linkBatch(from, Math.min(last, from + BATCH - 1));
          }
          return true;
        });
  }

  private void linkBatch(long first, long last) {
    oneAtATime.lock();
    try {
      transaction.executeWithoutResult(status -> placeBatch(first, last));
    } finally {
      oneAtATime.unlock();
    }
  }

  private void placeBatch(long first, long last) {
    List<ReportFacts> found = reports.numbered(first, last);
    store.lock();
    Set<ReportId> before = store.linkedAlready(found.stream().map(ReportFacts::id).toList());
    List<ReportFacts> facts = found.stream().filter(f -> !before.contains(f.id())).toList();
    if (facts.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    // Asked under the lock that an erasure waits for, so that nobody goes between here and commit.
    Set<PersonId> present =
        vault.present(facts.stream().flatMap(fact -> fact.person().stream()).toList());
    List<Source> arrivals =
        facts.stream().map(fact -> Source.of(fact, present, groups, now)).toList();
    Linking.Outcome outcome = place(arrivals);
    int joined = write(arrivals, outcome, now);
    candidates.insert(conflicts(outcome, now));
    completeness.add(Completeness.of(facts, fieldLists));
    auditLog.write(
        new RegisterEvent.Linked(
            first,
            last,
            arrivals.size(),
            outcome.started().size(),
            joined,
            outcome.conflicts().size()));
    if (arrivals.stream().anyMatch(Weighing::comparable)) {
      events.publishEvent(
          new ReportsLinked(arrivals.getFirst().number(), arrivals.getLast().number()));
    }
  }

  private Linking.Outcome place(List<Source> arrivals) {
    List<PersonId> persons = arrivals.stream().flatMap(source -> source.person().stream()).toList();
    List<KeyMatch> matches = persons.isEmpty() ? List.of() : vault.sharingExactKey(persons);
    Set<PersonId> others = new LinkedHashSet<>();
    matches.forEach(match -> others.add(match.other()));
    return Linking.place(arrivals, matches, others.isEmpty() ? List.of() : store.placed(others));
  }

  /** Returns how many victims that were known got a report more. */
  private int write(List<Source> arrivals, Linking.Outcome outcome, Instant now) {
    Map<VictimId, List<Source>> byVictim = new LinkedHashMap<>();
    for (Source arrival : arrivals) {
      VictimId victim = Objects.requireNonNull(outcome.victims().get(arrival.report()));
      byVictim.computeIfAbsent(victim, id -> new ArrayList<>()).add(arrival);
    }
    List<VictimId> joined =
        byVictim.keySet().stream().filter(id -> !outcome.started().contains(id)).toList();
    List<VictimFacts> started =
        outcome.started().stream()
            .map(id -> VictimFacts.derive(id, byVictim.getOrDefault(id, List.of()), List.of()))
            .toList();
    List<VictimFacts> grown = grown(joined, byVictim);
    store.insertVictims(started, now, "new");
    store.insertSources(arrivals, outcome.victims());
    store.putYears(started, false);
    if (!grown.isEmpty()) {
      store.updateVictims(grown, now, Optional.of("new-report"));
      store.putYears(grown, true);
      byVictim.putAll(store.sources(joined));
    }
    parents.gained(byVictim.values());
    return joined.size();
  }

  private List<VictimFacts> grown(
      Collection<VictimId> joined, Map<VictimId, List<Source>> arrivals) {
    if (joined.isEmpty()) {
      return List.of();
    }
    Map<VictimId, List<Source>> known = store.sources(joined);
    Map<VictimId, List<Decision>> decisions = store.decisions(joined);
    return joined.stream()
        .map(
            id -> {
              List<Source> all = new ArrayList<>(known.getOrDefault(id, List.of()));
              all.addAll(arrivals.getOrDefault(id, List.of()));
              return VictimFacts.derive(id, all, decisions.getOrDefault(id, List.of()));
            })
        .toList();
  }

  private List<Candidate> conflicts(Linking.Outcome outcome, Instant now) {
    return outcome.conflicts().stream()
        .map(
            conflict ->
                Candidate.of(
                    conflict.arrival().report(),
                    conflict.other(),
                    Candidate.Reason.EXACT_KEY_CONFLICT,
                    Optional.empty(),
                    // A key is stronger than any weight: first in the queue.
                    settings.missedLinkCost(),
                    conflict.arrival().list(),
                    now))
        .toList();
  }
}
