// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import nl.schakel.platform.audit.AuditLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes what the public wrote in once its term is over (AVG article 5(1)(e)).
 *
 * <p>Guarantee: what is deleted is gone from the tables, and the log says how much and not what.
 * Verdicts stay as counts, and an answer that became a rule stays a rule.
 */
@Component
class SharingRetention {
  private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

  private final BottleneckStore feedback;
  private final HelpDeskStore questions;
  private final SharingSettings settings;
  private final AuditLog auditLog;
  private final Clock clock;

  SharingRetention(
      BottleneckStore feedback,
      HelpDeskStore questions,
      SharingSettings settings,
      AuditLog auditLog,
      Clock clock) {
    this.feedback = feedback;
    this.questions = questions;
    this.settings = settings;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** How much was deleted. */
  record Deleted(int remarks, int questions) {
    boolean anything() {
      return remarks + questions > 0;
    }
  }

  @Transactional
  public Deleted delete() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
    Deleted deleted =
        new Deleted(
            feedback.emptyRemarks(today.minusDays(settings.remarkDays())),
            questions.delete(today.minusDays(settings.helpQuestionDays())));
    if (deleted.anything()) {
      auditLog.write(new TermOver(deleted.remarks(), deleted.questions()));
    }
    return deleted;
  }
}
