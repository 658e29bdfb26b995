// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which lines of the log are asked for.
 *
 * @param from first moment
 * @param before first moment that is too late
 * @param activity the activity, or its room followed by a dot
 */
public record AuditFilter(
    Optional<Instant> from,
    Optional<Instant> before,
    Optional<UUID> account,
    Optional<UUID> organisation,
    Optional<String> activity,
    Optional<UUID> subject,
    Optional<AuditEvent.Result> result) {

  public static AuditFilter everything() {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What was asked, for the line that the asking itself leaves; the subject has a field of its own.
   */
  Map<String, String> details() {
    Map<String, String> details = new TreeMap<>();
    from.ifPresent(moment -> details.put("from", moment.toString()));
    before.ifPresent(moment -> details.put("before", moment.toString()));
    account.ifPresent(id -> details.put("account", id.toString()));
    organisation.ifPresent(id -> details.put("organisation", id.toString()));
    activity.ifPresent(text -> details.put("activity", text));
    result.ifPresent(one -> details.put("result", one.name()));
    return details;
  }
}
