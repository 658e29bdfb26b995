// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Trains beside the pages, and begins again after a restart. */
@Configuration(proxyBeanMethods = false)
class TrainingJob {
  private static final int MOST_FAILURES = 3;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  @Bean
  CustomTask<Integer> trainingTask(ObjectProvider<TrainingRuns> runs, Clock clock) {
    return Tasks.custom("register.train", Integer.class)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) -> again(complete, operations, runs.getObject(), clock))
        .execute(
            (instance, context) -> {
              runs.getObject().train(instance.getData());
              return new CompletionHandler.OnCompleteRemove<>();
            });
  }

  private static void again(
      ExecutionComplete complete,
      ExecutionOperations<Integer> operations,
      TrainingRuns runs,
      Clock clock) {
    if (complete.getExecution().consecutiveFailures + 1 >= MOST_FAILURES) {
      runs.giveUp(Integer.parseInt(complete.getExecution().taskInstance.getId()));
      operations.remove();
    } else {
      operations.reschedule(complete, clock.instant().plus(AGAIN));
    }
  }
}
