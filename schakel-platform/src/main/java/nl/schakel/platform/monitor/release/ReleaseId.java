// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.UUID;

/** Identifies a release. */
public record ReleaseId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
