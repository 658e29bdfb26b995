// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Which day it is for the law: the day in the Netherlands. */
@Component
public class ReportCalendar {
  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final Clock clock;

  ReportCalendar(Clock clock) {
    this.clock = clock;
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }
}
