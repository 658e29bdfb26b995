// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.io.Serializable;
import java.util.UUID;

/** Identifies a person's or a machine's account. */
public record AccountId(UUID value) implements Serializable {
  @Override
  public String toString() {
    return value.toString();
  }
}
