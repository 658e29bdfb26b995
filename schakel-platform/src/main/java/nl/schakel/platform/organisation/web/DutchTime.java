// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.organisation.web;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Moments as people in the Netherlands read them. */
@Component
class DutchTime {
  private static final DateTimeFormatter WORDS =
      DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm").withZone(ZoneId.of("Europe/Amsterdam"));

  private final Clock clock;

  DutchTime(Clock clock) {
    this.clock = clock;
  }

  String inWords(Instant moment) {
    return WORDS.format(moment);
  }

  boolean isAhead(Optional<Instant> moment) {
    return moment.filter(clock.instant()::isBefore).isPresent();
  }
}
