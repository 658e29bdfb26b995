// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.List;

/**
 * What was published over other frozen sets, as it bears on the persons whom these sets and that of
 * a new table have in common.
 *
 * <p>Guarantee: a table that is protected beside a cohort tells of no cell of the common persons
 * that it holds fewer than the base but somebody, also to readers who know every person that the
 * sets do not have in common; unless earlier releases alone told them already.
 *
 * @param table the new table, counted over the common persons alone
 * @param releases earlier releases over all these sets, that of the new table among them, each
 *     {@link Release#over} the common persons
 */
public record Cohort(CountTable table, List<Release> releases) {
  public Cohort {
    releases = List.copyOf(releases);
    if (table.cube().isEmpty()) {
      throw new IllegalArgumentException("a cohort without records");
    }
    String set = table.cube().get().hash();
    for (Release release : releases) {
      if (!release.table().cube().map(Cube::hash).equals(table.cube().map(Cube::hash))) {
        throw new IllegalArgumentException(
            "%s is not counted over the cohort %s".formatted(release.name(), set));
      }
    }
  }

  /** Returns the new table as readers would see it. */
  Release shown(Release whole) {
    return whole.over(table, 0);
  }

  /** Whether nobody differs between the sets and readers have the table already. */
  boolean tells(Release whole) {
    int persons = whole.table().cube().map(Cube::size).orElse(-1);
    Release shown = shown(whole);
    return table.cube().orElseThrow().size() == persons
        && releases.stream().anyMatch(shown::isToldBy);
  }
}
