// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.UUID;

/** Identifies the taking in of one file. */
public record ImportId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
