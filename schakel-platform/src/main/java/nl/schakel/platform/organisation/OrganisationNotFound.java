// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation;

import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.web.NotFound;

/** No organisation has this id. */
public class OrganisationNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public OrganisationNotFound(OrganisationId id) {
    super("organisation", id);
  }
}
