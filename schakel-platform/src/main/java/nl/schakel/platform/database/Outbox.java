// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.IncompleteEventPublications;

/**
 * Hands events again to listeners that did not finish, because the database went away or the
 * process was killed. Listeners are idempotent, so one that was only slow does no harm.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableConfigurationProperties(Outbox.OutboxSettings.class)
class Outbox {
  /**
   * How events that were not handled are handed out again.
   *
   * @param patience how long a listener may be at work before it counts as gone
   * @param every how often is looked
   */
  @ConfigurationProperties("schakel.outbox")
  record OutboxSettings(
      @DefaultValue("5m") Duration patience, @DefaultValue("15s") Duration every) {}

  private final JdbcClient jdbc;
  private final OutboxSettings settings;
  private final Clock clock;

  Outbox(JdbcClient jdbc, OutboxSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  @Bean
  RecurringTask<Void> outboxTask(IncompleteEventPublications publications) {
    return Tasks.recurring("outbox", FixedDelay.of(settings.every()))
        .execute(
            (instance, context) -> {
              giveUpOnTheGone();
              publications.resubmitIncompletePublications(
                  event -> event.getStatus() == EventPublication.Status.FAILED);
            });
  }

  /** A listener that died with its process says nothing; its event would wait for ever. */
  private void giveUpOnTheGone() {
    jdbc.sql(
            """
            update database.event_publication
               set status = 'FAILED'
             where completion_date is null
               and status <> 'FAILED'
               and coalesce(last_resubmission_date, publication_date) < :before
            """)
        .param("before", Timestamp.from(clock.instant().minus(settings.patience())))
        .update();
  }
}
