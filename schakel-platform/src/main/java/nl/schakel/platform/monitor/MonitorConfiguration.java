// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import nl.schakel.platform.web.NavigationGroup;
import nl.schakel.platform.web.NavigationItem;
import nl.schakel.platform.web.PublicAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MonitorSettings.class, PublicAddress.class})
class MonitorConfiguration {

  /** Just after midnight, so that a day's figures are those of the day before. */
  @Bean
  RecurringTask<Void> monitorDayFigures(Figures figures, MonitorSettings settings) {
    return Tasks.recurring(
            "monitor-day-figures", Schedules.daily(settings.zone(), LocalTime.of(0, 1)))
        .execute((instance, context) -> figures.prepare());
  }

  @Bean
  PublishedNumbers publishedNumbers() {
    return PublishedNumbers.shipped();
  }

  @Bean
  NavigationItem figuresInMenu() {
    return new NavigationItem(
        NavigationGroup.FIGURES, 60, "/monitor", "monitor.menu", MonitorRights.READ);
  }

  @Bean
  NavigationItem publicationsInMenu() {
    return new NavigationItem(
        NavigationGroup.FIGURES, 65, "/publications", "monitor.publications.menu", "");
  }
}
