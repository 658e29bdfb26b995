// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.identity.Comparing;
import nl.schakel.platform.identity.IdentityDesk;
import nl.schakel.platform.identity.KnownFacts;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.PersonPair;
import nl.schakel.platform.identity.WeighedPair;
import org.springframework.stereotype.Component;

/**
 * Links two victims without a registrar, where the weight leaves next to no doubt.
 *
 * <p>Guarantee: such a link is a merge like any other: it is logged, says which version of the
 * model made it with what weight, and is undone in the same way; once undone it does not come back
 * by itself. It is left to a registrar when somebody said that the two are not the same person,
 * when something is asked between them already, when the victim would get too large, or when the
 * mean weight over all pairs of their reports is too low.
 */
@Component
class AutomaticLinks {
  private final Register register;
  private final RegisterStore store;
  private final CandidateStore candidates;
  private final MovementStore movements;
  private final Comparing comparing;
  private final IdentityDesk desk;
  private final AuditLog auditLog;
  private final RegisterSettings settings;

  AutomaticLinks(
      Register register,
      RegisterStore store,
      CandidateStore candidates,
      MovementStore movements,
      Comparing comparing,
      IdentityDesk desk,
      AuditLog auditLog,
      RegisterSettings settings) {
    this.register = register;
    this.store = store;
    this.candidates = candidates;
    this.movements = movements;
    this.comparing = comparing;
    this.desk = desk;
    this.auditLog = auditLog;
    this.settings = settings;
  }

  /**
   * Links what no guard holds back; the rest stands in the queue afterwards. Runs in the
   * transaction that holds the lock of the register. Returns how many were linked.
   */
  int link(List<Candidate> certain) {
    int linked = 0;
    for (Candidate candidate : certain) {
      Set<UUID> isNew = candidates.insert(List.of(candidate));
      if (!isNew.isEmpty() && link(candidate)) {
        linked++;
      }
    }
    return linked;
  }

  private boolean link(Candidate candidate) {
    VictimId one = candidates.victim(candidate.low());
    VictimId other = candidates.victim(candidate.high());
    Map<VictimId, List<Source>> sources = store.sources(List.of(one, other));
    List<Source> here = sources.getOrDefault(one, List.of());
    List<Source> there = sources.getOrDefault(other, List.of());
    if (here.size() + there.size() > settings.largestAutomaticLink()
        || movements.separated(one, other)
        || candidates.askedBetween(one, other, candidate.id())
        || meanBits(here, there, candidate) < settings.leastAverageBits()) {
      return false;
    }
    Evidence evidence = candidate.evidence().orElseThrow();
    // The victim that was known first stays, as when a registrar says so.
    boolean inOrder = one.value().toString().compareTo(other.value().toString()) < 0;
    Moved moved = register.link(inOrder ? one : other, inOrder ? other : one, evidence);
    if (moved instanceof Moved.Done done) {
      auditLog.write(
          new RegisterEvent.LinkedByModel(
              done.movement(), done.victim(), evidence.model(), evidence.bits()));
      return true;
    }
    return false;
  }

  private double meanBits(List<Source> here, List<Source> there, Candidate candidate) {
    List<PersonPair> pairs = Weighing.across(here, there);
    if (pairs.size() == 1) {
      return candidate.evidence().orElseThrow().bits();
    }
    Map<PersonId, KnownFacts> facts = new HashMap<>();
    List<Source> all = new ArrayList<>(here);
    all.addAll(there);
    all.stream()
        .filter(Weighing::comparable)
        .forEach(source -> facts.put(source.person().orElseThrow(), Weighing.facts(source)));
    return comparing
        .weigh(pairs, facts, Double.NEGATIVE_INFINITY, desk.permitComparison(pairs.size()))
        .stream()
        .mapToDouble(WeighedPair::bits)
        .average()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
