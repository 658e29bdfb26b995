// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.schakel.disclosure.Cube;
import nl.schakel.disclosure.Release;
import nl.schakel.platform.access.Gate;
import nl.schakel.platform.access.OrganisationId;
import nl.schakel.platform.register.ReportsForgotten;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds what was published from other frozen sets about the years of a set, so that a new table is
 * judged together with it.
 *
 * <p>Guarantee: looks at the releases of every organisation, as all sets come from one register,
 * and at drafts too, as they may go out; only given back ones are left out. What is held from one
 * question to the next is held for the same releases, answers and erasures alone. Persons stand
 * alike in two sets when they have the same codes. Where persons of the same codes took each
 * other's place, those who are known to be the same person are judged apart, as the key of a person
 * stays over sets.
 */
@Component
class Neighbours {
  private static final int MOST_HELD = 3;

  /** Name of a table of another organisation that is not public: it is never told. */
  static final String NOT_OURS = "…";

  private final ReleaseStore releases;
  private final ExplorerStore answers;
  private final FrozenSetStore sets;
  private final Cubes cubes;
  private final TableProtection protection;
  private final Gate gate;
  private final Clock clock;
  private final TransactionTemplate transactions;
  private final Map<FrozenSetId, Found> held = new LinkedHashMap<>();

