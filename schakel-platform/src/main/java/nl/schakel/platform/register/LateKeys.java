// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.ExactKeysAdded;
import nl.schakel.platform.identity.KeyKind;
import nl.schakel.platform.identity.KeyMatch;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.Vault;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings victims together whose reports got a strong key in common after they had their place.
 *
 * <p>Guarantee: what would have joined had the key been there from the start joins now, as a merge
 * that is logged and can be undone; undone it does not come back by itself. A registrar is asked
 * where the keys point at several victims, where the victim would get large, and where somebody
 * asked before; nobody is joined who was said not to be the same. Doing it again changes nothing.
 */
@Component
class LateKeys {
  private static final int MOST_CONFLICTS_PER_REPORT = 10;

  private final Vault vault;
  private final Register register;
  private final RegisterStore store;
  private final CandidateStore candidates;
  private final RegisterSettings settings;
  private final AuditLog auditLog;
  private final Gate gate;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** Keeps waiting events of this node from holding a database connection while they wait. */
  private final ReentrantLock oneAtATime = new ReentrantLock(true);

  LateKeys(
      Vault vault,
      Register register,
      RegisterStore store,
      CandidateStore candidates,
      RegisterSettings settings,
      AuditLog auditLog,
      Gate gate,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.vault = vault;
    this.register = register;
    this.store = store;
    this.candidates = candidates;
    this.settings = settings;
    this.auditLog = auditLog;
    this.gate = gate;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Async
  @TransactionalEventListener
  void on(ExactKeysAdded added) {
    gate.asSystem(
        () -> {
          oneAtATime.lock();
          try {
            transaction.executeWithoutResult(status -> meet(added.persons()));
          } finally {
            oneAtATime.unlock();
          }
          return true;
        });
  }

  /** Whoever has no place yet is left to the linker, which sees the keys as they are now. */
  private void meet(Collection<PersonId> persons) {
    store.lock();
    Map<PersonId, Map<PersonId, KeyKind>> sharing = new HashMap<>();
    for (KeyMatch match : vault.sharingExactKey(persons)) {
      sharing
          .computeIfAbsent(match.person(), person -> new LinkedHashMap<>())
          .putIfAbsent(match.other(), match.kind());
    }
    Set<PersonId> all = new HashSet<>(sharing.keySet());
    sharing.values().forEach(others -> all.addAll(others.keySet()));
    Map<PersonId, Source> placed = new HashMap<>();
    store
        .ofPersons(all)
        .forEach(source -> source.person().ifPresent(person -> placed.put(person, source)));
    persons.stream()
        .flatMap(person -> Optional.ofNullable(placed.get(person)).stream())
        .sorted(Comparator.comparing(Source::number))
        .forEach(
            one -> meet(one, sharing.getOrDefault(one.person().orElseThrow(), Map.of()), placed));
  }

  /** A report of another victim that shares a key of this kind. */
  private record Pointed(Source source, KeyKind kind) {}

  private void meet(Source one, Map<PersonId, KeyKind> others, Map<PersonId, Source> placed) {
    VictimId here = candidates.victim(one.report());
    Map<VictimId, Pointed> pointedAt = new LinkedHashMap<>();
    others.forEach(
        (person, kind) ->
            Optional.ofNullable(placed.get(person))
                .ifPresent(
                    other ->
                        pointedAt.putIfAbsent(
                            candidates.victim(other.report()), new Pointed(other, kind))));
    pointedAt.remove(here);
    pointedAt.entrySet().stream()
        .limit(MOST_CONFLICTS_PER_REPORT)
        .forEach(
            entry -> {
              Pointed other = entry.getValue();
              boolean isNew = ask(one, other.source());
              if (isNew && pointedAt.size() == 1) {
                join(here, entry.getKey(), other.kind());
              }
            });
  }

  /** A key is stronger than any weight: first in the queue, where it stays unless they join. */
  private boolean ask(Source one, Source other) {
    return !candidates
        .insert(
            List.of(
                Candidate.of(
                    one.report(),
                    other.report(),
                    Candidate.Reason.EXACT_KEY_CONFLICT,
                    Optional.empty(),
                    settings.missedLinkCost(),
                    one.number() > other.number() ? one.list() : other.list(),
                    clock.instant())))
        .isEmpty();
  }

  private void join(VictimId one, VictimId other, KeyKind kind) {
    int reports = store.sources(List.of(one, other)).values().stream().mapToInt(List::size).sum();
    if (reports > settings.largestAutomaticLink()) {
      return;
    }
    // The victim that was known first stays, as when a registrar says so.
    boolean inOrder = one.value().toString().compareTo(other.value().toString()) < 0;
    Moved moved = register.join(inOrder ? one : other, inOrder ? other : one, kind);
    if (moved instanceof Moved.Done done) {
      auditLog.write(new RegisterEvent.LinkedByKey(done.movement(), done.victim(), kind));
    }
  }
}
