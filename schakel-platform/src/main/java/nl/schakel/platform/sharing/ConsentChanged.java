// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;

/**
 * An organisation wrote down an answer about consent that is not a yes, or that a yes ended.
 *
 * @param reports what the answer is about
 * @param parentExploits a parent is named as exploiter, so that no parent answers
 */
record ConsentChanged(OrganisationId organisation, List<UUID> reports, boolean parentExploits) {
  ConsentChanged {
    reports = List.copyOf(reports);
  }
}
