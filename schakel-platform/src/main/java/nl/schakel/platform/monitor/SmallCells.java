// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the figures of one year safe to show together: the total and several cuts of it.
 *
 * <p>Guarantee: what is shown is a multiple of five, or hidden. For every hidden number, given
 * everything shown of that year (its total and every other cut) and given this very method, each of
 * the values 0, 1, 2, 3 and 4 stays possible. Zero looks like one to four.
 *
 * <p>How: numbers below five are hidden, the rest rounded to the nearest five. If an exact audit
 * finds one hidden number that the rest narrows down, every cut of that year must stand a harder
 * test alone, as if the exact total were known to all; a cut that does not is withheld whole for
 * that year. Both tests read only what would be shown, so that their outcome tells nothing more
 * about the cells that are shown. Hiding one more cell of a row would keep more, but whoever knows
 * the rule learns from the choice of that cell.
 *
 * <p>It does not protect against comparing figures made at different moments, against someone who
 * knows some of the persons counted, or against a category that holds everybody (a total that
 * equals its only possible cell). It asks counts that agree with each other and refuses others.
 */
final class SmallCells {
  private SmallCells() {}

  /** Protects one year; cuts keep their order. */
  static SafeYear protect(long total, List<Cut> cuts) {
    cuts.forEach(cut -> cut.checkAgainst(total));
    SafeYear rounded = rounded(total, cuts);
    CellAudit audit = new CellAudit(rounded);
    return audit.keepsAllOpen() ? rounded : withholding(rounded, audit);
  }

  private static SafeYear rounded(long total, List<Cut> cuts) {
    Map<String, SafeCut> safe = new LinkedHashMap<>();
    for (Cut cut : cuts) {
      Map<String, SafeCell> cells = new LinkedHashMap<>();
      cut.cells().forEach(cell -> cells.put(cell.code(), SafeCell.of(cell.count())));
      if (safe.put(cut.dimension(), new SafeCut.Shown(cut.counting(), cells)) != null) {
        throw new IllegalArgumentException("The cut %s stands twice".formatted(cut.dimension()));
      }
    }
    return new SafeYear(SafeCell.of(total), safe);
  }

  private static SafeYear withholding(SafeYear rounded, CellAudit audit) {
    Map<String, SafeCut> kept = new LinkedHashMap<>(rounded.cuts());
    kept.replaceAll(
        (dimension, cut) ->
            cut instanceof SafeCut.Shown shown && audit.keepsOpenForWhoKnowsTheTotal(shown)
                ? shown
                : new SafeCut.Withheld());
    return new SafeYear(rounded.total(), kept);
  }
}
