// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import nl.schakel.platform.audit.AuditEvent;

/** The vault got a new primary key. */
record VaultKeyRotated() implements AuditEvent {

  @Override
  public String activity() {
    return "identity.rotate-key";
  }

  @Override
  public Purpose purpose() {
    return Purpose.SECURITY;
  }
}
