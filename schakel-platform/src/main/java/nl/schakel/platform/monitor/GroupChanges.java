// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.monitor.ChangedGroup.Grouping;
import nl.schakel.platform.monitor.TwelveMonths.Way;
import nl.schakel.platform.organisation.Organisation;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.register.RegisterFigures;
import nl.schakel.platform.register.RegisterFigures.Dimension;
import nl.schakel.platform.register.RegisterFigures.MonthCount;
import nl.schakel.platform.register.RegisterFigures.ValueMonthCount;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Kinds of reporter, forms of exploitation and regions whose reports fell or rose against their own
 * past, by {@link ChangeRule}.
 *
 * <p>Guarantee: what leaves here are totals of twelve months to the nearest ten, none below twenty,
 * and the chance as a power of ten; a group with fewer than twenty reports a year is not judged.
 * The list is made from the exact months, once a day while figures are fixed per day: then it is
 * kept, and is the same on every machine and after a restart.
 */
@Service
public class GroupChanges {
  private static final int MONTHS = TwelveMonths.MONTHS * (2 + ChangeRule.YEARS_BEFORE);
  private static final String UNKNOWN = "unknown";

  /** A group of fewer is no group: its reports are those of somebody in particular. */
  private static final int FEWEST_ORGANISATIONS = 3;

  private final RegisterFigures register;
  private final DayFigureStore store;
  private final Organisations organisations;
  private final MonitorSettings settings;
  private final Gate gate;
  private final FigureDisclosure door;
  private final Clock clock;
  private final TransactionTemplate transactions;
  private volatile @Nullable Known known;

  private record Known(LocalDate day, long version, DayChanges changes) {}

  GroupChanges(
      RegisterFigures register,
      DayFigureStore store,
      Organisations organisations,
      MonitorSettings settings,
      Gate gate,
      FigureDisclosure door,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.register = register;
    this.store = store;
    this.organisations = organisations;
    this.settings = settings;
    this.gate = gate;
    this.door = door;
    this.clock = clock;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * The clearest change first. A group of one or two organisations says how those report: it is for
   * who may see that of organisations.
   */
  public List<ChangedGroup> all() {
    door.requireProtected(MonitorRights.CHANGES, "changes");
    boolean all = gate.may(MonitorRights.DROPS);
    DayChanges found = gate.asSystem(this::current);
    return found.changed().stream()
        .filter(
            one -> all || !found.few().contains(new DayChanges.Group(one.grouping(), one.code())))
        .toList();
  }

  private DayChanges current() {
    Known seen = known;
    LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
    long version = settings.fixedPerDay() ? 0 : register.version();
    if (seen != null && seen.day().equals(today) && seen.version() == version) {
      return seen.changes();
    }
    DayChanges fresh = settings.fixedPerDay() ? ofDay(today) : made(today);
    known = new Known(today, version, fresh);
    return fresh;
  }

  private DayChanges ofDay(LocalDate day) {
    Optional<DayChanges> kept = transactions.execute(status -> store.changesOf(day));
    if (kept.isPresent()) {
      return kept.get();
    }
    long version = register.version();
    DayChanges fresh = made(day);
    return transactions.execute(
        status -> {
          store.keep(day, clock.instant(), version, fresh);
          return store.changesOf(day).orElseThrow();
        });
  }

  private DayChanges made(LocalDate day) {
    YearMonth last = YearMonth.from(day).minusMonths(1);
    return new DayChanges(counted(last), ofFew(last));
  }

  /** Kinds of reporter and regions; a form has reports of many. */
  private Set<DayChanges.Group> ofFew(YearMonth last) {
    Map<DayChanges.Group, Set<OrganisationId>> reporting = new HashMap<>();
    for (MonthCount one : register.reportsPerMonth(last.minusMonths(MONTHS - 1L), last)) {
      Optional<Organisation> organisation = organisations.find(one.organisation());
      String type = organisation.map(Organisation::type).orElse(UNKNOWN);
      String region = organisation.map(Organisation::region).orElse(UNKNOWN);
      for (DayChanges.Group group :
          List.of(
              new DayChanges.Group(Grouping.REPORTER_TYPE, type),
              new DayChanges.Group(Grouping.REGION, region))) {
        reporting.computeIfAbsent(group, fresh -> new HashSet<>()).add(one.organisation());
      }
    }
    return reporting.entrySet().stream()
        .filter(entry -> entry.getValue().size() < FEWEST_ORGANISATIONS)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<ChangedGroup> counted(YearMonth last) {
    YearMonth first = last.minusMonths(MONTHS - 1L);
    Map<DayChanges.Group, List<Long>> months = new LinkedHashMap<>();
    for (ValueMonthCount one : register.reportsPerMonth(Dimension.REPORTER_TYPE, first, last)) {
      add(
          months,
          new DayChanges.Group(Grouping.REPORTER_TYPE, one.value()),
          first,
          one.month(),
          one.reports());
    }
    for (ValueMonthCount one : register.reportsPerMonth(Dimension.FORM, first, last)) {
      add(
          months,
          new DayChanges.Group(Grouping.FORM, one.value()),
          first,
          one.month(),
          one.reports());
    }
    Map<OrganisationId, String> regions = new HashMap<>();
    for (MonthCount one : register.reportsPerMonth(first, last)) {
      String region = regions.computeIfAbsent(one.organisation(), this::region);
      add(months, new DayChanges.Group(Grouping.REGION, region), first, one.month(), one.reports());
    }
    List<ChangeRule.Past<DayChanges.Group>> pasts = new ArrayList<>();
    months.forEach((group, counts) -> pasts.add(new ChangeRule.Past<>(group, counts)));
    return ChangeRule.changes(
            pasts, EnumSet.allOf(Way.class), ChangedGroup.Year.SMALLEST, settings.dropErrorRate())
        .stream()
        .map(change -> told(change, last))
        .toList();
  }

  private static void add(
      Map<DayChanges.Group, List<Long>> months,
      DayChanges.Group group,
      YearMonth first,
      YearMonth month,
      long reports) {
    List<Long> counts =
        months.computeIfAbsent(group, fresh -> new ArrayList<>(Collections.nCopies(MONTHS, 0L)));
    int at = (int) first.until(month, ChronoUnit.MONTHS);
    counts.set(at, counts.get(at) + reports);
  }

  private String region(OrganisationId organisation) {
    return organisations.find(organisation).map(Organisation::region).orElse(UNKNOWN);
  }

  private static ChangedGroup told(ChangeRule.Change<DayChanges.Group> change, YearMonth last) {
    List<Long> counts = change.years();
    List<ChangedGroup.Year> years = new ArrayList<>();
    for (int at = 0; at < counts.size(); at++) {
      long monthsBack = (long) TwelveMonths.MONTHS * (counts.size() - at) - 1;
      years.add(ChangedGroup.Year.of(last.minusMonths(monthsBack), counts.get(at)));
    }
    return new ChangedGroup(
        change.of().grouping(),
        change.of().code(),
        change.way() == Way.FELL,
        years,
        oneIn(change.chance()));
  }

  /** The largest power of ten, up to ten thousand, that the chance keeps under. */
  private static int oneIn(double chance) {
    int oneIn = 1;
    while (oneIn < 10_000 && chance * oneIn * 10 <= 1) {
      oneIn *= 10;
    }
    return oneIn;
  }
}
