// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import java.util.Optional;
import java.util.UUID;

/**
 * What the rows of a transaction are limited to by row-level security.
 *
 * @param organisation rows of this organisation may be seen; empty means none
 * @param everything rows of every organisation may be seen
 */
public record RowScope(Optional<UUID> organisation, boolean everything) {
  public static final RowScope NOTHING = new RowScope(Optional.empty(), false);

  /** Tells the scope of whoever is at work now; {@link #NOTHING} when nobody is. */
  @FunctionalInterface
  public interface Source {
    RowScope current();
  }
}
