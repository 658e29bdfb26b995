// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.util.Map;
import java.util.UUID;
import nl.schakel.platform.audit.AuditEvent;

/** Somebody wrote down a bottleneck, or decided about one. */
record BottleneckChanged(UUID bottleneck, BottleneckState state, Barrier barrier)
    implements AuditEvent {

  @Override
  public String activity() {
    return "sharing.bottleneck";
  }

  @Override
  public Purpose purpose() {
    return Purpose.ADMINISTRATION;
  }

  @Override
  public String object() {
    return "bottleneck/" + bottleneck;
  }

  @Override
  public Map<String, String> details() {
    return Map.of("state", state.code(), "barrier", barrier.code());
  }
}
