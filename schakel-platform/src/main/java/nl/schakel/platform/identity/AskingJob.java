// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks the key holder beside the pages; one node at a time. */
@Configuration(proxyBeanMethods = false)
class AskingJob {
  private static final Duration BETWEEN = Duration.ofSeconds(20);

  @Bean
  RecurringTask<Void> askKeyHolderTask(NumberPseudonyms numbers) {
    return Tasks.recurring("identity.ask-key-holder", FixedDelay.of(BETWEEN))
        .execute((instance, context) -> numbers.askWhenTime());
  }
}
