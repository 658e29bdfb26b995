// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends shares, and with them everything that passed them on.
 *
 * <p>Guarantee: a share ends in the same transaction as what it rested on, so no moment is left in
 * which somebody reads what may be read no more. It does not reach what a recipient copied: the
 * recipient is told what to do, and both sides see whether it says that it did.
 */
@Component
public class ShareEndings {
  static final String ERASED = "erased";
  static final String SOURCE_ENDED = "source-ended";

  private final ShareStore store;
  private final ShareContentStore kept;
  private final AuditLog auditLog;
  private final Gate gate;

  ShareEndings(ShareStore store, ShareContentStore kept, AuditLog auditLog, Gate gate) {
    this.store = store;
    this.kept = kept;
    this.auditLog = auditLog;
    this.gate = gate;
  }

  /** Ends these shares for this reason, and what passes them on because its source ended. */
  void end(Collection<Share> shares, ShareState to, String reasonCode, String reason) {
    Set<ShareId> asked = new HashSet<>();
    shares.forEach(share -> asked.add(share.id()));
    if (asked.isEmpty()) {
      return;
    }
    Actor actor = gate.actor().orElseThrow();
    for (Share share : store.liveWithOnward(asked)) {
      boolean itself = asked.contains(share.id());
      ShareState state = itself ? to : share.version() == 0 ? ShareState.REVOKED : ShareState.ENDED;
      String code = itself ? reasonCode : SOURCE_ENDED;
      store.move(share.id(), state, code);
      kept.step(share, actor, state.code(), code, itself ? reason : "");
      auditLog.write(ShareEvent.done("end", share.in(state)));
    }
  }

  /**
   * Takes classes of data out of a live share and of everything that passes it on; what is left
   * without any data ends.
   *
   * @param lost the classes with the decision that keeps them back now
   */
  void takeOut(Share share, List<ShareClass> lost, String reasonCode) {
    Set<String> gone = new HashSet<>();
    lost.forEach(one -> gone.add(one.data()));
    boolean left =
        kept.fields(share.id(), share.version()).stream()
            .anyMatch(field -> field.state().there() && !gone.contains(field.data()));
    if (!left) {
      end(List.of(share), ShareState.ENDED, reasonCode, "");
      return;
    }
    Actor actor = gate.actor().orElseThrow();
    for (ShareContentStore.TakenOut taken : kept.takeOut(share.id(), lost, reasonCode)) {
      Share one = store.one(taken.share());
      if (taken.anythingLeft()) {
        kept.step(one, actor, "amended", reasonCode, "");
        auditLog.write(ShareEvent.done("amend", one));
      } else {
        end(List.of(one), ShareState.ENDED, SOURCE_ENDED, "");
      }
    }
  }

  /**
   * Shares that let somebody see who it is end (AVG article 19: whoever received it is told); facts
   * without a way back to the person stay as they were.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(SharedPersonErased gone) {
    end(store.naming(gone.person()), ShareState.ENDED, ERASED, "");
    store.forget(gone.person());
  }

  /** What holds reports of both is about two people: its sender must look at it. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(ReportsRegrouped regrouped) {
    List<ShareId> mixed =
        store.holdingBoth(regrouped.apart(), regrouped.stayed()).stream().map(Share::id).toList();
    store.askToCheck(mixed, "regrouped");
  }

  /** Writes down which shares are past their last day; they were closed already by then. */
  @Transactional
  public int expire() {
    List<Share> overdue = store.overdue();
    end(overdue, ShareState.EXPIRED, "last-day", "");
    return overdue.size();
  }
}