  Neighbours(
      ReleaseStore releases,
      ExplorerStore answers,
      FrozenSetStore sets,
      Cubes cubes,
      TableProtection protection,
      Gate gate,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.releases = releases;
    this.answers = answers;
    this.sets = sets;
    this.cubes = cubes;
    this.protection = protection;
    this.gate = gate;
    this.clock = clock;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * What was found.
   *
   * @param stamp the same as long as nothing was added and nobody erased, on whatever machine
   * @param releases what was looked at, in the order in which it was made
   */
  record Found(String stamp, List<ReleaseId> releases, List<Common> common) {}

  /** A table that somebody saw, or may see. */
  private record Seen(
      FrozenSetId set, String name, TableSpecification table, int window, PublishedTable shown) {}

  /** A set with its persons and what was published from them, as it is known over that set. */
  private record Other(FrozenSet set, FrozenCube cube, List<Table> tables, long erased) {}

  private record Table(TableSpecification specification, int window, Release release) {}

  /** For a draft that is being made; asks for a transaction of the system. */
  Found of(FrozenSet set, FrozenCube cube) {
    var beside = releases.beside(set);
    return new Found(
        "", beside.stream().map(one -> one.id()).toList(), common(cube, released(set, beside)));
  }

  /** What a release was judged together with when it was made. */
  List<Common> before(FrozenSet set, FrozenCube cube, ReleaseId made) {
    return gate.asSystem(
        () ->
            transactions.execute(
                status ->
                    common(
                        cube,
                        released(
                            set,
                            releases.judgedWith(made).stream()
                                .filter(one -> !one.set().equals(set.id()))
                                .toList()))));
  }

  /**
   * For an answer to an organisation, which saw its earlier answers too. What counts is what it
   * finds while no other answer to that organisation is being judged.
   */
  Found of(FrozenSet set, FrozenCube cube, OrganisationId organisation) {
    return gate.asSystem(
        () ->
            transactions.execute(
                status -> {
                  var beside = releases.beside(set);
                  List<ReleaseId> ids = beside.stream().map(one -> one.id()).toList();
                  String stamp = stamp(set, organisation, ids);
                  synchronized (held) {
                    Found known = held.get(set.id());
                    if (known != null && known.stamp().equals(stamp)) {
                      return known;
                    }
                  }
                  List<Seen> seen = new ArrayList<>(released(set, beside));
                  for (ExplorerStore.Elsewhere one : answers.elsewhere(set, organisation)) {
                    Explorer.Asked asked = Specifications.readAsked(one.asked());
                    seen.add(
                        new Seen(
                            one.set(), "explorer", asked.table(), asked.window(), one.shown()));
                  }
                  return hold(set, new Found(stamp, ids, common(cube, seen)));
                }));
  }

  /** What would be found for an answer, by its names alone. */
  String stamp(FrozenSet set, OrganisationId organisation) {
    return gate.asSystem(
        () ->
            transactions.execute(
                status ->
                    stamp(
                        set,
                        organisation,
                        releases.beside(set).stream().map(one -> one.id()).toList())));
  }

  private Found hold(FrozenSet set, Found found) {
    synchronized (held) {
      held.put(set.id(), found);
      if (held.size() > MOST_HELD) {
        held.remove(held.keySet().iterator().next());
      }
    }
    return found;
  }

  private String stamp(FrozenSet set, OrganisationId organisation, List<ReleaseId> beside) {
    return "%s %d %d %s"
        .formatted(
            organisation,
            sets.lastErasure(),
            answers.countElsewhere(set, organisation),
            beside.stream().map(ReleaseId::toString).collect(Collectors.joining(" ")));
  }

  /** Of somebody who was erased nothing is held. */
  @TransactionalEventListener
  public void on(ReportsForgotten ignored) {
    synchronized (held) {
      held.clear();
    }
  }

  /** Whether persons were erased since from a set that these tables were judged together with. */
  boolean erasedSince(ReleaseId made) {
    return gate.asSystem(
        () ->
            transactions.execute(
                status -> {
                  long seen = releases.erasuresSeen(made);
                  return releases.judgedWith(made).stream()
                      .anyMatch(release -> sets.isErasedAfter(release.set(), seen));
                }));
  }

  private List<Seen> released(
      FrozenSet set, List<nl.schakel.platform.monitor.release.Release> beside) {
    Instant now = clock.instant();
    List<Seen> seen = new ArrayList<>();
    for (var release : beside) {
      boolean isOurs = release.organisation().equals(set.organisation());
      for (ReleaseTable table : releases.tables(release.id())) {
        String name =
            isOurs || release.isPublic(now)
                ? "%s v%d, %s".formatted(release.publication(), release.version(), table.code())
                : NOT_OURS;
        table
            .published()
            .ifPresent(
                shown ->
                    seen.add(
                        new Seen(
                            release.set(),
                            name,
                            table.specification(),
                            release.monitor().window(),
                            shown)));
      }
    }
    return seen;
  }

  private List<Common> common(FrozenCube cube, List<Seen> seen) {
    List<Other> others =
        seen.stream()
            .collect(Collectors.groupingBy(Seen::set, LinkedHashMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(entry -> other(entry.getKey(), entry.getValue()))
            .toList();
    List<List<Other>> together = new ArrayList<>();
    List<Other> unchanged =
        others.stream().filter(other -> isUnchanged(cube, List.of(other))).toList();
    if (!unchanged.isEmpty()) {
      together.add(unchanged);
    }
    others.stream()
        .filter(other -> !unchanged.contains(other))
        .forEach(other -> together.add(List.of(other)));
    if (together.size() > 1) {
      together.add(others);
    }
    return together.stream().flatMap(group -> judged(cube, group).stream()).toList();
  }

  private Other other(FrozenSetId id, List<Seen> seen) {
    FrozenSet set = sets.find(id).orElseThrow(() -> new FrozenSetNotFound(id));
    FrozenCube cube = cubes.of(set);
    List<Table> tables =
        seen.stream()
            .map(
                one ->
                    new Table(
                        one.table(),
                        one.window(),
                        protection.release(
                            cube, one.table(), one.window(), one.name(), one.shown())))
            .toList();
    return new Other(set, cube, tables, sets.erasedRecords(id));
  }

  private List<Common> judged(FrozenCube cube, List<Other> others) {
    Cube byCodes = common(cube, others, Cube.Alike.CODES);
    Cube byPerson = common(cube, others, Cube.Alike.PERSON);
    return byCodes.size() == byPerson.size()
        ? List.of(common(cube, byCodes, others))
        : List.of(common(cube, byCodes, others), common(cube, byPerson, others));
  }

  private static Common common(FrozenCube cube, Cube persons, List<Other> others) {
    List<Release> over = new ArrayList<>();
    for (Other other : others) {
      FrozenCube counted = other.cube().over(persons);
      for (Table table : other.tables()) {
        over.add(
            table
                .release()
                .over(counted.count(table.specification(), table.window()), other.erased()));
      }
    }
    return new Common(cube.over(persons), over);
  }

  private static boolean isUnchanged(FrozenCube cube, List<Other> others) {
    Cube common = common(cube, others, Cube.Alike.CODES);
    return others.stream()
        .allMatch(
            other ->
                other.erased() == 0
                    && over(cube, common) == cube.records()
                    && over(other.cube(), common) == other.cube().records());
  }

  private static long over(FrozenCube cube, Cube common) {
    return cube.over(common).inItsYears();
  }

  private static Cube common(FrozenCube cube, List<Other> others, Cube.Alike alike) {
    List<Cube> cubes = new ArrayList<>(List.of(cube.cube()));
    others.forEach(other -> cubes.add(other.cube().cube()));
    return Cube.common("common", cubes, FrozenCube.YEAR, alike);
  }
}
