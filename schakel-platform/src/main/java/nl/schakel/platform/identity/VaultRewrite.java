// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.identity;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Writes the vault's tables anew in the night after an erasure, so that nothing of the erased stays
 * behind in the files of the database.
 *
 * <p>It does not reach the write-ahead log and copies of the database; those end with their own
 * retention.
 */
@Component
class VaultRewrite {
  static final String TASK = "identity.rewrite";

  private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");
  private static final LocalTime QUIET = LocalTime.of(3, 30);

  private final OneTimeTask<Void> task;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final Clock clock;

  VaultRewrite(
      OneTimeTask<Void> vaultRewriteTask, ObjectProvider<SchedulerClient> scheduler, Clock clock) {
    this.task = vaultRewriteTask;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Plans the coming night's work in the running transaction, once however many are erased. */
  void plan() {
    ZonedDateTime now = clock.instant().atZone(HERE);
    ZonedDateTime tonight = now.with(QUIET);
    ZonedDateTime next = tonight.isAfter(now) ? tonight : tonight.plusDays(1);
    scheduler.getObject().scheduleIfNotExists(task.instance("vault"), next.toInstant());
  }
}
