// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** A draft was started, thrown away, or deleted because nobody came back to it. */
record DraftLogged(String activity, String object, Map<String, String> details)
    implements AuditEvent {
  static DraftLogged started(DraftId id) {
    return new DraftLogged("report.draft-start", "draft/" + id, Map.of());
  }

  static DraftLogged discarded(DraftId id) {
    return new DraftLogged("report.draft-discard", "draft/" + id, Map.of());
  }

  static DraftLogged expired(int drafts) {
    return new DraftLogged("report.draft-expire", "", Map.of("drafts", Integer.toString(drafts)));
  }

  @Override
  public Purpose purpose() {
    return Purpose.REGISTRATION;
  }
}
