// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.schakel.linkage.encoded.AttackResults;
import nl.schakel.platform.access.Actor;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.audit.AuditLog;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.RouteRule.Confirmed;
import nl.schakel.platform.report.RouteRule.Decision;
import nl.schakel.platform.web.FieldProblem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Routes as data: in which way each organisation may let persons be recognised, on which legal
 * ground, since when, and who decided it.
 *
 * <p>Guarantee: what nobody laid down is closed, and the trial with encodings opens only when two
 * people decided it, with an assessment, an end, and a measured attack below the gate.
 */
@Service
public class LinkageRoutes {
  /** A trial is decided anew at least each year. */
  static final int LONGEST_TRIAL_YEARS = 1;

  private static final int LONGEST_ASSESSMENT = 100;

  private final LinkageRouteStore store;
  private final Grounds grounds;
  private final CodeLists codeLists;
  private final Organisations organisations;
  private final Gate gate;
  private final AuditLog auditLog;
  private final TransactionTemplate transaction;
  private final ReportCalendar calendar;
  private final Clock clock;
  private final Map<String, List<RouteRule>> byReporterType =
      ReferenceFiles.linkageRoutes().stream()
          .collect(Collectors.groupingBy(RouteRule::reporterType));

  LinkageRoutes(
      LinkageRouteStore store,
      Grounds grounds,
      CodeLists codeLists,
      Organisations organisations,
      Gate gate,
      AuditLog auditLog,
      PlatformTransactionManager transactions,
      ReportCalendar calendar,
      Clock clock) {
    this.store = store;
    this.grounds = grounds;
    this.codeLists = codeLists;
    this.organisations = organisations;
    this.gate = gate;
    this.auditLog = auditLog;
    this.transaction = new TransactionTemplate(transactions);
    this.calendar = calendar;
    this.clock = clock;
  }

  /**
   * As they hold for an organisation on a day; asked where its reports come in, which for files is
   * outside the transaction that stores them.
   */
  OrganisationRoutes of(OrganisationId organisation, String reporterType, LocalDate day) {
    List<RouteRule> rules = new ArrayList<>(byReporterType.getOrDefault(reporterType, List.of()));
    rules.addAll(
        Objects.requireNonNull(transaction.execute(status -> store.decisions(organisation))));
    return new OrganisationRoutes(rules, day);
  }

  /** The list that comes with the application, for one kind of organisation. */
  public List<RouteRule> reference(String reporterType) {
    gate.require(ReportRights.LINKAGE_ROUTES);
    return byReporterType.getOrDefault(reporterType, List.of());
  }

  /**
   * One route of an organisation today.
   *
   * @param open the rules under which it is open, one for each ground
   * @param closed the rule that closes it where no other holds
   */
  public record State(LinkageRoute route, List<RouteRule> open, Optional<RouteRule> closed) {}

  /** The routes of an organisation today, whatever their ground. */
  public List<State> states(OrganisationId organisation) {
    gate.require(ReportRights.LINKAGE_ROUTES);
    String type = organisations.reporterType(organisation).orElse("");
    OrganisationRoutes today = asSystem(() -> of(organisation, type, calendar.today()));
    return Stream.of(LinkageRoute.values())
        .map(
            route ->
                new State(
                    route,
                    named()
                        .map(ground -> today.rule(route, ground))
                        .flatMap(Optional::stream)
                        .filter(RouteRule::allowed)
                        .distinct()
                        .toList(),
                    today.rule(route, RouteRule.ANY_GROUND).filter(rule -> !rule.allowed())))
        .toList();
  }

  private Stream<String> named() {
    return grounds.all().stream().filter(LinkageRoutes::canCarry).map(Ground::code);
  }

  /** Everything that was decided about an organisation, latest first. */
  public List<RouteRule> history(OrganisationId organisation) {
    gate.require(ReportRights.LINKAGE_ROUTES);
    return asSystem(() -> store.decisions(organisation)).reversed();
  }

  /** Everything that was decided, latest first, at most so many. */
  public List<RouteRule> latest(int most) {
    gate.require(ReportRights.LINKAGE_ROUTES);
    return asSystem(() -> store.latest(most));
  }

  /**
   * A decision to open or close a route for an organisation on a ground.
   *
   * @param reason code of the list switch-reason
   * @param from first day on which it holds; today or later
   * @param to last day; needed for the trial
   * @param assessment reference of the impact assessment; needed for the trial
   */
  public record RouteDecision(
      OrganisationId organisation,
      LinkageRoute route,
      String ground,
      boolean allowed,
      String certainty,
      String reason,
      LocalDate from,
      Optional<LocalDate> to,
      Optional<String> assessment) {}

  /** What became of a decision. */
  public sealed interface Outcome {
    /** Stored; it waits when a second person must agree. */
    record Done(RouteRule rule) implements Outcome {}

    record Refused(List<FieldProblem> problems) implements Outcome {}
  }

  /** Opens or closes a route; logged with who, when, ground and reason. */
  public Outcome decide(RouteDecision asked) {
    Actor actor = gate.require(ReportRights.LINKAGE_ROUTES);
    organisations.get(asked.organisation());
    List<FieldProblem> problems = problems(asked);
    if (!problems.isEmpty()) {
      return new Outcome.Refused(problems);
    }
    RouteRule rule =
        new RouteRule(
            0,
            "",
            asked.route(),
            asked.ground(),
            asked.allowed(),
            asked.ground(),
            asked.certainty(),
            asked.from(),
            asked.to(),
            "",
            Optional.of(
                new Decision(
                    asked.organisation(),
                    actor.account(),
                    clock.instant(),
                    asked.reason(),
                    asked.assessment(),
                    Optional.empty())));
    return asSystem(
        () -> {
          RouteRule stored = store.insert(rule);
          auditLog.writeFor(actor, RouteEvent.decided(stored));
          return new Outcome.Done(stored);
        });
  }

