// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import nl.schakel.platform.access.Gate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that deletes drafts at the end of their term, every hour. */
@Configuration(proxyBeanMethods = false)
class DraftExpiry {
  private static final Logger log = LoggerFactory.getLogger(DraftExpiry.class);

  @Bean
  RecurringTask<Void> draftExpiryTask(Gate gate, Drafts drafts) {
    return Tasks.recurring("report-draft-expiry", FixedDelay.ofHours(1))
        .execute(
            (instance, context) -> {
              int deleted = gate.asSystem(drafts::expire);
              if (deleted > 0) {
                log.info("Deleted {} drafts that nobody came back to", deleted);
              }
            });
  }
}
