// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.io.Serializable;
import java.util.UUID;

/** Identifies an organisation of the chain. */
public record OrganisationId(UUID value) implements Serializable {
  public static OrganisationId of(String text) {
    return new OrganisationId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
