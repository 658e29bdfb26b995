// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.ArrayList;
import java.util.List;
import nl.schakel.disclosure.Cohort;
import nl.schakel.disclosure.Ledger;
import nl.schakel.disclosure.Release;

/**
 * The releases that a table is judged together with, from its own frozen set and from others; grows
 * with each table that is shown.
 */
final class Ledgers {
  private Ledger ledger = Ledger.EMPTY;
  private final List<Own> own = new ArrayList<>();
  private final List<Beside> beside = new ArrayList<>();

  /** A table of the own set. */
  private record Own(TableSpecification specification, int window, Release release) {}

  private record Beside(FrozenCube persons, List<Release> releases, int others) {
    void add(Own one) {
      releases.add(one.release().over(persons.count(one.specification(), one.window()), 0));
    }
  }

  Ledger all() {
    return ledger;
  }

  void add(TableSpecification specification, int window, Release release) {
    Own one = new Own(specification, window, release);
    ledger = ledger.with(release);
    own.add(one);
    beside.forEach(group -> group.add(one));
  }

  /** Looks at other sets too. */
  Ledgers beside(List<Common> others) {
    for (Common common : others) {
      Beside group =
          new Beside(common.persons(), new ArrayList<>(common.releases()), told(common.releases()));
      own.forEach(group::add);
      beside.add(group);
    }
    return this;
  }

  private static int told(List<Release> releases) {
    return (int)
        releases.stream().filter(release -> !release.name().equals(Neighbours.NOT_OURS)).count();
  }

  /** How many tables from other sets there are that the reader may know of. */
  int others() {
    return beside.stream().mapToInt(Beside::others).max().orElse(0);
  }

  /** What was published over other sets, as it bears on this table. */
  List<Cohort> cohorts(TableSpecification specification, int window) {
    return beside.stream()
        .map(group -> new Cohort(group.persons().count(specification, window), group.releases()))
        .toList();
  }
}
