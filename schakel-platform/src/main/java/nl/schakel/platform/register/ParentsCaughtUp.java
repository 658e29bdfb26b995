// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.List;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.report.ReportId;
import nl.schakel.platform.report.Reports;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells of parents whom reports named before the register told of them; a migration puts the job
 * down once. Telling twice changes nothing.
 */
@Configuration(proxyBeanMethods = false)
class ParentsCaughtUp {
  private static final int AT_ONCE = 500;

  @Bean
  OneTimeTask<Void> tellOfParentsTask(
      Gate gate,
      Reports reports,
      RegisterStore store,
      ExploitingParents parents,
      TransactionTemplate transaction) {
    return Tasks.oneTime("register.tell-of-parents")
        .execute(
            (instance, context) -> gate.asSystem(() -> tell(reports, store, parents, transaction)));
  }

  /** Returns how many reports name a parent. */
  static int tell(
      Reports reports,
      RegisterStore store,
      ExploitingParents parents,
      TransactionTemplate transaction) {
    List<ReportId> naming = reports.namingParent();
    for (int from = 0; from < naming.size(); from += AT_ONCE) {
      List<ReportId> some = naming.subList(from, Math.min(from + AT_ONCE, naming.size()));
      transaction.executeWithoutResult(
          status -> parents.gained(store.sources(store.victimsOf(some)).values()));
    }
    return naming.size();
  }
}
