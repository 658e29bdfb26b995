// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps who people are, sealed under a key per person.
 *
 * <p>Guarantee: nothing here gives back a name or number; that takes {@link IdentityDesk}. Erasing
 * is the loss of the person's key and survives the restore of an older database.
 */
@Service
public class Vault {
  private final VaultStore store;
  private final PersonSealer sealer;
  private final KeyHolderDesk keyHolder;
  private final NumberQueue numbers;
  private final ErasureLedger ledger;
  private final VaultRewrite rewrite;
  private final AuditLog auditLog;
  private final Gate gate;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final NoArgGenerator fresh = Generators.timeBasedEpochGenerator();

  Vault(
      VaultStore store,
      PersonSealer sealer,
      KeyHolderDesk keyHolder,
      NumberQueue numbers,
      ErasureLedger ledger,
      VaultRewrite rewrite,
      AuditLog auditLog,
      Gate gate,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.sealer = sealer;
    this.keyHolder = keyHolder;
    this.numbers = numbers;
    this.ledger = ledger;
    this.rewrite = rewrite;
    this.auditLog = auditLog;
    this.gate = gate;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Seals a person without keeping it yet: this needs no database, so it can be done beside it. Of
   * a person of whom nothing but keys is known, only the keys are kept.
   */
  public PersonToKeep close(NewPerson person) {
    PersonId id = new PersonId(fresh.generate());
    Identity identity = person.identity();
    List<LinkingKey> keys = new ArrayList<>(0);
    sealer.linkingKey(id, KeyKind.V_NUMBER, identity.vNumber()).ifPresent(keys::add);
    sealer.linkingKey(id, KeyKind.BSN, identity.bsn()).ifPresent(keys::add);
    sealer.linkingKey(id, KeyKind.PERSON_KEY, person.personKey()).ifPresent(keys::add);
    for (PersonKey pseudonym : person.pseudonyms()) {
      sealer.linkingKey(id, pseudonym.kind(), Optional.of(pseudonym.text())).ifPresent(keys::add);
    }
    return new PersonToKeep(
        id,
        identity.equals(Identity.NOTHING_KNOWN)
            ? Optional.empty()
            : Optional.of(sealer.seal(id, identity)),
        keys);
  }

  /** Keeps sealed persons in the running transaction; each may be given once. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void keep(List<PersonToKeep> persons) {
    List<SealedPerson> sealed = new ArrayList<>(persons.size());
    List<LinkingKey> keys = new ArrayList<>();
    for (PersonToKeep person : persons) {
      person.sealed().ifPresent(sealed::add);
      keys.addAll(person.keys());
    }
    store.insertPersons(sealed, clock.instant());
    store.insertKeys(keys);
    numbers.add(keyHolder.asked(keys));
  }

  /** Seals and keeps persons and returns their identifiers in the same order. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<PersonId> seal(List<NewPerson> persons) {
    List<PersonToKeep> sealed = persons.stream().map(this::close).toList();
    keep(sealed);
    return sealed.stream().map(PersonToKeep::id).toList();
  }

  /** Persons that share an exact key with one of these, both directions when both are given. */
  @Transactional(readOnly = true)
  public List<KeyMatch> sharingExactKey(Collection<PersonId> persons) {
    return store.sharingExactKey(persons);
  }

  /** Those of these persons of whom anything is still in the vault; an erased person is not. */
  @Transactional(readOnly = true)
  public Set<PersonId> present(Collection<PersonId> persons) {
    return persons.isEmpty() ? Set.of() : Set.copyOf(store.present(persons));
  }

  /** Persons with this exact key, for a search that its caller logs; gives back no identity. */
  @Transactional(readOnly = true)
  public List<PersonId> holding(KeyKind kind, String text) {
    gate.require(IdentityRights.REVEAL);
    return sealer
        .linkingKey(new PersonId(new UUID(0, 0)), kind, Optional.of(text))
        .map(key -> store.holding(kind, key.key()))
        .orElse(List.of());
  }

  /**
   * Erases a person: key, sealed identity and linking keys go, a line in both ledgers stays. Facts
   * in other rooms stay without a way back to the person. Erasing somebody twice changes nothing.
   *
   * <p>That somebody is not there spoils nothing of what the caller did before in its transaction.
   */
  @Transactional(noRollbackFor = PersonNotFound.class)
  public void erase(PersonId person, ErasureGround ground) {
    Actor actor = gate.require(IdentityRights.ERASE);
    if (store.present(List.of(person)).isEmpty()) {
      throw new PersonNotFound(person);
    }
    Erasure erasure = new Erasure(person, clock.instant(), ground.code(), actor.account());
    ledger.writeBeforeCommit(erasure);
    forget(erasure, false);
  }

  /**
   * Erases again what the ledger says was erased, after an older database was restored.
   *
   * @param known whether the database lists all of these erasures itself
   * @return how many persons had come back
   */
  @Transactional
  int replay(Collection<Erasure> erasures, boolean known) {
    Map<PersonId, Erasure> byPerson = new HashMap<>();
    erasures.forEach(erasure -> byPerson.put(erasure.person(), erasure));
    if (!known) {
      erasures.forEach(store::insertErasure);
    }
    Set<PersonId> back = Set.copyOf(store.present(byPerson.keySet()));
    for (Map.Entry<PersonId, Erasure> entry : byPerson.entrySet()) {
      if (back.contains(entry.getKey())) {
        forget(entry.getValue(), true);
      }
    }
    return back.size();
  }

  private void forget(Erasure erasure, boolean replayed) {
    int rows = store.delete(erasure.person());
    store.insertErasure(erasure);
    auditLog.write(new IdentityErased(erasure.person(), erasure.ground(), rows, replayed));
    rewrite.plan();
    events.publishEvent(new PersonErased(erasure.person()));
  }
}
