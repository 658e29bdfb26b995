// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.List;
import java.util.regex.Pattern;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.sharing.Disclosure;
import nl.schakel.platform.sharing.DisclosureRefused;
import nl.schakel.platform.sharing.DisclosureRequest;
import nl.schakel.platform.sharing.Disclosures;
import nl.schakel.platform.sharing.SharingCodes;
import nl.schakel.platform.sharing.SharingParties;
import nl.schakel.platform.sharing.SharingQuestion;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way out of the vault.
 *
 * <p>Guarantee: the line in the audit log is committed before the permit exists, so nobody sees an
 * identity without a line, also when the reading fails later. It does not keep someone who saw an
 * identity from telling it.
 */
@Service
public class IdentityDesk {
  /** A code and no sentence, so that no personal data can slip into the log. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Gate gate;
  private final AuditLog auditLog;
  private final VaultStore store;
  private final PersonSealer sealer;
  private final Disclosures disclosures;
  private final SharingParties parties;
  private final SharingCodes codes;

  IdentityDesk(
      Gate gate,
      AuditLog auditLog,
      VaultStore store,
      PersonSealer sealer,
      Disclosures disclosures,
      SharingParties parties,
      SharingCodes codes) {
    this.disclosures = disclosures;
    this.parties = parties;
    this.codes = codes;
    this.gate = gate;
    this.auditLog = auditLog;
    this.store = store;
    this.sealer = sealer;
  }

  /** Asks to see one person once; the ground is a code of the list of grounds. */
  public RevealPermit ask(PersonId person, String ground, RevealReason reason) {
    Actor actor = gate.require(IdentityRights.REVEAL);
    requireRules(actor, person, reason);
    if (!CODE.matcher(ground).matches()) {
      throw new IllegalArgumentException("The ground is a code of the list of grounds");
    }
    return new RevealPermit(
        person, auditLog.writeApart(actor, new IdentityRevealed(person, ground, reason)));
  }

  /**
   * The vault is the centre's. Whoever works elsewhere gets an identity out of it only where the
   * sharing rules let the centre give it, and never by a reason that the rules have no purpose for.
   */
  private void requireRules(Actor actor, PersonId person, RevealReason reason) {
    if (parties.keepsTheRegister(actor)) {
      return;
    }
    Disclosure disclosure =
        disclosures.decideApart(
            new DisclosureRequest(
                new SharingQuestion(
                    SharingParties.CENTRE,
                    parties.of(actor.organisation()),
                    purpose(reason),
                    List.of("identity", "contact"),
                    "age-unsure",
                    "not-asked",
                    codes.usualRegime(SharingParties.CENTRE),
                    "normal"),
                actor.organisation(),
                "person/" + person,
                "page"));
    if (!disclosure.complete()) {
      throw new DisclosureRefused(disclosure);
    }
  }

  private static String purpose(RevealReason reason) {
    return switch (reason) {
      case COMPARE_CANDIDATES, CORRECT_REPORT -> "registration";
      case DATA_SUBJECT_REQUEST -> "inform-person";
      case LEGAL_OBLIGATION -> "prosecution";
    };
  }

  /** Shows one person; {@link PersonNotFound} when nothing is sealed or it was erased. */
  @Transactional(readOnly = true)
  public Identity reveal(PersonId person, RevealPermit permit) {
    permit.use(person);
    return store.persons(List.of(person)).stream()
        .findFirst()
        .map(sealer::open)
        .orElseThrow(() -> new PersonNotFound(person));
  }

  /** Lets the system open so many persons inside the vault, once, to see whose names are alike. */
  public MachinePermit permitFinding(int persons) {
    return permit(VaultCompared.Work.FIND, persons);
  }

  /** Lets the system weigh this many pairs inside the vault, once. */
  public MachinePermit permitComparison(int pairs) {
    return permit(VaultCompared.Work.COMPARE, pairs);
  }

  /** Lets the system learn from so many persons inside the vault, once. */
  public MachinePermit permitTraining(int persons) {
    return permit(VaultCompared.Work.TRAIN, persons);
  }

  /** Lets the system ask the key holder about the numbers of so many persons, once. */
  public MachinePermit permitPseudonyms(int persons) {
    return permit(VaultCompared.Work.PSEUDONYM, persons);
  }

  private MachinePermit permit(VaultCompared.Work work, int count) {
    Actor actor = gate.require(IdentityRights.COMPARE);
    return new MachinePermit(
        work, count, auditLog.writeApart(actor, new VaultCompared(work, count)));
  }
}
