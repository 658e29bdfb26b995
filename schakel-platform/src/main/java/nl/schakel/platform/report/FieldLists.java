// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.report.FieldRule.Presence;
import nl.schakel.platform.report.FieldRule.Switched;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Field lists as data: what each reporter type must, may and may not report, on which ground, since
 * when, and who switched it.
 *
 * <p>A switch made on another node is seen within {@link #FRESH_FOR}.
 */
@Service
public class FieldLists {
  static final Duration FRESH_FOR = Duration.ofSeconds(10);
  private static final String SWITCH_REASONS = "switch-reason";

  private final ReferenceStore store;
  private final ReportFields fields;
  private final Grounds grounds;
  private final CodeLists codeLists;
  private final Gate gate;
  private final AuditLog auditLog;
  private final ReportCalendar calendar;
  private final ObjectProvider<ListsAgainstRules> judge;
  private final Clock clock;
  private volatile Snapshot snapshot;

  FieldLists(
      ReferenceStore store,
      ReferenceData loaded,
      ReportFields fields,
      Grounds grounds,
      CodeLists codeLists,
      Gate gate,
      AuditLog auditLog,
      ReportCalendar calendar,
      ObjectProvider<ListsAgainstRules> judge,
      Clock clock) {
    this.store = store;
    this.fields = fields;
    this.grounds = grounds;
    this.codeLists = codeLists;
    this.gate = gate;
    this.auditLog = auditLog;
    this.calendar = calendar;
    this.judge = judge;
    this.clock = clock;
    this.snapshot = new Snapshot(store.rules(), clock.instant());
  }

  /** All rules as they stood at a moment, with what was looked up in them. */
  private static final class Snapshot {
    private final Map<String, Map<String, List<FieldRule>>> rules = new LinkedHashMap<>();
    private final Map<BookKey, RuleBook> books = new ConcurrentHashMap<>();
    private final long last;
    private final Instant readAt;

    /**
     * Days on which a rule of a reporter type begins or has just ended: between two, all is one.
     */
    private final Map<String, NavigableSet<LocalDate>> turns = new HashMap<>();

    private record BookKey(String reporterType, LocalDate since) {}

    Snapshot(Collection<FieldRule> all, Instant readAt) {
      this.readAt = readAt;
      this.last = all.stream().mapToLong(FieldRule::id).max().orElse(0);
      for (FieldRule rule : all) {
        rules
            .computeIfAbsent(rule.reporterType(), type -> new LinkedHashMap<>())
            .computeIfAbsent(rule.field(), field -> new ArrayList<>())
            .add(rule);
        NavigableSet<LocalDate> days =
            turns.computeIfAbsent(
                rule.reporterType(), type -> new TreeSet<>(Set.of(LocalDate.MIN)));
        days.add(rule.validFrom());
        rule.validTo().map(last -> last.plusDays(1)).ifPresent(days::add);
      }
    }

    private Snapshot(Snapshot same, Instant readAt) {
      this.rules.putAll(same.rules);
      this.turns.putAll(same.turns);
      this.books.putAll(same.books);
      this.last = same.last;
      this.readAt = readAt;
    }

    /** The same for all days between two turns, so that reports of many years need few books. */
    BookKey key(String reporterType, LocalDate day) {
      NavigableSet<LocalDate> days = turns.get(reporterType);
      LocalDate since = days == null ? null : days.floor(day);
      return new BookKey(reporterType, since == null ? LocalDate.MIN : since);
    }

    List<FieldRule> history(String reporterType, String field) {
      return rules.getOrDefault(reporterType, Map.of()).getOrDefault(field, List.of());
    }

    /** A person's switch wins over the reference, the latest over the earlier. */
    Optional<FieldRule> rule(String reporterType, String field, LocalDate day) {
      return history(reporterType, field).stream()
          .filter(rule -> rule.validOn(day))
          .max(
              Comparator.comparing((FieldRule rule) -> rule.switched().isPresent())
                  .thenComparing(FieldRule::id));
    }
  }

  private Snapshot current() {
    Snapshot seen = snapshot;
    Instant now = clock.instant();
    if (seen.readAt.plus(FRESH_FOR).isBefore(now)) {
      seen =
          store.lastRule() == seen.last
              ? new Snapshot(seen, now)
              : new Snapshot(store.rules(), now);
      snapshot = seen;
    }
    return seen;
  }

  /** Reporter types that have a field list. */
  public List<String> reporterTypes() {
    return codeLists.codes("reporter-type").stream()
        .map(Code::code)
        .filter(current().rules::containsKey)
        .toList();
  }

  /** The rule on that day; empty means that nobody laid one down, so nothing is allowed. */
  public Optional<FieldRule> rule(String reporterType, String field, LocalDate day) {
    return current().rule(reporterType, field, day);
  }

  /** The whole list of a reporter type on a day, in the order of the form. */
  public RuleBook on(String reporterType, LocalDate day) {
    Snapshot now = current();
    return now.books.computeIfAbsent(
        now.key(reporterType, day),
        key ->
            new RuleBook(
                reporterType,
                fields.all().stream()
                    .flatMap(field -> now.rule(reporterType, field.name(), day).stream())
                    .toList()));
  }

  public RuleBook today(String reporterType) {
    return on(reporterType, calendar.today());
  }

  /** What was ever laid down about a field, latest first. */
  public List<FieldRule> history(String reporterType, String field) {
    gate.require(ReportRights.FIELD_LISTS);
    return current().history(reporterType, field).reversed();
  }

  /** Every switch that a person made, latest first. */
  public List<FieldRule> switches() {
    gate.require(ReportRights.FIELD_LISTS);
    return current().rules.values().stream()
        .flatMap(type -> type.values().stream())
        .flatMap(List::stream)
        .filter(rule -> rule.switched().isPresent())
        .sorted(Comparator.comparing(FieldRule::id).reversed())
        .toList();
  }

  /**
   * A decision to let a reporter type give a field, or to stop it.
   *
   * @param reason code of the list switch-reason
   * @param from first day on which it holds; today or later, so that no report becomes unlawful
   *     afterwards
   */
  public record FieldSwitch(
      String reporterType,
      String field,
      boolean allowed,
      String ground,
      String certainty,
      String reason,
      LocalDate from) {}

  /** What became of a switch. */
  public sealed interface SwitchOutcome {
    record Done(FieldRule rule) implements SwitchOutcome {}

    record Refused(List<FieldProblem> problems) implements SwitchOutcome {}
  }

  /** Switches a field on or off; logged with who, when, ground and reason. */
  @Transactional
  public SwitchOutcome change(FieldSwitch asked) {
    Actor actor = gate.require(ReportRights.FIELD_LISTS);
    FieldRule before =
        rule(asked.reporterType(), asked.field(), calendar.today())
            .orElseThrow(() -> new FieldRuleNotFound(asked.reporterType(), asked.field()));
    List<FieldProblem> problems = problems(asked, before);
    if (!problems.isEmpty()) {
      return new SwitchOutcome.Refused(problems);
    }
    Instant now = clock.instant();
    FieldRule after = after(asked, before, actor, now);
    if (asked.allowed() && !judge.getObject().against(after).isEmpty()) {
      return new SwitchOutcome.Refused(List.of(new FieldProblem("field", "switch-rules")));
    }
    store.insertRules(List.of(after), now);
    auditLog.write(new FieldSwitched(asked));
    forgetAfterCommit();
    return new SwitchOutcome.Done(after);
  }

  private static FieldRule after(FieldSwitch asked, FieldRule before, Actor actor, Instant now) {
    return new FieldRule(
        0,
        before.reporterType(),
        before.field(),
        asked.allowed() ? Presence.ALLOWED : Presence.NOT_ALLOWED,
        true,
        asked.ground(),
        "",
        "",
        asked.certainty(),
        asked.from(),
        Optional.empty(),
        before.source(),
        List.of(),
        Optional.of(new Switched(actor.account(), now, asked.reason())));
  }

  private List<FieldProblem> problems(FieldSwitch asked, FieldRule before) {
    List<FieldProblem> problems = new ArrayList<>();
    if (!before.switchable()) {
      problems.add(new FieldProblem("field", "not-switchable"));
    }
    if (before.refused() != asked.allowed()) {
      problems.add(new FieldProblem("field", asked.allowed() ? "already-on" : "already-off"));
    }
    if (grounds.find(asked.ground()).filter(ground -> fits(ground, asked)).isEmpty()) {
      problems.add(new FieldProblem("ground", "switch-ground"));
    }
    if (codeLists.code("rule-certainty", asked.certainty()).isEmpty()) {
      problems.add(new FieldProblem("certainty", "switch-certainty"));
    }
    if (codeLists.code(SWITCH_REASONS, asked.reason()).isEmpty()) {
      problems.add(new FieldProblem("reason", "switch-reason"));
    }
    if (asked.from().isBefore(calendar.today())) {
      problems.add(new FieldProblem("from", "switch-past"));
    }
    return problems;
  }

  /** On takes a ground for reporting, or that of the report itself; off a reason not to ask. */
  private static boolean fits(Ground ground, FieldSwitch asked) {
    boolean forReporting = ground.selectable() || ground.kind().equals("per-report");
    return forReporting == asked.allowed();
  }

  private void forgetAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            snapshot = new Snapshot(store.rules(), clock.instant());
          }
        });
  }
}
