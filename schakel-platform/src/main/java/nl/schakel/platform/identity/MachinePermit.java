// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.concurrent.atomic.AtomicBoolean;
import nl.schakel.platform.audit.AuditEntryId;

/**
 * Proof that one piece of work by the system on so many persons or pairs of the vault, once, was
 * written to the audit log; only {@link IdentityDesk} makes one. It yields numbers, never a name.
 */
public final class MachinePermit {
  private final VaultCompared.Work work;
  private final int count;
  private final AuditEntryId written;
  private final AtomicBoolean used = new AtomicBoolean();

  MachinePermit(VaultCompared.Work work, int count, AuditEntryId written) {
    this.work = work;
    this.count = count;
    this.written = written;
  }

  /** Spends the permit. */
  void use(VaultCompared.Work asked, int many) {
    if (asked != work || many > count) {
      throw new PermitRefused(
          "The permit of line %s is to %s %d, asked to %s %d"
              .formatted(written, work, count, asked, many));
    }
    if (used.getAndSet(true)) {
      throw new PermitRefused("The permit of line %s was used before".formatted(written));
    }
  }

  @Override
  public String toString() {
    return "MachinePermit[%s, %s %d]".formatted(written, work, count);
  }
}
