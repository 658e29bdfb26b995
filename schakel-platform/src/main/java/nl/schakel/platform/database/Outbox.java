// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.IncompleteEventPublications;

/**
 * Hands events again to listeners that did not finish, because the database went away or the
 * process was killed. Listeners are idempotent, so one that was only slow does no harm.
 */
@Configuration(proxyBeanMethods = false)
class Outbox {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofSeconds(15);

  @Bean
  RecurringTask<Void> outboxTask(IncompleteEventPublications publications) {
    return Tasks.recurring("outbox", FixedDelay.of(EVERY))
        .execute(
            (instance, context) -> publications.resubmitIncompletePublicationsOlderThan(PATIENCE));
  }
}
