// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.AccountId;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.access.Requires;
import nl.schakel.platform.organisation.OrganisationNotFound;
import nl.schakel.platform.organisation.Organisations;
import nl.schakel.platform.report.LinkageRoutes;
import nl.schakel.platform.report.LinkageRoutes.Outcome;
import nl.schakel.platform.report.ReportRights;
import nl.schakel.platform.report.RouteDecisionNotFound;
import nl.schakel.platform.report.RouteRule;
import nl.schakel.platform.web.FieldProblem;
import nl.schakel.platform.web.InvalidInput;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Routes by which persons are recognised, for systems. */
@RestController
@RequestMapping("/api/v1/linkage-routes/{organisation}")
@Requires(ReportRights.LINKAGE_ROUTES)
@Tag(name = "linkage-routes", description = "How organisations let persons be recognised")
class RouteApi {
  private final LinkageRoutes routes;
  private final Organisations organisations;

  RouteApi(LinkageRoutes routes, Organisations organisations) {
    this.routes = routes;
    this.organisations = organisations;
  }

  /** A rule or decision; without {@code decidedBy} it is of the list that comes with Schakel. */
  record RuleAnswer(
      Optional<Long> decision,
      String route,
      String ground,
      boolean open,
      boolean waitsForSecondPerson,
      String because,
      String certainty,
      LocalDate validFrom,
      Optional<LocalDate> validTo,
      Optional<String> reason,
      Optional<String> assessment,
      Optional<String> decidedBy,
      Optional<Instant> decidedAt,
      Optional<String> confirmedBy) {
    static RuleAnswer of(RouteRule rule) {
      Optional<RouteRule.Decision> decision = rule.decision();
      return new RuleAnswer(
          decision.map(one -> rule.id()),
          rule.route().code(),
          rule.ground(),
          rule.allowed() && !rule.waits(),
          rule.waits(),
          rule.because(),
          rule.certainty(),
          rule.validFrom(),
          rule.validTo(),
          decision.map(RouteRule.Decision::reason),
          decision.flatMap(RouteRule.Decision::assessment),
          decision.map(one -> text(one.by())),
          decision.map(RouteRule.Decision::at),
          decision.flatMap(RouteRule.Decision::confirmed).map(second -> text(second.by())));
    }

    private static String text(AccountId account) {
      return account.value().toString();
    }
  }

  /** One route today: open under these rules, or closed by that one. */
  record RouteAnswer(String route, boolean open, List<RuleAnswer> rules) {
    static RouteAnswer of(LinkageRoutes.State state) {
      boolean open = !state.open().isEmpty();
      return new RouteAnswer(
          state.route().code(),
          open,
          (open ? state.open().stream() : state.closed().stream()).map(RuleAnswer::of).toList());
    }
  }

  record RoutesAnswer(List<RouteAnswer> routes, List<RuleAnswer> decisions) {}

  @GetMapping
  @Operation(summary = "Routes of one organisation today", operationId = "readLinkageRoutes")
  RoutesAnswer read(@PathVariable String organisation) {
    OrganisationId id = OrganisationNotFound.parse(organisation);
    organisations.get(id);
    return new RoutesAnswer(
        routes.states(id).stream().map(RouteAnswer::of).toList(),
        routes.history(id).stream().map(RuleAnswer::of).toList());
  }

  /** A decision; {@code to} and {@code assessment} are needed for the route {@code encoded}. */
  record DecisionQuestion(
      Optional<String> route,
      Optional<String> ground,
      Optional<Boolean> open,
      Optional<String> certainty,
      Optional<String> reason,
      Optional<String> from,
      Optional<String> to,
      Optional<String> assessment) {
    RoutePages.RouteForm form() {
      return new RoutePages.RouteForm(
          route.orElse(""),
          ground.orElse(""),
          open.map(yes -> yes ? "yes" : "no").orElse(""),
          certainty.orElse(""),
          reason.orElse(""),
          from.orElse(""),
          to.orElse(""),
          assessment.orElse(""));
    }
  }

  @PostMapping("/decisions")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Open or close a route", operationId = "decideLinkageRoute")
  RuleAnswer decide(@PathVariable String organisation, @RequestBody DecisionQuestion question) {
    OrganisationId id = OrganisationNotFound.parse(organisation);
    List<FieldProblem> problems = new ArrayList<>();
    return RouteForms.read(id, question.form(), problems)
        .map(asked -> told(routes.decide(asked)))
        .orElseThrow(() -> new InvalidInput(problems));
  }

  @PostMapping("/decisions/{decision}/confirmation")
  @Operation(summary = "Agree as the second person", operationId = "confirmLinkageRoute")
  RuleAnswer confirm(@PathVariable String organisation, @PathVariable String decision) {
    return told(
        routes.confirm(
            OrganisationNotFound.parse(organisation), RouteDecisionNotFound.parse(decision)));
  }

  private static RuleAnswer told(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(RouteRule rule) -> RuleAnswer.of(rule);
      case Outcome.Refused refused -> throw new InvalidInput(refused.problems());
    };
  }
}
