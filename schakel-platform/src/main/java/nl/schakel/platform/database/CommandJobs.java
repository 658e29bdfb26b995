// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.database;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A command plans jobs and runs none: it ends soon, and jobs of the server that it does not have
 * are none of its business.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnNotWebApplication
class CommandJobs {
  @Bean
  DbSchedulerStarter jobsAreForTheServer() {
    return () -> {};
  }
}
