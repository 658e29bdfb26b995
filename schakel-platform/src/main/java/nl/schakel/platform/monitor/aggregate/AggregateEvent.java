// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.Map;
import nl.schakel.platform.audit.AuditEvent;

/** A table of others was uploaded, refused, decided about, or its unprotected counts were read. */
record AggregateEvent(String activity, String object, Result result, Map<String, String> details)
    implements AuditEvent {

  static AggregateEvent uploaded(Aggregate aggregate, int numbers) {
    return new AggregateEvent(
        "monitor.upload-aggregate",
        "aggregate/" + aggregate.id(),
        Result.DONE,
        Map.of(
            "kind",
            aggregate.kind().code(),
            "version",
            Integer.toString(aggregate.version()),
            "published",
            Boolean.toString(aggregate.alreadyPublished()),
            "numbers",
            Integer.toString(numbers)));
  }

  static AggregateEvent refused(int problems) {
    return new AggregateEvent(
        "monitor.upload-aggregate",
        "",
        Result.REFUSED,
        Map.of("problems", Integer.toString(problems)));
  }

  static AggregateEvent decided(AggregateId id, AggregateState state) {
    return new AggregateEvent(
        "monitor.decide-aggregate", "aggregate/" + id, Result.DONE, Map.of("state", state.name()));
  }

  static AggregateEvent withdrawn(AggregateId id) {
    return new AggregateEvent(
        "monitor.withdraw-aggregate", "aggregate/" + id, Result.DONE, Map.of());
  }

  static AggregateEvent checked(AggregateId id) {
    return new AggregateEvent(
        "monitor.check-withdrawn-aggregate", "aggregate/" + id, Result.DONE, Map.of());
  }

  static AggregateEvent read(AggregateId id) {
    return new AggregateEvent(
        "monitor.read-unprotected-aggregate", "aggregate/" + id, Result.DONE, Map.of());
  }

  @Override
  public Purpose purpose() {
    return Purpose.STATISTICS;
  }
}
