// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import nl.schakel.linkage.Weights;
import nl.schakel.linkage.Zones;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.identity.Comparing;
import nl.schakel.platform.identity.IdentityDesk;
import nl.schakel.platform.identity.KnownFacts;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.identity.PersonPair;
import nl.schakel.platform.identity.WeighedPair;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the vault compare new reports with all that it holds, and acts on the weights: next to no
 * doubt links, doubt asks a registrar, the rest is left alone.
 *
 * <p>Guarantee: no name comes here. Doing it again, after a crash for instance, asks and links
 * nothing twice: a pair of reports is answered once. The event that starts it stays in the outbox
 * until all is done.
 */
@Component
class Weighing {
  /** Reports compared at a time; bounds the names that are in memory at once. */
  private static final int BATCH = 2_000;

  private final RegisterStore register;
  private final CandidateStore candidates;
  private final Comparing comparing;
  private final IdentityDesk desk;
  private final AutomaticLinks automatic;
  private final Gate gate;
  private final RegisterSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** Keeps waiting batches of this node from holding a database connection while they wait. */
  private final ReentrantLock oneAtATime = new ReentrantLock(true);

  Weighing(
      RegisterStore register,
      CandidateStore candidates,
      Comparing comparing,
      IdentityDesk desk,
      AutomaticLinks automatic,
      Gate gate,
      RegisterSettings settings,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.register = register;
    this.candidates = candidates;
    this.comparing = comparing;
    this.desk = desk;
    this.automatic = automatic;
    this.gate = gate;
    this.settings = settings;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** Reports that give a name to compare. */
  static boolean comparable(Source source) {
    return source.named() && source.person().isPresent();
  }

  /** What one batch gave. */
  record Counts(int reports, long pairs, long capped) {}

  @Async
  @TransactionalEventListener
  void on(ReportsLinked linked) {
    compare(linked.firstNumber(), linked.lastNumber());
  }

  /** Compares the reports of this range with the vault; doing it again finds nothing new. */
  void compare(long first, long last) {
    gate.asSystem(
        () -> {
          oneAtATime.lock();
          try {
            for (long from = first; from <= last; from += BATCH) {
              compareBatch(from, Math.min(last, from + BATCH - 1));
            }
          } finally {
            oneAtATime.unlock();
          }
          return true;
        });
  }

  private void compareBatch(long first, long last) {
    List<Source> arrivals =
        Objects.requireNonNull(transaction.execute(status -> register.numbered(first, last)))
            .stream()
            .filter(Weighing::comparable)
            .toList();
    if (arrivals.isEmpty()) {
      return;
    }
    Comparing.Near near =
        comparing.near(
            arrivals.stream().map(Weighing::facts).toList(), desk.permitFinding(arrivals.size()));
    Map<PersonId, Source> sources = sources(near.pairs());
    Map<PersonId, VictimId> victims = victims(sources.keySet());
    List<PersonPair> pairs = apart(near.pairs(), victims);
    List<WeighedPair> weighed = weigh(pairs, sources);
    keep(
        first,
        last,
        best(weighed, victims),
        sources,
        new Counts(arrivals.size(), pairs.size(), near.capped()));
  }

  static KnownFacts facts(Source source) {
    return new KnownFacts(
        source.person().orElseThrow(),
        source.sex(),
        source.nationalities(),
        source.birthYear(),
        source.born().map(BirthYears::low),
        source.born().map(BirthYears::high),
        source.municipalities());
  }

  private Map<PersonId, Source> sources(Collection<PersonPair> pairs) {
    Set<PersonId> persons = new HashSet<>();
    pairs.forEach(
        pair -> {
          persons.add(pair.one());
          persons.add(pair.other());
        });
    Map<PersonId, Source> sources = HashMap.newHashMap(persons.size());
    transaction.executeWithoutResult(
        status ->
            register
                .ofPersons(persons)
                .forEach(source -> source.person().ifPresent(who -> sources.put(who, source))));
    return sources;
  }

  private Map<PersonId, VictimId> victims(Collection<PersonId> persons) {
    return Objects.requireNonNull(transaction.execute(status -> candidates.victims(persons)));
  }

  private static List<PersonPair> apart(List<PersonPair> pairs, Map<PersonId, VictimId> victims) {
    return pairs.stream()
        .filter(pair -> victims.containsKey(pair.one()) && victims.containsKey(pair.other()))
        .filter(pair -> !Objects.equals(victims.get(pair.one()), victims.get(pair.other())))
        .toList();
  }

  private List<WeighedPair> weigh(List<PersonPair> pairs, Map<PersonId, Source> sources) {
    if (pairs.isEmpty()) {
      return List.of();
    }
    Map<PersonId, KnownFacts> facts = HashMap.newHashMap(sources.size());
    sources.forEach((person, source) -> facts.put(person, facts(source)));
    return comparing.weigh(
        pairs,
        facts,
        Weights.bits(settings.zones().reviewFrom()),
        desk.permitComparison(pairs.size()));
  }

  /** Of several pairs of reports of the same two victims the heaviest speaks for all. */
  private static Collection<WeighedPair> best(
      List<WeighedPair> weighed, Map<PersonId, VictimId> victims) {
    record Two(VictimId one, VictimId other) {}
    Map<Two, WeighedPair> best = new LinkedHashMap<>();
    weighed.stream()
        .sorted(
            Comparator.comparingDouble((WeighedPair pair) -> -pair.bits())
                .thenComparing(pair -> pair.pair().one().value())
                .thenComparing(pair -> pair.pair().other().value()))
        .forEach(
            pair -> {
              VictimId one = Objects.requireNonNull(victims.get(pair.pair().one()));
              VictimId other = Objects.requireNonNull(victims.get(pair.pair().other()));
              if (!best.containsKey(new Two(other, one))) {
                best.putIfAbsent(new Two(one, other), pair);
              }
            });
    return best.values();
  }

  private void keep(
      long first,
      long last,
      Collection<WeighedPair> weighed,
      Map<PersonId, Source> sources,
      Counts counts) {
    Zones zones = settings.zones();
    Instant now = clock.instant();
    List<Candidate> asked = new ArrayList<>();
    List<Candidate> certain = new ArrayList<>();
    for (WeighedPair pair : weighed) {
      Candidate candidate = candidate(pair, sources, zones, now);
      switch (zones.of(pair.probability())) {
        case LINK -> certain.add(candidate);
        case REVIEW -> asked.add(candidate);
        case NO_LINK -> {}
      }
    }
    transaction.executeWithoutResult(
        status -> {
          register.lock();
          int linked = automatic.link(certain);
          int found = candidates.insert(asked).size();
          candidates.insertComparison(
              Generators.timeBasedEpochGenerator().generate(),
              first,
              last,
              now,
              counts,
              found + certain.size() - linked,
              linked);
        });
  }

  private static Candidate candidate(
      WeighedPair pair, Map<PersonId, Source> sources, Zones zones, Instant now) {
    Source one = Objects.requireNonNull(sources.get(pair.pair().one()));
    Source other = Objects.requireNonNull(sources.get(pair.pair().other()));
    return Candidate.of(
        one.report(),
        other.report(),
        Candidate.Reason.NEAR,
        Optional.of(new Evidence(pair.bits(), pair.model(), pair.steps())),
        zones.expectedLoss(pair.probability()),
        one.number() > other.number() ? one.list() : other.list(),
        now);
  }

  /** Weights of all pairs of reports of two victims; for a guard on their mean. */
  static List<PersonPair> across(Collection<Source> here, Collection<Source> there) {
    List<PersonPair> pairs = new ArrayList<>();
    for (Source one : here) {
      for (Source other : there) {
        if (comparable(one) && comparable(other)) {
          pairs.add(new PersonPair(one.person().orElseThrow(), other.person().orElseThrow()));
        }
      }
    }
    return pairs;
  }
}
