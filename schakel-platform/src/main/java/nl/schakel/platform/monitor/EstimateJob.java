// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes planned estimates beside the pages, and begins again after a restart. */
@Configuration(proxyBeanMethods = false)
class EstimateJob {
  private static final int MOST_FAILURES = 3;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  @Bean
  CustomTask<String> estimateTask(ObjectProvider<EstimateRuns> runs, Clock clock) {
    return Tasks.custom("monitor.estimate", String.class)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) -> again(complete, operations, runs.getObject(), clock))
        .execute(
            (instance, context) -> {
              runs.getObject().make(id(instance.getId()));
              return new CompletionHandler.OnCompleteRemove<>();
            });
  }

  private static EstimateRunId id(String text) {
    return new EstimateRunId(UUID.fromString(text));
  }

  private static void again(
      ExecutionComplete complete,
      ExecutionOperations<String> operations,
      EstimateRuns runs,
      Clock clock) {
    if (complete.getExecution().consecutiveFailures + 1 >= MOST_FAILURES) {
      runs.giveUp(id(complete.getExecution().taskInstance.getId()));
      operations.remove();
    } else {
      operations.reschedule(complete, clock.instant().plus(AGAIN));
    }
  }
}
