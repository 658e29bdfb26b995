// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.UUID;

/** Identifies a version of an uploaded table. */
public record AggregateId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
