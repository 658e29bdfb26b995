// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import java.io.Serializable;
import java.util.UUID;

/** Identifies a person of the vault without telling who it is. */
public record PersonId(UUID value) implements Serializable {
  public static PersonId of(String text) {
    return new PersonId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
