// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import nl.schakel.platform.access.Gate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that writes down, every hour, which shares are past their last day. */
@Configuration(proxyBeanMethods = false)
class ShareExpiry {
  @Bean
  RecurringTask<Void> shareExpiryTask(Gate gate, ShareEndings endings) {
    return Tasks.recurring("sharing-share-expiry", FixedDelay.ofHours(1))
        .execute((instance, context) -> gate.asSystem(endings::expire));
  }
}
