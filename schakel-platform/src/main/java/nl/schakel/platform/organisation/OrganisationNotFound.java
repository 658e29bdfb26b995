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

  private OrganisationNotFound() {
    super("organisation", "without a valid id");
  }

  /** Reads an id from an address; what is no id is nothing that exists. */
  public static OrganisationId parse(String text) {
    try {
      return OrganisationId.of(text);
    } catch (IllegalArgumentException e) {
      throw new OrganisationNotFound();
    }
  }
}
