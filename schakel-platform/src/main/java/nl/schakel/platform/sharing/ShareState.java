// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Locale;
import java.util.Set;

/** Where a share stands. Sender and recipient always see the same. */
public enum ShareState {
  /** Being made; only the sender knows of it. */
  DRAFT,
  /** Waits for the recipient, who sees what kind of data it holds and not the data. */
  SENT,
  /** The recipient reads it. */
  ACCEPTED,
  DECLINED,
  /** The sender took it back. */
  REVOKED,
  /** Its last day has passed. */
  EXPIRED,
  /** What it rested on is gone: consent, the person's record, or the share that it passes on. */
  ENDED;

  /** The one place that says which state may follow which. */
  public Set<ShareState> next() {
    return switch (this) {
      case DRAFT -> Set.of(SENT, REVOKED, EXPIRED);
      case SENT -> Set.of(ACCEPTED, DECLINED, REVOKED, EXPIRED, ENDED);
      case ACCEPTED -> Set.of(REVOKED, EXPIRED, ENDED);
      case DECLINED, REVOKED, EXPIRED, ENDED -> Set.of();
    };
  }

  public boolean live() {
    return this == SENT || this == ACCEPTED;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
