// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Locale;
import java.util.Set;

/** Where an agreement stands. Only one that is in force meets a condition of the rules. */
public enum CovenantState {
  /** Known or written down; nobody has confirmed it, so it does not count. */
  PROPOSED,
  IN_FORCE,
  ENDED;

  /** The one place that says which state may follow which. */
  public Set<CovenantState> next() {
    return switch (this) {
      case PROPOSED -> Set.of(IN_FORCE, ENDED);
      // Set aside to be changed: what changes must be confirmed again.
      case IN_FORCE -> Set.of(PROPOSED, ENDED);
      case ENDED -> Set.of();
    };
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
