// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.List;
import java.util.UUID;
import nl.schakel.platform.access.OrganisationId;

/**
 * An answer about consent was written down that is not a yes, or a yes counts no more.
 *
 * @param organisation whose answers, and whose shares, it is about
 * @param reports what the answer is about
 * @param parentExploits a parent is named as exploiter, so that no parent answers
 * @param why code of the reason that both sides of a share are told
 */
record ConsentChanged(
    OrganisationId organisation, List<UUID> reports, boolean parentExploits, String why) {
  /** The person said no, or took a yes back. */
  static final String WITHDRAWN = "consent-withdrawn";

  /** It was the answer of a parent, and no parent answers any more. */
  static final String PARENTS_ANSWER = "parents-answer";

  ConsentChanged {
    reports = List.copyOf(reports);
  }
}
