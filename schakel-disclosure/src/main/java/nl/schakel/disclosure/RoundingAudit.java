// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.List;
import java.util.Optional;

/**
 * Proves that a rounded table, taken by itself, is safe.
 *
 * <p>Checked from the start, not taken over from the search: the rounded leaf cells are multiples
 * of the base and not negative, every shown figure is their sum, and is one of the two neighbouring
 * multiples of the truth. Then the rounded leaf cells are themselves a possible true table, and so
 * are they with up to {@code base - 1} persons more, or where there are any fewer, in one leaf
 * cell. So each shown figure r stands for {@code max(0, r - base + 1)} to {@code r + base - 1} and
 * nothing narrower (the whole proof is in docs/disclosure/method.md).
 */
final class RoundingAudit {
  private final CountTable table;
  private final int base;

  RoundingAudit(CountTable table, int base) {
    this.table = table;
    this.base = base;
  }

  /** Returns the audit; empty when the leaf cells do not explain what is shown. */
  Optional<Audit> of(Rounding.Found found) {
    if (!isMultiples(found.leaves()) || !isNeighbours(found.shown())) {
      return Optional.empty();
    }
    long[] sums = table.shape().sums(found.leaves());
    if (!explains(sums, found.shown())) {
      return Optional.empty();
    }
    return Optional.of(intervals(sums));
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

  private static boolean explains(long[] sums, long[] published) {
    for (int cell = 0; cell < sums.length; cell++) {
      if (published[cell] != Release.NOT_SHOWN && published[cell] != sums[cell]) {
        return false;
      }
    }
    return true;
  }

  /** Of a total that is not shown more is possible than this; it is not claimed. */
  private Audit intervals(long[] sums) {
    long[] least = new long[sums.length];
    long[] most = new long[sums.length];
    for (int cell = 0; cell < sums.length; cell++) {
      least[cell] = Math.max(0, sums[cell] - base + 1);
      most[cell] = sums[cell] + base - 1;
    }
    return new Audit(table.shape(), least, most, List.of());
  }
}
