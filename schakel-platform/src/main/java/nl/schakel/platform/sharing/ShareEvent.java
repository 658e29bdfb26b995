// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/** Something was done with a share, or somebody looked at it. */
record ShareEvent(
    ShareId share, String verb, Optional<UUID> subject, Map<String, String> details, Result result)
    implements AuditEvent {
  static ShareEvent done(String verb, Share share) {
    return new ShareEvent(
        share.id(),
        verb,
        share.person(),
        Map.of(
            "from", share.from().toString(),
            "to", share.to().toString(),
            "purpose", share.purpose(),
            "state", share.state().code(),
            "version", Integer.toString(share.version()),
            "reason", share.reasonCode()),
        Result.DONE);
  }

  /** The sender says that these conditions are met. */
  static ShareEvent chosen(Share share, Collection<String> declared) {
    ShareEvent done = done("choose", share);
    Map<String, String> details = new HashMap<>(done.details());
    details.put("declared", String.join(",", declared));
    return new ShareEvent(done.share(), done.verb(), done.subject(), details, done.result());
  }

  /** Somebody tried a share that is not there for them. */
  static ShareEvent notTheirs(String verb, ShareId share) {
    return new ShareEvent(share, verb, Optional.empty(), Map.of(), Result.REFUSED);
  }

  @Override
  public String activity() {
    return "sharing.share-" + verb;
  }

  @Override
  public Purpose purpose() {
    return Purpose.CASE_HANDLING;
  }

  @Override
  public String object() {
    return "share/" + share;
  }
}
