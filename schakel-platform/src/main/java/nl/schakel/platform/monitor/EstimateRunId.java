// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.UUID;

/** Names one estimate of the unseen. */
public record EstimateRunId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
