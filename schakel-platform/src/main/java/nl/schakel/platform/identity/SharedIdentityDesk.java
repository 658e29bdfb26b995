// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.sharing.IdentityGrant;
import nl.schakel.platform.sharing.SharedIdentities;
import nl.schakel.platform.sharing.SharedPersonErased;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows the recipient of a share who it is about: the fields that were shared and no others.
 *
 * <p>Guarantee: only with a grant that the sharing room made after asking the rules, once for each
 * grant, and with a line in the log that is committed before the vault opens.
 */
@Service
public class SharedIdentityDesk implements SharedIdentities {
  private final IdentityDesk desk;
  private final Gate gate;
  private final AuditLog auditLog;
  private final ApplicationEventPublisher events;

  SharedIdentityDesk(
      IdentityDesk desk, Gate gate, AuditLog auditLog, ApplicationEventPublisher events) {
    this.desk = desk;
    this.gate = gate;
    this.auditLog = auditLog;
    this.events = events;
  }

  @Override
  public Map<String, List<String>> reveal(IdentityGrant grant) {
    Actor actor = gate.require(IdentityRights.SEE_SHARED);
    if (!grant.use()) {
      throw new PermitRefused("The grant of share %s was used before".formatted(grant.share()));
    }
    PersonId person = new PersonId(grant.person());
    RevealPermit permit =
        new RevealPermit(person, auditLog.writeApart(actor, new SharedIdentityRevealed(grant)));
    try {
      Map<String, List<String>> all = fields(desk.reveal(person, permit));
      all.keySet().retainAll(grant.fields());
      return all;
    } catch (PersonNotFound erased) {
      return Map.of();
    }
  }

  /** By name of the field of the report form; what is not known is not there. */
  private static Map<String, List<String>> fields(Identity identity) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    put(fields, "givenNames", identity.givenNames());
    put(fields, "familyName", identity.familyName());
    if (!identity.aliases().isEmpty()) {
      fields.put("aliases", new ArrayList<>(identity.aliases()));
    }
    put(fields, "birthDate", identity.birthDate().map(Object::toString));
    put(fields, "birthPlace", identity.birthPlace());
    put(fields, "vNumber", identity.vNumber());
    put(fields, "bsn", identity.bsn());
    return fields;
  }

  private static void put(Map<String, List<String>> fields, String name, Optional<String> value) {
    value.ifPresent(text -> fields.put(name, List.of(text)));
  }

  /** In the transaction that erases, so that no share is left with a way to the person. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(PersonErased erased) {
    events.publishEvent(new SharedPersonErased(erased.person().value()));
  }
}
