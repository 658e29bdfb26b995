// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.keyholder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How many numbers a client asked of late.
 *
 * <p>The function itself is an oracle: who may ask for every number has a table of all pseudonyms.
 * There are about 91 million valid BSNs; at 1,000 a day they take 249 years.
 */
final class Quota {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private record Asked(Instant at, int count) {}

  private final Clock clock;
  private final Map<String, Deque<Asked>> asked = new HashMap<>();

  /** A restart gives no new room: the log is read back. */
  Quota(Clock clock, RequestLog log) {
    this.clock = clock;
    Instant since = clock.instant().minus(DAY);
    log.each(
        line -> {
          if (line.action().equals(KeyHolder.EVALUATED) && line.at().isAfter(since)) {
            remember(line.client(), line.at(), line.count());
          }
        });
  }

  /** Takes room for so many, or says how long to wait; nothing is taken then. */
  synchronized Duration take(Client client, int count) {
    Instant now = clock.instant();
    Deque<Asked> past = asked.computeIfAbsent(client.name(), name -> new ArrayDeque<>());
    past.removeIf(one -> !one.at().isAfter(now.minus(DAY)));
    Duration wait = wait(past, count, client.perHour(), HOUR, now);
    Duration longer = wait(past, count, client.perDay(), DAY, now);
    Duration longest = wait.compareTo(longer) > 0 ? wait : longer;
    if (longest.isZero()) {
      remember(client.name(), now, count);
    }
    return longest;
  }

  private void remember(String client, Instant at, int count) {
    asked.computeIfAbsent(client, name -> new ArrayDeque<>()).add(new Asked(at, count));
  }

  /** Until enough of what was asked within the period is older than the period. */
  private static Duration wait(
      Deque<Asked> past, int count, int most, Duration period, Instant now) {
    int room = most - count;
    for (Asked one : past) {
      room -= one.at().isAfter(now.minus(period)) ? one.count() : 0;
    }
    if (room >= 0) {
      return Duration.ZERO;
    }
    for (Asked one : past) {
      if (one.at().isAfter(now.minus(period))) {
        room += one.count();
        if (room >= 0) {
          return Duration.between(now, one.at().plus(period)).plusSeconds(1);
        }
      }
    }
    return period;
  }
}
