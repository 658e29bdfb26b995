// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** A set was frozen, or a release was drafted, approved, withdrawn or read at the desk. */
record ReleaseEvent(String activity, String object, Map<String, String> details)
    implements AuditEvent {

  static ReleaseEvent frozen(FrozenSet set) {
    return new ReleaseEvent(
        "monitor.freeze",
        "frozen-set/" + set.id(),
        Map.of(
            "name",
            set.name(),
            "version",
            Integer.toString(set.version()),
            "years",
            set.firstYear() + "-" + set.lastYear(),
            "sha256",
            set.sha256()));
  }

  static ReleaseEvent erased(int records) {
    return new ReleaseEvent(
        "monitor.erase-from-frozen-sets", "", Map.of("records", Integer.toString(records)));
  }

  static ReleaseEvent of(String activity, ReleaseId id, Map<String, String> details) {
    return new ReleaseEvent(activity, "release/" + id, details);
  }

  static ReleaseEvent explored(FrozenSetId set, String outcome) {
    return new ReleaseEvent("monitor.explore", "frozen-set/" + set, Map.of("outcome", outcome));
  }

  @Override
  public Purpose purpose() {
    return Purpose.STATISTICS;
  }
}
