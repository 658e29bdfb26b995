// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that the rules were asked and that the recipient of a share may see these fields of one
 * identity once; only {@link ReceivedShares} makes one. The vault still writes its own line.
 */
public final class IdentityGrant {
  private final UUID person;
  private final Set<String> fields;
  private final ShareId share;
  private final UUID decision;
  private final AtomicBoolean used = new AtomicBoolean();

  IdentityGrant(UUID person, Set<String> fields, ShareId share, UUID decision) {
    this.person = person;
    this.fields = Set.copyOf(fields);
    this.share = share;
    this.decision = decision;
  }

  /** Spends it; false when it was spent before. */
  public boolean use() {
    return !used.getAndSet(true);
  }

  public UUID person() {
    return person;
  }

  /** Names of the fields that may be seen, and no other. */
  public Set<String> fields() {
    return fields;
  }

  public ShareId share() {
    return share;
  }

  /** The line of the log that holds the decision. */
  public UUID decision() {
    return decision;
  }

  @Override
  public String toString() {
    return "IdentityGrant[%s]".formatted(share);
  }
}
