// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a recipient may see of a share at this moment: what was sent, judged again. */
@Component
class ShareLooks {
  private final ShareContentStore kept;
  private final ShareDecisions decisions;

  ShareLooks(ShareContentStore kept, ShareDecisions decisions) {
    this.kept = kept;
    this.decisions = decisions;
  }

  /** The fields with what may go no more taken out, and the decision of this moment. */
  record Look(List<CaseField> fields, List<ShareClass> classes) {}

  /**
   * Consent is as when it was sent, because a share ends at once when its consent does; agreements
   * and rules are those of today.
   */
  Look today(Share share) {
    List<CaseField> sent = kept.fields(share.id(), share.version());
    Map<String, ShareClass> before = new HashMap<>();
    kept.decisions(share.id(), share.version()).forEach(one -> before.put(one.data(), one));
    List<ShareClass> now =
        decisions.decide(
            ShareDecisions.Exchange.of(share, "share"),
            List.copyOf(before.keySet().stream().sorted().toList()),
            data -> stance(Optional.ofNullable(before.get(data)).orElseThrow()));
    Set<String> all = new HashSet<>();
    sent.forEach(field -> all.add(field.name()));
    return new Look(ShareDecisions.redact(sent, now, all), now);
  }

  private static ShareDecisions.Stance stance(ShareClass before) {
    return new ShareDecisions.Stance(before.consent(), Set.copyOf(before.met()));
  }
}
