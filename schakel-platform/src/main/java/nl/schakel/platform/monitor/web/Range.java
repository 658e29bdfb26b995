// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.web;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An estimate in whole persons with its interval, if any. */
record Range(long value, OptionalLong low, OptionalLong high) {
  static Optional<Range> of(@Nullable JsonNode estimate) {
    if (estimate == null || !estimate.get("population").isNumber()) {
      return Optional.empty();
    }
    JsonNode interval = estimate.get("interval");
    return Optional.of(
        new Range(
            Math.round(estimate.get("population").doubleValue()),
            limit(interval, "low"),
            limit(interval, "high")));
  }

  private static OptionalLong limit(JsonNode interval, String side) {
    return interval.has(side) && interval.get(side).isNumber()
        ? OptionalLong.of(Math.round(interval.get(side).doubleValue()))
        : OptionalLong.empty();
  }
}