  /** The second person agrees; from then on the trial may begin. */
  public Outcome confirm(OrganisationId organisation, long id) {
    Actor actor = gate.require(ReportRights.LINKAGE_ROUTES);
    return asSystem(
        () -> {
          RouteRule rule =
              store
                  .lock(organisation, id)
                  .filter(RouteRule::waits)
                  .orElseThrow(() -> new RouteDecisionNotFound(id));
          Decision decision = rule.decision().orElseThrow();
          List<FieldProblem> problems = new ArrayList<>(gateProblems(rule.route()));
          if (decision.by().equals(actor.account())) {
            problems.add(new FieldProblem("route", "route-second-person"));
          }
          if (!problems.isEmpty()) {
            return new Outcome.Refused(problems);
          }
          Instant now = clock.instant();
          store.confirm(id, new Confirmed(actor.account(), now));
          auditLog.writeFor(actor, RouteEvent.confirmed(rule));
          return new Outcome.Done(store.lock(organisation, id).orElseThrow());
        });
  }

  /** Rows of other organisations are walled off for whoever administers; the right was asked. */
  private <T> T asSystem(Supplier<T> work) {
    return gate.asSystem(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
  }

  private List<FieldProblem> problems(RouteDecision asked) {
    List<FieldProblem> problems = new ArrayList<>();
    if (organisations.reporterType(asked.organisation()).isEmpty()) {
      problems.add(new FieldProblem("organisation", "organisation-does-not-report"));
    }
    if (grounds.find(asked.ground()).filter(LinkageRoutes::canCarry).isEmpty()) {
      problems.add(new FieldProblem("ground", "switch-ground"));
    }
    if (codeLists.code("rule-certainty", asked.certainty()).isEmpty()) {
      problems.add(new FieldProblem("certainty", "switch-certainty"));
    }
    if (codeLists.code("switch-reason", asked.reason()).isEmpty()) {
      problems.add(new FieldProblem("reason", "switch-reason"));
    }
    if (asked.from().isBefore(calendar.today())) {
      problems.add(new FieldProblem("from", "switch-past"));
    }
    if (asked.to().filter(last -> last.isBefore(asked.from())).isPresent()) {
      problems.add(new FieldProblem("to", "route-period"));
    }
    if (asked.allowed()) {
      problems.addAll(gateProblems(asked.route()));
      trialProblems(asked, problems);
    }
    return problems;
  }

  /** A ground that a report may name, or every one. */
  private static boolean canCarry(Ground ground) {
    return ground.selectable() || ground.code().equals(RouteRule.ANY_GROUND);
  }

  private static void trialProblems(RouteDecision asked, List<FieldProblem> problems) {
    if (!asked.route().isTrial()) {
      return;
    }
    if (asked
        .assessment()
        .filter(text -> !text.isBlank() && text.length() <= LONGEST_ASSESSMENT)
        .isEmpty()) {
      problems.add(
          new FieldProblem("assessment", "route-assessment", Integer.toString(LONGEST_ASSESSMENT)));
    }
    if (asked
        .to()
        .filter(last -> last.isBefore(asked.from().plusYears(LONGEST_TRIAL_YEARS)))
        .isEmpty()) {
      problems.add(
          new FieldProblem("to", "route-trial-end", Integer.toString(LONGEST_TRIAL_YEARS)));
    }
    if (asked.ground().equals(RouteRule.ANY_GROUND)) {
      problems.add(new FieldProblem("ground", "route-trial-ground"));
    }
  }

  /** What no person can decide: a route that is not built, or whose protection was not shown. */
  private static List<FieldProblem> gateProblems(LinkageRoute route) {
    if (!route.isBuilt()) {
      return List.of(new FieldProblem("route", "route-not-built"));
    }
    AttackResults measured = AttackResults.published();
    return route.isTrial() && !measured.withinGate()
        ? List.of(
            new FieldProblem(
                "route",
                "route-attack-gate",
                measured.worstHardenedPercent(),
                AttackResults.GATE_PERCENT))
        : List.of();
  }

  /**
   * What is wrong with a report whose person could be recognised in a way that the organisation
   * does not have: one problem for each field.
   */
  List<FieldProblem> refusals(OrganisationRoutes routes, NewReport report) {
    String ground = report.facts().get("ground") instanceof FieldValue.Text text ? text.text() : "";
    List<FieldProblem> problems = new ArrayList<>(0);
    for (String field : report.identityFields()) {
      ReportReader.route(field)
          .filter(route -> !routes.allows(route, ground))
          .ifPresent(route -> problems.add(refusal(field, route, routes.rule(route, ground))));
    }
    return problems;
  }

  /** Why a way is closed, with the rule that closes it. */
  FieldProblem refusal(String field, LinkageRoute route, Optional<RouteRule> rule) {
    if (rule.isEmpty()) {
      return new FieldProblem(field, "not-allowed-no-rule");
    }
    Ground because = grounds.get(rule.get().because());
    return new FieldProblem(
        field,
        "route-" + route.code(),
        because.labelNl(),
        because.labelEn(),
        because.articleNl(),
        codeLists.label("rule-certainty", rule.get().certainty(), ReportReader.DUTCH),
        codeLists.label("rule-certainty", rule.get().certainty(), Locale.ENGLISH),
        because.article());
  }
}
