// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes who did what, in the transaction that does it.
 *
 * <p>Guarantee: what is committed is logged and what is logged was committed; the working database
 * role can neither change nor remove a line; each line is chained to the one before it when its
 * transaction commits, so that a later change is found by {@code ./schakel verify-log}. It does not
 * protect against someone who owns the database and rewrites the whole chain since the last anchor
 * that was kept elsewhere.
 */
@Service
public class AuditLog {
  private final AuditStore store;
  private final Gate gate;
  private final Clock clock;

  AuditLog(AuditStore store, Gate gate, Clock clock) {
    this.store = store;
    this.gate = gate;
    this.clock = clock;
  }

  /** Writes one line for whoever is at work; there must be a transaction, and someone at work. */
  @Transactional(propagation = Propagation.MANDATORY)
  public AuditEntryId write(AuditEvent event) {
    return writeFor(
        gate.actor().orElseThrow(() -> new IllegalStateException("Nobody is at work")), event);
  }

  /** Writes one line for an actor who is not signed in any more, or not yet. */
  @Transactional(propagation = Propagation.MANDATORY)
  public AuditEntryId writeFor(Actor actor, AuditEvent event) {
    AuditEntryId id = new AuditEntryId(Generators.timeBasedEpochGenerator().generate());
    store.insert(id, clock.instant(), actor, event);
    return id;
  }

  /** Writes one line in a transaction of its own, for refusals that roll everything else back. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public AuditEntryId writeApart(Actor actor, AuditEvent event) {
    return writeFor(actor, event);
  }
}
