// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

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

/** Makes planned drafts beside the pages, and begins again after a restart. */
@Configuration(proxyBeanMethods = false)
class ReleaseDraftJob {
  private static final int MOST_FAILURES = 3;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  @Bean
  CustomTask<UUID> releaseDraftTask(ObjectProvider<ReleaseDrafts> drafts, Clock clock) {
    return Tasks.custom("monitor.release-draft", UUID.class)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) -> again(complete, operations, drafts.getObject(), clock))
        .execute(
            (instance, context) -> {
              drafts.getObject().make(new ReleaseId(instance.getData()));
              return new CompletionHandler.OnCompleteRemove<>();
            });
  }

  private static void again(
      ExecutionComplete complete,
      ExecutionOperations<UUID> operations,
      ReleaseDrafts drafts,
      Clock clock) {
    if (complete.getExecution().consecutiveFailures + 1 >= MOST_FAILURES) {
      drafts.giveUp(new ReleaseId(UUID.fromString(complete.getExecution().taskInstance.getId())));
      operations.remove();
    } else {
      operations.reschedule(complete, clock.instant().plus(AGAIN));
    }
  }
}
