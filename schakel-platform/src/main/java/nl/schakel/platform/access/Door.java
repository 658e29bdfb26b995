// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Announces to the log who was turned away before being signed in.
 *
 * <p>Guarantee: a refusal of a known account or client is always announced. Strangers get at most
 * {@link #MOST_A_MINUTE} lines a minute for each way in, so that nobody can fill the log from
 * outside; the line after a flood tells how many had none.
 */
@Component
class Door {
  static final int MOST_A_MINUTE = 60;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Map<EntryRefused.EntryKind, Strangers> strangers =
      new EnumMap<>(EntryRefused.EntryKind.class);

  Door(ApplicationEventPublisher events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** What one way in saw of strangers since the minute began. */
  private record Strangers(Instant since, int told, long untold) {}

  void refuse(Actor known, EntryRefused.EntryKind way, String reason) {
    events.publishEvent(new EntryRefused(known, way, reason, 0));
  }

  void refuseStranger(Actor.Kind kind, EntryRefused.EntryKind way, String reason) {
    untoldBefore(way)
        .ifPresent(
            untold ->
                events.publishEvent(new EntryRefused(Actor.stranger(kind), way, reason, untold)));
  }

  /** How many had no line since the last one; empty when this one has none either. */
  private synchronized Optional<Long> untoldBefore(EntryRefused.EntryKind way) {
    Instant now = clock.instant();
    Strangers seen = strangers.getOrDefault(way, new Strangers(now, 0, 0));
    if (!now.isBefore(seen.since().plus(MINUTE))) {
      seen = new Strangers(now, 0, seen.untold());
    }
    boolean tell = seen.told() < MOST_A_MINUTE;
    strangers.put(
        way,
        tell
            ? new Strangers(seen.since(), seen.told() + 1, 0)
            : new Strangers(seen.since(), seen.told(), seen.untold() + 1));
    return tell ? Optional.of(seen.untold()) : Optional.empty();
  }
}
