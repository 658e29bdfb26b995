// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides again about what went out when somebody says no who had not been asked.
 *
 * <p>Guarantee: a share ends in the transaction of the answer, also when it never rested on a
 * consent, if one class of data that went may not go any more by what the person says now.
 */
@Component
class ShareRechecks {
  private final ShareStore store;
  private final ShareDecisions decisions;
  private final ShareEndings endings;
  private final Consents consents;
  private final SharingParties parties;

  ShareRechecks(
      ShareStore store,
      ShareDecisions decisions,
      ShareEndings endings,
      Consents consents,
      SharingParties parties) {
    this.store = store;
    this.decisions = decisions;
    this.endings = endings;
    this.consents = consents;
    this.parties = parties;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(ConsentChanged changed) {
    List<Share> refused =
        store.liveFrom(changed.organisation(), changed.reports()).stream()
            .filter(share -> refused(share, changed.parentExploits()))
            .toList();
    endings.end(refused, ShareState.ENDED, ShareEndings.CONSENT_WITHDRAWN, "");
  }

  private boolean refused(Share share, boolean parentExploits) {
    Consents.Known known = consents.known(share.from(), share.reports(), parentExploits);
    Map<String, ShareDecisions.Stance> changed = new HashMap<>();
    for (ShareClass went : went(share)) {
      ShareDecisions.Stance now = now(share, known, went);
      if (!now.consent().equals(went.consent())) {
        changed.put(went.data(), now);
      }
    }
    return decisions
        .decide(
            ShareDecisions.Exchange.of(share, "share"),
            changed.keySet().stream().sorted().toList(),
            data -> Optional.ofNullable(changed.get(data)).orElseThrow())
        .stream()
        .anyMatch(one -> !one.mayGo());
  }

  /** Classes of which the recipient got something. */
  private List<ShareClass> went(Share share) {
    Set<String> there = new HashSet<>();
    store.fields(share.id(), share.version()).stream()
        .filter(field -> field.state().there())
        .forEach(field -> there.add(field.data()));
    return store.decisions(share.id(), share.version()).stream()
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
