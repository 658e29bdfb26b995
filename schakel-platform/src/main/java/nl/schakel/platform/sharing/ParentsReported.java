// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Set;
import java.util.UUID;

/**
 * Whether a parent can answer for the persons of these reports: not while one of the reports about
 * such a person, of whichever organisation, names a parent as exploiter.
 *
 * @param reports all reports about these persons
 * @param exploit a parent of each of them is named as exploiter; of none of them otherwise
 */
public record ParentsReported(Set<UUID> reports, boolean exploit) {
  public ParentsReported {
    reports = Set.copyOf(reports);
  }
}
