// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.UUID;

/** Identifies a report that is still being written. Dutch: concept. */
public record DraftId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
