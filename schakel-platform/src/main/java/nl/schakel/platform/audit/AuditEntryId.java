// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.audit;

import java.util.UUID;

/** Identifies a line of the audit log. */
public record AuditEntryId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
