// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.concurrent.atomic.AtomicBoolean;
import nl.schakel.platform.audit.AuditEntryId;

/**
 * Proof that comparing so many pairs of names by the system, once, was written to the audit log;
 * only {@link IdentityDesk} makes one. It yields numbers, never a name.
 */
public final class MachinePermit {
  private final int pairs;
  private final AuditEntryId written;
  private final AtomicBoolean used = new AtomicBoolean();

  MachinePermit(int pairs, AuditEntryId written) {
    this.pairs = pairs;
    this.written = written;
  }

  /** Spends the permit. */
  void use(int asked) {
    if (asked > pairs) {
      throw new PermitRefused(
          "The permit of line %s is for %d pairs, asked %d".formatted(written, pairs, asked));
    }
    if (used.getAndSet(true)) {
      throw new PermitRefused("The permit of line %s was used before".formatted(written));
    }
  }

  @Override
  public String toString() {
    return "MachinePermit[%s, %d pairs]".formatted(written, pairs);
  }
}
