// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.report.Draft;
import nl.schakel.platform.report.Drafts;
import nl.schakel.platform.report.ReportCalendar;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.web.Task;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts drafts on the first page, first those that will be deleted soon. */
@Component
class DraftTasks implements Task.Source {
  private final Gate gate;
  private final Drafts drafts;
  private final Clock clock;

  DraftTasks(Gate gate, Drafts drafts, Clock clock) {
    this.gate = gate;
    this.drafts = drafts;
    this.clock = clock;
  }

  @Override
  public List<Task> waiting() {
    if (!gate.may(ReportRights.DRAFT)) {
      return List.of();
    }
    Instant now = clock.instant();
    return drafts.mine().stream().map(draft -> task(draft, now)).toList();
  }

  private static Task task(Draft draft, Instant now) {
    boolean soon = !draft.warnFrom().isAfter(now);
    return new Task(
        soon ? 1 : 2,
        soon ? "report.task.draft-soon" : "report.task.draft",
        List.of(day(draft.deleteFrom())),
        soon ? "report.task.draft-soon.reason" : "report.task.draft.reason",
        "report.task.draft.action",
        "/report-drafts/" + draft.id() + "/summary",
        Optional.of(draft.changedAt()));
  }

  static String day(Instant instant) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(LocaleContextHolder.getLocale())
        .format(instant.atZone(ReportCalendar.ZONE));
  }
}
