// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of one organisation on one day.
 *
 * <p>A decision about the organisation wins over the list for its kind; among decisions, and among
 * the rules of the list, one for exactly this ground wins over one for every ground; then the
 * latest. Where nothing is laid down, the route is closed. For one thread.
 */
final class OrganisationRoutes {
  private static final Comparator<RouteRule> STRONGEST =
      Comparator.comparing((RouteRule rule) -> rule.decision().isPresent())
          .thenComparing(rule -> !rule.ground().equals(RouteRule.ANY_GROUND))
          .thenComparing(RouteRule::id);

  private final List<RouteRule> rules;

  /** Asked for each name in a file, so it is worked out once for each route and ground. */
  private final Map<LinkageRoute, Map<String, Optional<RouteRule>>> answers =
      new EnumMap<>(LinkageRoute.class);

  OrganisationRoutes(Collection<RouteRule> all, LocalDate day) {
    rules = all.stream().filter(rule -> rule.validOn(day) && !rule.waits()).toList();
  }

  /** What decides about this route on this ground; empty when nothing is laid down. */
  Optional<RouteRule> rule(LinkageRoute route, String ground) {
    return answers
        .computeIfAbsent(route, each -> new HashMap<>())
        .computeIfAbsent(ground, each -> strongest(route, each));
  }

  private Optional<RouteRule> strongest(LinkageRoute route, String ground) {
    return rules.stream()
        .filter(rule -> rule.route() == route)
        .filter(rule -> rule.ground().equals(ground) || rule.ground().equals(RouteRule.ANY_GROUND))
        .max(STRONGEST);
  }

  boolean allows(LinkageRoute route, String ground) {
    return rule(route, ground).filter(RouteRule::allowed).isPresent();
  }
}
