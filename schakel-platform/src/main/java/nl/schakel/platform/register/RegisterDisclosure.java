// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.List;
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
 * The door to the register: a role opens it for people of the centre that keeps it; for anybody
 * else the sharing rules have to let the centre show what the register holds.
 */
@Component
class RegisterDisclosure {
  /** What pages and answers about a victim show; who it is goes by the identity desk. */
  private static final List<String> SHOWN =
      List.of("identity", "exploitation", "needs", "residence");

  private final Disclosures disclosures;
  private final SharingParties parties;
  private final SharingCodes codes;
  private final Gate gate;

  RegisterDisclosure(
      Disclosures disclosures, SharingParties parties, SharingCodes codes, Gate gate) {
    this.disclosures = disclosures;
    this.parties = parties;
    this.codes = codes;
    this.gate = gate;
  }

  /**
   * Returns who looks, or refuses.
   *
   * @param subject kind and identifier of what is looked at
   * @throws DisclosureRefused when the rules do not let it go to the organisation of who looks
   */
  Actor require(String right, String subject) {
    Actor actor = gate.require(right);
    if (!parties.keepsTheRegister(actor)) {
      Disclosure disclosure =
          disclosures.decideApart(
              new DisclosureRequest(
                  question(parties.of(actor.organisation())),
                  actor.organisation(),
                  subject,
                  actor.kind() == Actor.Kind.MACHINE ? "api" : "page"));
      if (!disclosure.complete()) {
        throw new DisclosureRefused(disclosure);
      }
    }
    return actor;
  }

  private SharingQuestion question(String receiver) {
    return new SharingQuestion(
        SharingParties.CENTRE,
        receiver,
        "registration",
        SHOWN,
        "age-unsure",
        "not-asked",
        codes.usualRegime(SharingParties.CENTRE),
        "normal");
  }

  /** Whether who is at work may see counts about every organisation. */
  boolean reachesEveryOrganisation() {
    return gate.may(RegisterRights.READ)
        && gate.actor().filter(parties::keepsTheRegister).isPresent();
  }
}
