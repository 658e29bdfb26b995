// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.identity.IdentityDesk;
import nl.schakel.platform.identity.NameSimilarity;
import nl.schakel.platform.identity.PersonPair;
import nl.schakel.platform.identity.Vault;
import nl.schakel.platform.report.ReportId;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for reports of other victims that may be about the same person, and asks a registrar.
 *
 * <p>Two reports are compared when a nationality, the sex, the age band, a place and the period
 * agree or overlap; they become a candidate when the names are alike too. Names are compared inside
 * the vault, with one logged permit for a batch. The points count what agrees: the same reports
 * give the same points on every day; they are no probability and decide nothing.
 */
@Component
class NearSearch {
  /** Names less alike than this are no reason to ask anybody. */
  static final double ALIKE = 0.70;

  /** Numbers between the first and the last report of one search; bounds its memory. */
  private static final long MOST_TOGETHER = 20_000;

  private static final double SIMILAR = 0.85;
  private static final double SAME = 0.97;

  /** Everybody reports to the Dutch register, so a report without a place is about here. */
  private static final String HERE = "NL";

  private final CandidateStore store;
  private final RegisterStore register;
  private final Vault vault;
  private final IdentityDesk desk;
  private final Gate gate;
  private final RegisterSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  NearSearch(
      CandidateStore store,
      RegisterStore register,
      Vault vault,
      IdentityDesk desk,
      Gate gate,
      RegisterSettings settings,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.store = store;
    this.register = register;
    this.vault = vault;
    this.desk = desk;
    this.gate = gate;
    this.settings = settings;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** The least that must be known of a report before it is compared with others. */
  static boolean comparable(Source source) {
    return source.named()
        && source.person().isPresent()
        && source.born().isPresent()
        && !source.sex().equals(Source.UNKNOWN)
        && !source.nationalities().isEmpty();
  }

  /** What reports must agree in before they are compared: those of one block meet. */
  record Block(String nationality, String sex, String place, BirthYears born) {}

  /** A report in one of its blocks. */
  record Key(Source source, Block block) {}

  /** What one batch of facts gave. */
  record Found(int reports, List<NearPairs.Pair> pairs, long cut) {}

  /** Reports that wait for their search. */
  private static final class Waiting {
    private final long first;
    private final long last;
    private boolean searched;

    Waiting(long first, long last) {
      this.first = first;
      this.last = last;
    }
  }

  @Async
  @TransactionalEventListener
  void on(ReportsLinked linked) {
    search(linked.firstNumber(), linked.lastNumber());
  }

  /**
   * Compares the reports of this range with the register; doing it again finds nothing new.
   *
   * <p>Ranges that came while another search ran are searched together: what many arrivals meet is
   * then read once.
   */
  void search(long first, long last) {
    Waiting mine = new Waiting(first, last);
    waiting.add(mine);
    gate.asSystem(
        () -> {
          oneAtATime.lock();
          try {
            if (!mine.searched) {
              searchTogether(mine);
            }
          } finally {
            waiting.remove(mine);
            oneAtATime.unlock();
          }
          return true;
        });
  }

  private void searchTogether(Waiting mine) {
    long first = mine.first;
    long last = mine.last;
    List<Waiting> together = new ArrayList<>(List.of(mine));
    for (Waiting other : waiting) {
      long from = Math.min(first, other.first);
      long to = Math.max(last, other.last);
      if (other != mine && !other.searched && to - from < MOST_TOGETHER) {
        first = from;
        last = to;
        together.add(other);
      }
    }
    compare(first, last);
    together.forEach(each -> each.searched = true);
  }

  private void compare(long first, long last) {
    Found found = Objects.requireNonNull(transaction.execute(status -> facts(first, last)));
    List<Candidate> candidates = names(found.pairs());
    transaction.executeWithoutResult(
        status -> {
          int added = candidates.isEmpty() ? 0 : store.insert(candidates);
          store.insertComparison(
              Generators.timeBasedEpochGenerator().generate(),
              first,
              last,
              clock.instant(),
              found,
              added);
        });
  }

  /**
   * The reports become findable before the search, so of two batches the later finds the earlier.
   */
  private Found facts(long first, long last) {
    List<Source> arrivals =
        register.numbered(first, last).stream().filter(NearSearch::comparable).toList();
    if (arrivals.isEmpty()) {
      return new Found(0, List.of(), 0);
    }
    store.lockBlocks();
    List<Key> keys = arrivals.stream().flatMap(NearSearch::keys).toList();
    store.insertBlocks(keys);
    Map<Block, Long> arrivalsByBlock =
        keys.stream().collect(Collectors.groupingBy(Key::block, Collectors.counting()));
    return new Found(
        arrivals.size(),
        pairs(arrivals, arrivalsByBlock.keySet()),
        store.cut(arrivalsByBlock, settings.blockCap()));
  }

  private List<NearPairs.Pair> pairs(List<Source> arrivals, Set<Block> blocks) {
    Map<Block, List<UUID>> met = store.met(blocks, settings.blockCap() + 1);
    Map<UUID, NearFacts> facts = store.facts(ids(arrivals, met.values()));
    NearPairs near = new NearPairs(met, facts, settings.blockCap(), settings.namesPerReport());
    return arrivals.stream()
        .flatMap(
            arrival ->
                Optional.ofNullable(facts.get(arrival.report().value())).stream()
                    .flatMap(
                        mine ->
                            near
                                .of(arrival, mine, keys(arrival).map(Key::block).toList())
                                .stream()))
        .toList();
  }

  private static Set<UUID> ids(List<Source> arrivals, Collection<List<UUID>> met) {
    Set<UUID> ids = new HashSet<>();
    arrivals.forEach(arrival -> ids.add(arrival.report().value()));
    met.forEach(ids::addAll);
    return ids;
  }

  private static Stream<Key> keys(Source source) {
    Set<String> places = new TreeSet<>(source.municipalities());
    places.addAll(source.countries());
    if (places.isEmpty() || !source.municipalities().isEmpty()) {
      places.add(HERE);
    }
    BirthYears born = source.born().orElseThrow();
    return source.nationalities().stream()
        .flatMap(
            nationality ->
                places.stream()
                    .map(
                        place ->
                            new Key(source, new Block(nationality, source.sex(), place, born))));
  }

  private List<Candidate> names(List<NearPairs.Pair> pairs) {
    if (pairs.isEmpty()) {
      return List.of();
    }
    List<PersonPair> asked =
        pairs.stream()
            .map(pair -> new PersonPair(pair.mine().person(), pair.other().person()))
            .toList();
    List<NameSimilarity> answers =
        vault.nameSimilarities(asked, desk.permitComparison(asked.size()));
    Instant now = clock.instant();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      OptionalDouble alike = answers.get(i).similarity();
      if (alike.isPresent() && alike.getAsDouble() >= ALIKE) {
        candidates.add(candidate(pairs.get(i), alike.getAsDouble(), now));
      }
    }
    return candidates;
  }

  private static Candidate candidate(NearPairs.Pair pair, double alike, Instant now) {
    List<String> agrees = pair.mine().agrees(pair.other());
    agrees.add(alike >= SAME ? "name-same" : alike >= SIMILAR ? "name-similar" : "name-alike");
    int points = pair.points() + (alike >= SAME ? 4 : alike >= SIMILAR ? 3 : 2);
    return Candidate.of(
        pair.arrival().report(),
        new ReportId(pair.other().report()),
        Candidate.Reason.NEAR,
        points,
        agrees,
        pair.mine().differs(pair.other()),
        pair.arrival().list(),
        now);
  }
}
