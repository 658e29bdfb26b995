// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.RegisterFigures;
import nl.schakel.platform.register.RegisterFigures.MonthCount;
import nl.schakel.platform.web.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Organisations whose reports fell against their own past, by {@link ChangeRule}. */
@Service
public class FallenReporters implements Task.Source {
  /** One year more than is compared, to tell a young reporter from an old one. */
  private static final int MONTHS = TwelveMonths.MONTHS * (2 + ChangeRule.YEARS_BEFORE);

  /** Full months change little within a day; this keeps the home page quick. */
  private static final Duration FRESH_FOR = Duration.ofMinutes(5);

  private final RegisterFigures register;
  private final Organisations organisations;
  private final MonitorSettings settings;
  private final Gate gate;
  private final FigureDisclosure door;
  private final AuditLog auditLog;
  private final Clock clock;
  private volatile @Nullable Known known;

  private record Known(Instant at, long version, YearMonth last, List<FallenReporter> fallen) {}

  FallenReporters(
      RegisterFigures register,
      Organisations organisations,
      MonitorSettings settings,
      Gate gate,
      FigureDisclosure door,
      AuditLog auditLog,
      Clock clock) {
    this.register = register;
    this.organisations = organisations;
    this.settings = settings;
    this.gate = gate;
    this.door = door;
    this.auditLog = auditLog;
    this.clock = clock;
  }

  /** The clearest fall first; logged, because it tells about organisations. */
  @Transactional
  public List<FallenReporter> all() {
    door.requireExact(MonitorRights.DROPS, "drops");
    List<FallenReporter> fallen = found();
    auditLog.write(new DropsRead(fallen.size()));
    return fallen;
  }

  /** The error rate that the list keeps. */
  public double errorRate() {
    return settings.dropErrorRate();
  }

  @Override
  public List<Task> waiting() {
    if (!gate.may(MonitorRights.DROPS)) {
      return List.of();
    }
    int fallen = found().size();
    return fallen == 0
        ? List.of()
        : List.of(
            new Task(
                2,
                fallen == 1 ? "monitor.drops.task.one" : "monitor.drops.task.more",
                List.of(Integer.toString(fallen)),
                "monitor.drops.task.why",
                "monitor.drops.task.do",
                "/monitor/drops",
                Optional.empty()));
  }

  private List<FallenReporter> found() {
    Known seen = known;
    Instant now = clock.instant();
    YearMonth last = YearMonth.from(LocalDate.ofInstant(now, settings.zone())).minusMonths(1);
    if (seen != null && seen.last().equals(last)) {
      if (now.isBefore(seen.at().plus(FRESH_FOR)) || register.version() == seen.version()) {
        return seen.fallen();
      }
    }
    Known fresh = new Known(now, register.version(), last, counted(last));
    known = fresh;
    return fresh.fallen();
  }

  private List<FallenReporter> counted(YearMonth last) {
    YearMonth first = last.minusMonths(MONTHS - 1L);
    Map<OrganisationId, List<Long>> months = new LinkedHashMap<>();
    for (MonthCount count : gate.asSystem(() -> register.reportsPerMonth(first, last))) {
      months
          .computeIfAbsent(
              count.organisation(),
              organisation -> new ArrayList<>(Collections.nCopies(MONTHS, 0L)))
          .set((int) first.until(count.month(), ChronoUnit.MONTHS), count.reports());
    }
    List<ChangeRule.Past<OrganisationId>> pasts = new ArrayList<>();
    months.forEach(
        (organisation, counts) -> pasts.add(new ChangeRule.Past<>(organisation, counts)));
    return ChangeRule.falls(pasts, settings.dropErrorRate()).stream()
        .map(drop -> fallen(drop, last))
        .toList();
  }

  private FallenReporter fallen(ChangeRule.Change<OrganisationId> drop, YearMonth last) {
    Optional<Organisation> organisation = organisations.find(drop.of());
    return new FallenReporter(
        organisation.map(Organisation::name).orElseGet(() -> drop.of().toString()),
        organisation.flatMap(Organisation::dutyContact),
        drop.months(),
        last,
        drop.before(),
        drop.now(),
        drop.chance());
  }
}
