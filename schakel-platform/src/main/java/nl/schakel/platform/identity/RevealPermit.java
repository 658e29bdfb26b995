// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.util.concurrent.atomic.AtomicBoolean;
import nl.schakel.platform.audit.AuditEntryId;

/**
 * Proof that showing one identity once was allowed and written to the audit log; only {@link
 * IdentityDesk} makes one.
 */
public final class RevealPermit {
  private final PersonId person;
  private final AuditEntryId written;
  private final AtomicBoolean used = new AtomicBoolean();

  RevealPermit(PersonId person, AuditEntryId written) {
    this.person = person;
    this.written = written;
  }

  /** Spends the permit. */
  void use(PersonId asked) {
    if (!person.equals(asked)) {
      throw new PermitRefused("The permit of line %s is for another person".formatted(written));
    }
    if (used.getAndSet(true)) {
      throw new PermitRefused("The permit of line %s was used before".formatted(written));
    }
  }

  /** The line of the log that tells of this permit. */
  public AuditEntryId written() {
    return written;
  }

  @Override
  public String toString() {
    return "RevealPermit[%s]".formatted(written);
  }
}
