// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import nl.schakel.platform.web.NotFound;

/** No identity is sealed under this identifier, or it was erased. */
public class PersonNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  PersonNotFound(PersonId person) {
    super("Person", person);
  }
}
