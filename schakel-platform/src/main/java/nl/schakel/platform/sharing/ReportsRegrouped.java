// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Set;
import java.util.UUID;

/**
 * Reports that were thought to be about one person are said to be about two.
 *
 * @param apart the reports that went to the other person
 * @param stayed the reports that stayed
 */
public record ReportsRegrouped(Set<UUID> apart, Set<UUID> stayed) {
  public ReportsRegrouped {
    apart = Set.copyOf(apart);
    stayed = Set.copyOf(stayed);
  }
}
