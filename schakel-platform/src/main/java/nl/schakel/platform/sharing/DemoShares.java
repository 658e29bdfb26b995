// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.organisation.Organisations;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Invented agreements and shares, so that in a demonstration the pages are not empty. */
@Component
@Order(300)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("schakel.demo")
class DemoShares implements ApplicationRunner {
  private static final OrganisationId CENTRE = Organisations.idOf("CoMensha");
  private static final OrganisationId COORDINATOR = Organisations.idOf("Zorgcoördinatie Rotterdam");
  private static final OrganisationId POLICE = Organisations.idOf("Politie Rotterdam");
  private static final OrganisationId SHELTER = Organisations.idOf("HVO-Querido");

  private final CovenantStore covenantStore;
  private final Covenants covenants;
  private final ShareStore store;
  private final Shares shares;
  private final ReceivedShares received;
  private final Consents consents;
  private final Gate gate;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DemoShares(
      CovenantStore covenantStore,
      Covenants covenants,
      ShareStore store,
      Shares shares,
      ReceivedShares received,
      Consents consents,
      Gate gate,
      TransactionTemplate transaction,
      Clock clock) {
    this.covenantStore = covenantStore;
    this.covenants = covenants;
    this.store = store;
    this.shares = shares;
    this.received = received;
    this.consents = consents;
    this.gate = gate;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    boolean empty =
        gate.asSystem(() -> Boolean.TRUE.equals(transaction.execute(s -> store.isEmpty())));
    if (empty) {
      gate.asSystem(() -> transaction.execute(status -> agreements()));
      gate.asSystemFor(COORDINATOR, this::forShelter);
      gate.asSystemFor(POLICE, this::forCare);
    }
  }

  private Integer agreements() {
    LocalDate today = store.today();
    inForce(
        draft(
            "Voorbeeldconvenant douane en marechaussee (verzonnen)",
            CovenantKind.COVENANT,
            List.of("customs", "border-police"),
            List.of(),
            List.of(),
            List.of("signalling", "prevention"),
            today.minusYears(2),
            Optional.empty(),
            today.plusDays(20)));
    inForce(
        draft(
            "Voorbeeldproject nagelstudio's (verzonnen)",
            CovenantKind.TEMPORARY,
            List.of("labour-inspectorate"),
            List.of("municipality"),
            List.of(POLICE, Organisations.idOf("Gemeente Rotterdam")),
            List.of("partnership"),
            today.minusMonths(3),
            Optional.of(today.plusMonths(9)),
            today.plusMonths(6)));
    return 2;
  }

  private static CovenantDraft draft(
      String name,
      CovenantKind kind,
      List<String> nationwide,
      List<String> inPlaces,
      List<OrganisationId> named,
      List<String> purposes,
      LocalDate from,
      Optional<LocalDate> to,
      LocalDate review) {
    return new CovenantDraft(
        name,
        kind,
        nationwide,
        inPlaces,
        named,
        List.of(),
        purposes,
        List.of("exploitation", "location", "modus"),
        new CovenantDraft.PartnershipDecision(
            "Mensenhandel voorkomen.",
            "De genoemde partijen.",
            "Signalen bijeenbrengen.",
            "Plaatsen, werkwijze en vorm van uitbuiting.",
            "Alleen wat nodig is; elk verzoek wordt vastgelegd.",
            "De genoemde partijen."),
        "",
        "Verzonnen voor de demonstratie",
        Certainty.SURE,
        Optional.of(from),
        to,
        Optional.of(review));
  }

  /** A demonstration has nobody to confirm it; this is the one place that goes past the second. */
  private void inForce(CovenantDraft draft) {
    Actor system = gate.actor().orElseThrow();
    covenants
        .add(draft, system, "added")
        .ifPresent(
            id -> {
              covenantStore.move(id, 1, CovenantState.PROPOSED, CovenantState.IN_FORCE);
              covenantStore.step(id, "in-force", "", system.account(), clock.instant());
            });
  }

  /** The coordinator asked a person, and the centre has yet to answer. */
  private boolean forShelter() {
    return newestReport()
        .map(
            report -> {
              consents.record("report", report, yes());
              return send(report, CENTRE, "shelter").isPresent();
            })
        .orElse(false);
  }

  private Consent.Asked yes() {
    return new Consent.Asked(
        "shelter",
        "coordination-centre",
        Optional.of(CENTRE),
        List.of("identity", "needs", "residence", "exploitation"),
        Consent.Answer.GIVEN,
        "person",
        "spoken",
        false,
        true,
        "no",
        store.today());
  }

  /** The police gave a shelter what it needs for care, and the shelter accepted. */
  private boolean forCare() {
    return newestReport()
        .flatMap(report -> send(report, SHELTER, "care"))
        .map(sent -> gate.asSystemFor(SHELTER, () -> received.accept(sent, 1)))
        .isPresent();
  }

  private Optional<UUID> newestReport() {
    return shares.newestCases().getOrDefault("report", List.of()).stream()
        .map(ShareableCases.Choice::id)
        .findFirst();
  }

  private Optional<ShareId> send(UUID report, OrganisationId to, String purpose) {
    Shares.Kept begun =
        shares.begin(
            new Shares.NewShare(
                "report", report, Optional.of(to), purpose, "normal", true, Optional.empty()));
    if (!(begun instanceof Shares.Kept.Done(ShareId id))) {
      return Optional.empty();
    }
    Shares.Preview preview = shares.preview(id);
    shares.choose(id, preview.share().chosen(), preview.openGates());
    return shares.send(id, shares.preview(id).fingerprint(), "") instanceof Shares.Kept.Done
        ? Optional.of(id)
        : Optional.empty();
  }
}
