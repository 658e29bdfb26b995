// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.schakel.platform.access.Account;
import nl.schakel.platform.access.Accounts;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.report.ReportsReceived;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * In a demonstration, uploads tables that others really published, each with its source, so that
 * the pages have something to show.
 */
@Component
@ConditionalOnBooleanProperty("schakel.demo")
class DemoAggregates {
  private static final Logger log = LoggerFactory.getLogger(DemoAggregates.class);
  private static final String ANALYST = "analist@demo";
  private static final String SECOND = "tweede@demo";

  private final Aggregates aggregates;
  private final Accounts accounts;
  private final Gate gate;
  private final AtomicBoolean begun = new AtomicBoolean();

  DemoAggregates(Aggregates aggregates, Accounts accounts, Gate gate) {
    this.aggregates = aggregates;
    this.accounts = accounts;
    this.gate = gate;
  }

  /** The demonstration has begun once its first reports are in. */
  @TransactionalEventListener
  void received(ReportsReceived received) {
    if (begun.compareAndSet(false, true)) {
      Thread.ofVirtual().name("demo-aggregates").start(this::upload);
    }
  }

  private void upload() {
    try {
      Actor analyst = account(ANALYST).actor();
      Actor second = account(SECOND).actor();
      gate.asSystemFor(analyst.organisation(), () -> upload(analyst, second));
    } catch (RuntimeException noTables) {
      log.warn("The demonstration has no tables of others", noTables);
    }
  }

  private Account account(String name) {
    return accounts.all().stream()
        .filter(account -> account.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No account " + name));
  }

  private boolean upload(Actor analyst, Actor second) {
    if (!aggregates.all().isEmpty()) {
      return false;
    }
    for (Shipped one : shipped()) {
      UploadOutcome outcome = aggregates.upload(analyst, one.request(), bytes(one.file()));
      if (!(outcome instanceof UploadOutcome.Kept(AggregateId id))) {
        throw new IllegalStateException("%s: %s".formatted(one.file(), outcome));
      }
      AggregateDecision decision =
          aggregates.decide(second, id, AggregateState.APPROVED, "Nagelezen bij de genoemde bron.");
      if (!(decision instanceof AggregateDecision.Done)) {
        throw new IllegalStateException("%s: %s".formatted(one.file(), decision));
      }
    }
    return true;
  }

  /** A table that comes with the application. */
  record Shipped(String file, AggregateRequest request) {}

  static List<Shipped> shipped() {
    return List.of(
        new Shipped(
            "veroordeelden-2012-2016.csv",
            published(
                "offenders",
                "Veroordeelden voor mensenhandel, 2012-2016",
                "Raad voor de rechtspraak",
                LocalDate.of(2017, 8, 20),
                "NRC, Vervolging mensenhandel hapert (nrc.nl), 20 augustus 2017, met cijfers van de Raad voor de rechtspraak")),
        new Shipped(
            "dadermonitor-2015-2019.csv",
            published(
                "offenders",
                "Dadermonitor mensenhandel 2015-2019",
                "Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen",
                LocalDate.of(2021, 1, 21),
                "de Volkskrant, Nederland doet steeds minder tegen mensenhandel (volkskrant.nl), en NRC (nrc.nl), januari 2021, over de Dadermonitor mensenhandel 2015-2019")),
        new Shipped(
            "chat-met-fier-2021.csv",
            published(
                "help",
                "Chat met Fier 2021",
                "Centrum tegen Kinderhandel en Mensenhandel (CKM)",
                LocalDate.of(2022, 10, 17),
                "CKM, Onzichtbare slachtoffers van mensenhandel in 2021, 17 oktober 2022; aangehaald in de brief van de minister aan de Tweede Kamer van 8 november 2022")));
  }

  private static AggregateRequest published(
      String kind, String title, String maker, LocalDate madeOn, String citation) {
    return new AggregateRequest(
        Optional.empty(),
        "",
        kind,
        title,
        maker,
        Optional.of(madeOn),
        AggregateRequest.PUBLISHED,
        citation,
        kind.equals("help") ? "sure" : "likely");
  }

  static byte[] bytes(String file) {
    try (InputStream in =
        Objects.requireNonNull(DemoAggregates.class.getResourceAsStream("/demo/" + file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
