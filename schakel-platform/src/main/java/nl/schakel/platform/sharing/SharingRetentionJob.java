// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import nl.schakel.platform.access.Gate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that deletes, every hour, what the public wrote in and whose term is over. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SharingSettings.class)
class SharingRetentionJob {
  private static final Logger log = LoggerFactory.getLogger(SharingRetentionJob.class);

  @Bean
  RecurringTask<Void> sharingRetentionTask(Gate gate, SharingRetention retention) {
    return Tasks.recurring("sharing-retention", FixedDelay.ofHours(1))
        .execute(
            (instance, context) -> {
              SharingRetention.Deleted deleted = gate.asSystem(retention::delete);
              if (deleted.anything()) {
                log.info(
                    "Deleted {} remarks and {} questions at the end of their term",
                    deleted.remarks(),
                    deleted.questions());
              }
            });
  }
}
