// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides again about what went out when an answer about consent changed.
 *
 * <p>Guarantee: in the transaction of the answer each class of data that may not go any more by
 * what stands now is out of every share, also where the share never rested on a consent. What
 * stands without that answer stays; a share in which nothing is left ends.
 */
@Component
class ShareRechecks {
  private final ShareStore store;
  private final ShareContentStore kept;
  private final ShareDecisions decisions;
  private final ShareEndings endings;
  private final Consents consents;
  private final SharingParties parties;

  ShareRechecks(
      ShareStore store,
      ShareContentStore kept,
      ShareDecisions decisions,
      ShareEndings endings,
      Consents consents,
      SharingParties parties) {
    this.store = store;
    this.kept = kept;
    this.decisions = decisions;
    this.endings = endings;
    this.consents = consents;
    this.parties = parties;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(ConsentChanged changed) {
    List<ShareId> told = new ArrayList<>();
    for (Share share : store.liveFrom(changed.organisation(), changed.reports())) {
      List<ShareClass> lost = lost(share, changed.parentExploits());
      if (!lost.isEmpty()) {
        endings.takeOut(share, lost, changed.why());
        told.add(share.id());
      }
    }
    if (changed.why().equals(ConsentChanged.PARENTS_ANSWER)) {
      store.askToCheck(told, ConsentChanged.PARENTS_ANSWER);
    }
  }

  /** Classes that went and may not go by the answers of now. */
  private List<ShareClass> lost(Share share, boolean parentExploits) {
    Consents.Known known = consents.known(share.from(), share.reports(), parentExploits);
    Map<String, ShareDecisions.Stance> changed = new TreeMap<>();
    for (ShareClass went : went(share)) {
      ShareDecisions.Stance now = now(share, known, went);
      if (!now.consent().equals(went.consent()) || !now.met().containsAll(proofs(went))) {
        changed.put(went.data(), now);
      }
    }
    return decisions
        .decide(
            ShareDecisions.Exchange.of(share, "share"),
            List.copyOf(changed.keySet()),
            data -> Optional.ofNullable(changed.get(data)).orElseThrow())
        .stream()
        .filter(one -> !one.mayGo())
        .toList();
  }

  /** What the answer of then was the proof of. */
  private static Set<String> proofs(ShareClass went) {
    Set<String> proofs = new HashSet<>(went.met());
    proofs.retainAll(ShareDecisions.BY_CONSENT);
    return proofs;
  }

  /** Classes of which the recipient got something. */
  private List<ShareClass> went(Share share) {
    Set<String> there = new HashSet<>();
    kept.fields(share.id(), share.version()).stream()
        .filter(field -> field.state().there())
        .forEach(field -> there.add(field.data()));
    return kept.decisions(share.id(), share.version()).stream()
        .filter(one -> one.mayGo() && there.contains(one.data()))
        .toList();
  }

  /** What the sender declared still counts; what was the proof of a consent is judged anew. */
  private ShareDecisions.Stance now(Share share, Consents.Known known, ShareClass went) {
    Consents.Standing standing =
        consents.standing(known, share.purpose(), parties.of(share.to()), share.to(), went.data());
    Set<String> met = new HashSet<>(standing.gates());
    went.met().stream().filter(ShareDecisions::mayDeclare).forEach(met::add);
    return new ShareDecisions.Stance(standing.code(), met);
  }
}
