// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refused calls, counted: the first one is written at once, what follows within ten minutes becomes
 * one line with its sum.
 *
 * <p>Guarantee: whoever is refused, however often, adds at most 144 lines a day to the log. A count
 * that was not yet written is lost when the machine fails; no answer hangs on it.
 */
final class Refusals {
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(10);

  /** All fields are from a short list: names of clients, two words, open epochs. */
  private record Kind(String client, String action, int epoch) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      return toString().compareTo(other.toString());
    }
  }

  private record Counted(Instant written, int since) {}

  private final RequestLog log;
  private final Clock clock;
  private final Map<Kind, Counted> counted = new TreeMap<>();

  Refusals(RequestLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  synchronized void count(String client, String action, int epoch, int times) {
    Kind kind = new Kind(client, action, epoch);
    Counted before = counted.getOrDefault(kind, new Counted(Instant.MIN, 0));
    counted.put(kind, new Counted(before.written(), before.since() + times));
    writeDue();
  }

  /** Also what others left behind: a stranger who went away is not forgotten. */
  private void writeDue() {
    Instant now = clock.instant();
    counted.replaceAll(
        (kind, count) ->
            count.since() > 0 && !now.isBefore(count.written().plus(BETWEEN_LINES))
                ? written(kind, count, now)
                : count);
  }

  private Counted written(Kind kind, Counted count, Instant now) {
    log.append(kind.client(), kind.action(), kind.epoch(), count.since());
    return new Counted(now, 0);
  }

  synchronized void writeAll() {
    Instant now = clock.instant();
    counted.replaceAll((kind, count) -> count.since() > 0 ? written(kind, count, now) : count);
  }
}
