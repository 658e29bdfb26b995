// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.util.UUID;
import nl.schakel.platform.report.DraftId;
import nl.schakel.platform.report.DraftNotFound;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.ReportNotFound;

/** Reads identifiers from addresses: what is no identifier is not there. */
final class Links {
  private static final UUID NOTHING = new UUID(0, 0);

  private Links() {}

  static ReportId report(String text) {
    ReportId id = new ReportId(uuid(text));
    if (id.value().equals(NOTHING)) {
      throw new ReportNotFound(id);
    }
    return id;
  }

  static DraftId draft(String text) {
    DraftId id = new DraftId(uuid(text));
    if (id.value().equals(NOTHING)) {
      throw new DraftNotFound(id);
    }
    return id;
  }

  private static UUID uuid(String text) {
    try {
      return text.length() == 36 ? UUID.fromString(text) : NOTHING;
    } catch (IllegalArgumentException notOne) {
      return NOTHING;
    }
  }
}
