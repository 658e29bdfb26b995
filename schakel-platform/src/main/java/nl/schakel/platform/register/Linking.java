// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.schakel.platform.identity.KeyMatch;
import nl.schakel.platform.identity.PersonId;
import nl.schakel.platform.report.ReportId;

/**
 * Which victim each new report belongs to, by strong exact keys alone.
 *
 * <p>Reports are placed in the order of their numbers: one that shares a key with reports of one
 * victim joins it; one that shares no key starts a victim; one whose keys point at several victims
 * starts a victim too, and a registrar is asked. Nothing is merged here.
 */
final class Linking {
  /** A key that thousands share says nothing; more questions than this help no registrar. */
  private static final int MOST_CONFLICTS_PER_REPORT = 10;

  /** A report that was linked before, and where it is now. */
  record Placed(PersonId person, ReportId report, VictimId victim) {}

  /** The keys of a new report point at a victim that is not its own. */
  record Conflict(Source arrival, ReportId other) {}

  record Outcome(
      Map<ReportId, VictimId> victims, Set<VictimId> started, List<Conflict> conflicts) {}

  private final Map<PersonId, Set<PersonId>> sharing = new HashMap<>();
  private final Map<PersonId, Placed> placed = new HashMap<>();
  private final Map<ReportId, VictimId> victims = new LinkedHashMap<>();
  private final Set<VictimId> started = new LinkedHashSet<>();
  private final List<Conflict> conflicts = new ArrayList<>();

  private Linking(Collection<KeyMatch> matches, Collection<Placed> before) {
    for (KeyMatch match : matches) {
      sharing.computeIfAbsent(match.person(), person -> new LinkedHashSet<>()).add(match.other());
    }
    before.forEach(report -> placed.put(report.person(), report));
  }

  static Outcome place(
      Collection<Source> arrivals, Collection<KeyMatch> matches, Collection<Placed> before) {
    Linking linking = new Linking(matches, before);
    arrivals.stream().sorted(Comparator.comparing(Source::number)).forEach(linking::place);
    return new Outcome(linking.victims, linking.started, linking.conflicts);
  }

  private void place(Source arrival) {
    Map<VictimId, ReportId> pointedAt = pointedAt(arrival.person());
    VictimId victim =
        pointedAt.size() == 1 ? pointedAt.keySet().iterator().next() : start(VictimId.next());
    if (pointedAt.size() > 1) {
      pointedAt.values().stream()
          .limit(MOST_CONFLICTS_PER_REPORT)
          .forEach(other -> conflicts.add(new Conflict(arrival, other)));
    }
    victims.put(arrival.report(), victim);
    arrival
        .person()
        .ifPresent(person -> placed.put(person, new Placed(person, arrival.report(), victim)));
  }

  private VictimId start(VictimId victim) {
    started.add(victim);
    return victim;
  }

  private Map<VictimId, ReportId> pointedAt(Optional<PersonId> person) {
    Map<VictimId, ReportId> found = new LinkedHashMap<>();
    person
        .map(known -> sharing.getOrDefault(known, Set.of()))
        .orElse(Set.of())
        .forEach(
            other ->
                Optional.ofNullable(placed.get(other))
                    .ifPresent(report -> found.putIfAbsent(report.victim(), report.report())));
    return found;
  }
}
