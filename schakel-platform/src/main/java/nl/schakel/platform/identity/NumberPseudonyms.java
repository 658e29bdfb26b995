// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nl.schakel.keyholder.KeyHolderFailed;
import nl.schakel.platform.access.Gate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the key holder for the pseudonyms of numbers that came in clear, so that a report with the
 * number meets one with the pseudonym.
 *
 * <p>Guarantee: a number leaves the vault blinded and no other way, and each opening of persons for
 * it takes a {@link MachinePermit}, which is written to the log before it exists. Of a pseudonym
 * only the keyed digest is kept, as of one that was sent. No report waits for the key holder: who
 * is still to be asked about stands in the database until the answer is kept.
 */
@Service
public class NumberPseudonyms {
  private static final Logger log = LoggerFactory.getLogger(NumberPseudonyms.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final Duration LONGEST_WAIT_ASKED_FOR = Duration.ofDays(1);

  /** With nothing to ask, the key holder is only looked at for a new epoch. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(15);

  /** So many calls of one run; the next run goes on. */
  private static final int MOST_CALLS = 50;

  /** How it stands: whether a key holder is asked at all, how many numbers wait, since when not. */
  public record State(boolean inUse, long waiting, Optional<Instant> failingSince) {}

  private record Failing(Instant since, Instant notBefore) {}

  private final KeyHolderDesk keyHolder;
  private final KeyHolderSettings settings;
  private final NumberQueue queue;
  private final VaultStore vault;
  private final ComparingStore comparing;
  private final PersonSealer sealer;
  private final IdentityDesk desk;
  private final Gate gate;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  private final AtomicReference<Optional<Failing>> failing =
      new AtomicReference<>(Optional.empty());
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean begun;
  private volatile Instant looked = Instant.EPOCH;

  NumberPseudonyms(
      KeyHolderDesk keyHolder,
      KeyHolderSettings settings,
      NumberQueue queue,
      VaultStore vault,
      ComparingStore comparing,
      PersonSealer sealer,
      IdentityDesk desk,
      Gate gate,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.keyHolder = keyHolder;
    this.settings = settings;
    this.queue = queue;
    this.vault = vault;
    this.comparing = comparing;
    this.sealer = sealer;
    this.desk = desk;
    this.gate = gate;
    this.events = events;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** How it stands here and now. */
  @Transactional(readOnly = true)
  public State state() {
    return new State(
        settings.inUse(),
        settings.inUse() ? queue.waiting() : 0,
        failing.get().map(Failing::since));
  }

  /** Asks for what waits, unless the key holder asked to be left alone for a while. */
  void askWhenTime() {
    if (!begun) {
      // Here and not at the start, which commands without these settings go through too.
      transaction.executeWithoutResult(status -> queue.keepOnly(keyHolder.numbers()));
      begun = true;
    }
    Instant now = clock.instant();
    boolean early = failing.get().filter(one -> now.isBefore(one.notBefore())).isPresent();
    if (!early && (looked.plus(BETWEEN_LOOKS).isBefore(now) || !queue.isEmpty())) {
      ask();
    }
  }

  /**
   * Asks now for what waits; returns false when there is no key holder, or no answer of it that may
   * be used.
   */
  public boolean ask() {
    if (!settings.inUse()) {
      return false;
    }
    try {
      askOpenEpochs();
      looked = clock.instant();
      failing.set(Optional.empty());
      failures.set(0);
      return true;
    } catch (KeyHolderFailed e) {
      failed(e);
      return false;
    }
  }

  private void failed(KeyHolderFailed e) {
    Duration wait =
        e.retryAfter()
            .map(asked -> shorter(asked, LONGEST_WAIT_ASKED_FOR))
            .orElseGet(
                () ->
                    shorter(
                        FIRST_WAIT.multipliedBy(1L << Math.min(failures.getAndIncrement(), 5)),
                        LONGEST_WAIT));
    Instant now = clock.instant();
    Instant since = failing.get().map(Failing::since).orElse(now);
    failing.set(Optional.of(new Failing(since, now.plus(wait))));
    log.warn("Numbers wait for the key holder, since {}: {}", since, e.getMessage());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void askOpenEpochs() {
    List<Integer> epochs = keyHolder.epochs();
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        status -> {
          // Whoever erases takes it too: nobody is put down after they are gone.
          comparing.lock();
          for (AskedNumber number : keyHolder.numbers()) {
            epochs.forEach(epoch -> queue.catchUp(number, epoch, now));
          }
          queue.spread(epochs);
        });
    int calls = 0;
    for (AskedNumber number : keyHolder.numbers()) {
      for (int epoch : epochs.reversed()) {
        while (calls < MOST_CALLS && askBatch(number, epoch)) {
          calls++;
        }
      }
    }
  }

  /** Returns whether there was something to ask. */
  private boolean askBatch(AskedNumber number, int epoch) {
    List<PersonId> persons = queue.next(number, epoch, settings.batch());
    if (persons.isEmpty()) {
      return false;
    }
    Map<String, List<PersonId>> byNumber = opened(number, persons);
    List<String> written = List.copyOf(byNumber.keySet());
    List<String> pseudonyms =
        written.isEmpty() ? List.of() : keyHolder.pseudonyms(number, written, epoch);
    List<LinkingKey> keys = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      for (PersonId person : byNumber.getOrDefault(written.get(i), List.of())) {
        sealer
            .linkingKey(person, number.pseudonym(), Optional.of(pseudonyms.get(i)))
            .ifPresent(keys::add);
      }
    }
    transaction.executeWithoutResult(status -> keep(number, epoch, persons, keys));
    return true;
  }

  /** Each number once, with the persons who have it. */
  private Map<String, List<PersonId>> opened(AskedNumber number, List<PersonId> persons) {
    MachinePermit permit = gate.asSystem(() -> desk.permitPseudonyms(persons.size()));
    permit.use(VaultCompared.Work.PSEUDONYM, persons.size());
    Map<String, List<PersonId>> byNumber = new LinkedHashMap<>();
    transaction.executeWithoutResult(
        status ->
            vault.eachPerson(
                persons,
                kept ->
                    written(number, kept)
                        .ifPresent(
                            written ->
                                byNumber
                                    .computeIfAbsent(written, same -> new ArrayList<>())
                                    .add(kept.person()))));
    return byNumber;
  }

  /** One broken seal must not keep all others waiting. */
  private Optional<String> written(AskedNumber number, SealedPerson kept) {
    try {
      return number.of(sealer.open(kept));
    } catch (SealBroken e) {
      log.error("The key holder is not asked about a number: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void keep(AskedNumber number, int epoch, List<PersonId> persons, List<LinkingKey> keys) {
    // Whoever erases takes it too: no key is written after its person is gone.
    comparing.lock();
    List<PersonId> got = vault.addKeys(keys);
    queue.done(number, epoch, persons);
    if (!got.isEmpty()) {
      events.publishEvent(new ExactKeysAdded(got));
    }
  }

  /** In the transaction that erases; a key may have come between its first step and this one. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(PersonErased erased) {
    comparing.lock();
    vault.deleteKeys(erased.person());
    queue.forget(erased.person());
  }
}
