// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import nl.schakel.platform.access.Gate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * In a demonstration, counts victims of long ago as seen, so that the worklist shows this month.
 */
@Component
@ConditionalOnBooleanProperty("schakel.demo")
class DemoReview {
  private static final int DAYS_OF_WORK = 14;

  private final JdbcClient jdbc;
  private final Gate gate;
  private final Clock clock;

  DemoReview(JdbcClient jdbc, Gate gate, Clock clock) {
    this.jdbc = jdbc;
    this.gate = gate;
    this.clock = clock;
  }

  /** Runs in the transaction that links the reports. */
  @EventListener
  void linked(ReportsLinked ignored) {
    gate.asSystem(this::review);
  }

  private int review() {
    return jdbc.sql(
            """
            update register.victim v
               set review_since = null, review_reason = null
             where v.review_since is not null
               and not exists (select from register.source s where s.victim_id = v.id and s.reported_on > :before)
            """)
        .param("before", Date.valueOf(LocalDate.now(clock).minusDays(DAYS_OF_WORK)))
        .update();
  }
}
