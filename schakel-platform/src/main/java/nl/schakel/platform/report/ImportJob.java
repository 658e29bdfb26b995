// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes in uploaded files, one after the other, and goes on with them after a restart. */
@Configuration(proxyBeanMethods = false)
class ImportJob {
  private static final int MOST_FAILURES = 10;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  @Bean
  CustomTask<Void> importTask(ObjectProvider<Imports> imports, Clock clock) {
    return Tasks.custom("report.import", Void.class)
        .onDeadExecutionRevive()
        .onFailure(
            (complete, operations) -> again(complete, operations, imports.getObject(), clock))
        .execute(
            (instance, context) -> {
              Import after = imports.getObject().resume(id(instance.getId()));
              return after.state().ended()
                  ? new CompletionHandler.OnCompleteRemove<>()
                  : (complete, operations) -> putDown(complete, operations, imports, clock);
            });
  }

  private static ImportId id(String text) {
    return new ImportId(UUID.fromString(text));
  }

  /** A sender who stops and at once has it go on must not find the job gone in between. */
  private static void putDown(
      ExecutionComplete complete,
      ExecutionOperations<Void> operations,
      ObjectProvider<Imports> imports,
      Clock clock) {
    ImportId id = id(complete.getExecution().taskInstance.getId());
    if (!imports.getObject().whileHalted(id, operations::remove)) {
      operations.reschedule(complete, clock.instant());
    }
  }

  private static void again(
      ExecutionComplete complete,
      ExecutionOperations<Void> operations,
      Imports imports,
      Clock clock) {
    if (complete.getExecution().consecutiveFailures + 1 >= MOST_FAILURES) {
      imports.giveUp(id(complete.getExecution().taskInstance.getId()));
      operations.remove();
    } else {
      operations.reschedule(complete, clock.instant().plus(AGAIN));
    }
  }

  @Bean
  RecurringTask<Void> forgetAbandonedImports(ObjectProvider<Imports> imports) {
    return Tasks.recurring("report.forget-abandoned-imports", FixedDelay.of(Duration.ofHours(6)))
        .execute((instance, context) -> imports.getObject().forgetAbandoned());
  }
}
