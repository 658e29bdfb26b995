// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.List;
import java.util.Optional;

/**
 * Proves that a rounded table is safe, from nothing but figures as published and one table of
 * multiples that explains all of them.
 *
 * <p>Checked from the start, not taken over from the search: the witness has no negative group, is
 * made of multiples of the base, gives every published figure, and each figure of the new table is
 * one of the two neighbouring multiples of the truth.
 */
final class RoundingAudit {
  private final CountTable table;
  private final int base;
  private final List<Release> releases;
  private final Atoms atoms;

  RoundingAudit(CountTable table, int base, List<Release> releases, Atoms atoms) {
    this.table = table;
    this.base = base;
    this.releases = releases;
    this.atoms = atoms;
  }

  /** Returns the audit; empty when the witness does not explain what is published. */
  Optional<Audit> of(long[] shown, long[] witness) {
    if (!isMultiples(witness) || !isNeighbours(shown)) {
      return Optional.empty();
    }
    if (!explains(table.shape(), atoms.mine(), witness, shown)) {
      return Optional.empty();
    }
    for (int r = 0; r < releases.size(); r++) {
      Release release = releases.get(r);
      if (release.step() != base
          || release.reach() != base - 1
          || !explains(
              release.table().shape(), atoms.earlier().get(r), witness, published(release))) {
        return Optional.empty();
      }
    }
    return Optional.of(intervals(shown, witness));
  }

  private boolean isMultiples(long[] witness) {
    for (long group : witness) {
      if (group < 0 || group % base != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isNeighbours(long[] shown) {
    for (int cell = 0; cell < shown.length; cell++) {
      long distance = Math.abs(shown[cell] - table.sums()[cell]);
      if (shown[cell] != Release.NOT_SHOWN && (shown[cell] % base != 0 || distance >= base)) {
        return false;
      }
    }
    return true;
  }

  private static long[] published(Release release) {
    long[] published = new long[release.table().shape().cells()];
    for (int cell = 0; cell < published.length; cell++) {
      published[cell] = release.shown(cell);
    }
    return published;
  }

  private static boolean explains(Shape shape, int[] leafCells, long[] witness, long[] published) {
    long[] sums = sums(shape, leafCells, witness);
    for (int cell = 0; cell < sums.length; cell++) {
      if (published[cell] != Release.NOT_SHOWN && published[cell] != sums[cell]) {
        return false;
      }
    }
    return true;
  }

  private static long[] sums(Shape shape, int[] leafCells, long[] witness) {
    long[] leaves = new long[shape.leaves()];
    for (int atom = 0; atom < witness.length; atom++) {
      if (leafCells[atom] >= 0) {
        leaves[leafCells[atom]] += witness[atom];
      }
    }
    return shape.sums(leaves);
  }

  /**
   * One group of a cell can hold up to {@code base - 1} persons more, or, where it holds any,
   * fewer: every published figure over it still stands. A total that is not shown can be at least
   * as far away as its witness allows in one group; more is not claimed.
   */
  private Audit intervals(long[] shown, long[] witness) {
    long[] sums = sums(table.shape(), atoms.mine(), witness);
    long[] least = new long[shown.length];
    long[] most = new long[shown.length];
    for (int cell = 0; cell < shown.length; cell++) {
      least[cell] = Math.max(0, sums[cell] - base + 1);
      most[cell] = sums[cell] + base - 1;
    }
    return new Audit(table.shape(), least, most, releases.stream().map(Release::name).toList());
  }
}
