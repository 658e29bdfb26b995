// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.report.LinkageRoute;
import nl.schakel.platform.report.LinkageRoutes.RouteDecision;
import nl.schakel.platform.web.FieldProblem;

/** From the texts of a page or a system to a decision on a route, once. */
final class RouteForms {
  private RouteForms() {}

  /** Empty when something cannot be read; all of that is then in the list. */
  static Optional<RouteDecision> read(
      OrganisationId organisation, RoutePages.RouteForm form, List<FieldProblem> problems) {
    Optional<LinkageRoute> route = LinkageRoute.of(form.route());
    if (route.isEmpty()) {
      problems.add(new FieldProblem("route", "route-unknown"));
    }
    if (!form.open().equals("yes") && !form.open().equals("no")) {
      problems.add(new FieldProblem("open", "route-open-or-closed"));
    }
    Optional<LocalDate> from = TypedDay.read(form.from());
    if (from.isEmpty()) {
      problems.add(new FieldProblem("from", "date-form"));
    }
    Optional<LocalDate> to = TypedDay.read(form.to());
    if (to.isEmpty() && !form.to().isBlank()) {
      problems.add(new FieldProblem("to", "date-form"));
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RouteDecision(
            organisation,
            route.orElseThrow(),
            form.ground(),
            form.open().equals("yes"),
            form.certainty(),
            form.reason(),
            from.orElseThrow(),
            to,
            Optional.of(form.assessment().strip()).filter(text -> !text.isEmpty())));
  }
}
