// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nl.schakel.linkage.Model;
import nl.schakel.platform.access.AccessRefused;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.NotAllowed;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.sharing.SharingParties;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Versions of the model that weighs whether two reports are about one person.
 *
 * <p>Guarantee: a version is never changed, one is in force, and who asked for a version does not
 * put it in force. Only people of the centre that keeps the register read, ask and decide. The
 * first came with the program and was trained on invented persons.
 */
@Service
public class LinkModels implements SmartLifecycle {
  private static final String FIRST = "/identity/first-model.json";

  private final LinkModelStore store;
  private final AuditLog auditLog;
  private final Gate gate;
  private final SharingParties parties;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private volatile @Nullable InForce read;
  private volatile boolean running;

  LinkModels(
      LinkModelStore store,
      AuditLog auditLog,
      Gate gate,
      SharingParties parties,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.auditLog = auditLog;
    this.gate = gate;
    this.parties = parties;
    this.events = events;
    this.clock = clock;
  }

  record InForce(int version, Model model) {}

  /** The role alone is not enough: a model weighs everybody's reports. */
  private static final class NotOfThisHouse extends NotAllowed {
    private static final long serialVersionUID = 1L;

    NotOfThisHouse() {
      super(IdentityRights.MODEL);
    }
  }

  private Actor require() {
    Actor actor = gate.require(IdentityRights.MODEL);
    if (!parties.keepsTheRegister(actor)) {
      events.publishEvent(new AccessRefused(actor, IdentityRights.MODEL));
      throw new NotOfThisHouse();
    }
    return actor;
  }

  /** Before anything is compared. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }

  @Override
  public void start() {
    store.insertFirst(first(), FirstModel.RECORDS, Gate.SYSTEM_ACCOUNT, clock.instant());
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static String first() {
    try (InputStream in = LinkModels.class.getResourceAsStream(FIRST)) {
      if (in == null) {
        throw new IllegalStateException("The program came without " + FIRST);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InForce inForce() {
    int version = store.versionInForce();
    InForce known = read;
    if (known == null || known.version() != version) {
      known = new InForce(version, store.model(version));
      read = known;
    }
    return known;
  }

  /** All versions, newest first. */
  @Transactional(readOnly = true)
  public List<LinkModel> versions() {
    require();
    return store.versions();
  }

  /** One version; who may read what a weight is made of asks through its own room. */
  @Transactional(readOnly = true)
  public Optional<LinkModel> version(int version) {
    return store.version(version);
  }

  /** Asks for a new version; empty when one is being trained already. */
  @Transactional
  public Optional<Integer> request() {
    Actor actor = require();
    store.lock();
    Optional<Integer> version = store.request(actor.account(), clock.instant());
    version.ifPresent(
        number -> auditLog.write(new LinkModelChanged(number, LinkModel.State.WAITING)));
    return version;
  }

  /** How putting a version in force ended. */
  public enum Decided {
    DONE,
    /** Who asked for a version does not decide about it. */
    SAME_PERSON,
    /** It is not ready, or there is no such version. */
    NOT_READY
  }

  /** Puts a version in force; reports that come in from now on are weighed with it. */
  @Transactional
  public Decided putInForce(int version) {
    return decide(version, LinkModel.State.IN_FORCE);
  }

  /** Leaves a proposed version out of force. */
  @Transactional
  public Decided passBy(int version) {
    return decide(version, LinkModel.State.RETIRED);
  }

  /** Whether who asks now is somebody else than who asked for this version. */
  public boolean mayDecide(LinkModel model) {
    return !model.requestedBy().equals(require().account());
  }

  private Decided decide(int version, LinkModel.State next) {
    Actor actor = require();
    store.lock();
    Optional<LinkModel> found =
        store
            .version(version)
            .filter(model -> model.state() != LinkModel.State.IN_FORCE)
            .filter(model -> model.state().next().contains(next));
    if (found.isEmpty()) {
      return Decided.NOT_READY;
    }
    if (!mayDecide(found.get())) {
      return Decided.SAME_PERSON;
    }
    if (next == LinkModel.State.IN_FORCE) {
      store.putInForce(version, actor.account(), clock.instant());
    } else {
      store.retire(version);
    }
    auditLog.write(new LinkModelChanged(version, next));
    return Decided.DONE;
  }
}
