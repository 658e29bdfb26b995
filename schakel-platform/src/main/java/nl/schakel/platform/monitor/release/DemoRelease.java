// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.register.RegisterFacts;
import nl.schakel.platform.report.ReportsReceived;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * In a demonstration, publishes a release of invented people and leaves a draft for a second
 * person, so that the desk and the public pages have something to show.
 */
@Component
@ConditionalOnBooleanProperty("schakel.demo")
class DemoRelease {
  private static final Logger log = LoggerFactory.getLogger(DemoRelease.class);
  private static final String ANALYST = "analist@demo";
  private static final String SECOND = "tweede@demo";
  private static final int YEARS = 10;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final FrozenSets sets;
  private final ReleaseDrafts drafts;
  private final Releases releases;
  private final RegisterFacts facts;
  private final Accounts accounts;
  private final Gate gate;
  private final Clock clock;

  /** Number of the last report that came in since the start; 0 while there is none. */
  private final AtomicLong highest = new AtomicLong();

  DemoRelease(
      FrozenSets sets,
      ReleaseDrafts drafts,
      Releases releases,
      RegisterFacts facts,
      Accounts accounts,
      Gate gate,
      Clock clock) {
    this.sets = sets;
    this.drafts = drafts;
    this.releases = releases;
    this.facts = facts;
    this.accounts = accounts;
    this.gate = gate;
    this.clock = clock;
  }

  /** What was made for the demonstration comes in as several batches at once. */
  @TransactionalEventListener
  void received(ReportsReceived received) {
    if (highest.getAndAccumulate(received.lastNumber(), Math::max) == 0) {
      Thread.ofVirtual().name("demo-release").start(this::publishOnceAllIsPlaced);
    }
  }

  private void publishOnceAllIsPlaced() {
    try {
      Instant last = clock.instant().plus(LONGEST_WAIT);
      while (gate.asSystem(facts::placed) < highest.get() && clock.instant().isBefore(last)) {
        Thread.sleep(LOOK_AGAIN);
      }
      publish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void publish() {
    try {
      Actor analyst = account(ANALYST).actor();
      Actor second = account(SECOND).actor();
      boolean published =
          gate.asSystemFor(
              analyst.organisation(), () -> sets.all().isEmpty() && publish(analyst, second));
      if (published) {
        log.info("Published a release for the demonstration");
      }
    } catch (RuntimeException noRelease) {
      log.warn("The demonstration has no release", noRelease);
    }
  }

  private Account account(String name) {
    return accounts.all().stream()
        .filter(account -> account.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No account " + name));
  }

  private boolean publish(Actor analyst, Actor second) {
    int last = LocalDate.now(clock).getYear() - 1;
    FrozenSet set =
        sets.freeze(analyst, FreezeRequest.first("register-" + last, last - YEARS + 1, last));
    for (String monitor : List.of("slachtoffermonitor", "regiobeeld", "kruistabellen")) {
      ReleaseId release =
          drafts.make(analyst, new DraftRequest(set.id(), monitor, clock.instant(), ""));
      releases.decide(second, release, ReleaseState.APPROVED, "Nagelezen; verzonnen cijfers.");
    }
    drafts.make(second, new DraftRequest(set.id(), "eu-19a", clock.instant(), ""));
    return true;
  }
}
