// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.sharing.Disclosure;
import nl.schakel.platform.sharing.DisclosureRefused;
import nl.schakel.platform.sharing.DisclosureRequest;
import nl.schakel.platform.sharing.Disclosures;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingParties;
import nl.schakel.platform.sharing.SharingQuestion;
import org.springframework.stereotype.Component;

/**
 * The door to figures: the centre that counts sees its own; to anybody else they go as class {@code
 * aggregate}, and only protected figures prove that nobody can be recognised in them.
 */
@Component
public class FigureDisclosure {
  private static final Set<String> PROTECTED = Set.of("no-person-recognisable");

  private final Disclosures disclosures;
  private final SharingParties parties;
  private final SharingCodes codes;
  private final Gate gate;

  FigureDisclosure(Disclosures disclosures, SharingParties parties, SharingCodes codes, Gate gate) {
    this.disclosures = disclosures;
    this.parties = parties;
    this.codes = codes;
    this.gate = gate;
  }

  /** For figures in which small numbers are protected. */
  public Actor requireProtected(String right, String subject) {
    return require(right, subject, PROTECTED);
  }

  /** For exact numbers, small ones included. */
  public Actor requireExact(String right, String subject) {
    return require(right, subject, Set.of());
  }

  /**
   * Whether readers expect the figures of the register from this actor's organisation: it keeps the
   * register, or reports on it to parliament.
   */
  public boolean speaksForTheRegister(Actor actor) {
    return parties.keepsTheRegister(actor)
        || parties.of(actor.organisation()).equals(SharingParties.RAPPORTEUR);
  }

  /**
   * Whether exact figures of the register are this actor's work: an analyst or registrar of an
   * organisation that speaks for it.
   */
  public boolean mayReadExact() {
    return gate.may(MonitorRights.OVERLAP)
        && gate.actor().filter(this::speaksForTheRegister).isPresent();
  }

  private Actor require(String right, String subject, Set<String> met) {
    Actor actor = gate.require(right);
    if (parties.keepsTheRegister(actor)) {
      return actor;
    }
    Disclosure disclosure =
        disclosures.decideApart(
            new DisclosureRequest(
                new SharingQuestion(
                    SharingParties.CENTRE,
                    parties.of(actor.organisation()),
                    "statistics",
                    List.of("aggregate"),
                    "age-unsure",
                    "not-asked",
                    codes.usualRegime(SharingParties.CENTRE),
                    "normal"),
                met,
                Set.of(),
                Optional.of(actor.organisation()),
                subject,
                actor.kind() == Actor.Kind.MACHINE ? "api" : "page"));
    if (!disclosure.complete()) {
      throw new DisclosureRefused(disclosure);
    }
    return actor;
  }
}
