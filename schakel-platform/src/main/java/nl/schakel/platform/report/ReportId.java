// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.UUID;

/** Identifies a report. Dutch: melding. */
public record ReportId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
