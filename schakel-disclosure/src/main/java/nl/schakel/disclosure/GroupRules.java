// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules about groups: what a table must not tell about everybody in a row, whatever is done to its
 * figures.
 *
 * <p>The last dimension of a table is what it tells (its columns), the others say about whom (its
 * rows). A row is any combination of the others, totals and parents among them, but for the row of
 * all persons. A table of one dimension has no rows. Rows of 0 are not judged.
 *
 * <p>Rounded and perturbed tables are judged by the figures that readers would see, never by the
 * true counts: so that a table went out tells a reader who knows the rules nothing that the figures
 * do not tell. What is promised is then about figures too: a row shown as 10 can hold fewer
 * persons, and a row shown as 0 some. Of tables with suppressed cells the true counts are judged,
 * since hidden cells have no figure; that such a table went out does tell that its true counts keep
 * the rules, and the audit does not reckon with that. Differences are judged by true counts always:
 * with figures a step of five would hide them. That a table was let pass then tells that each
 * difference is nothing or at least the smallest, and the audit reckons with that.
 *
 * @param smallestRow fewest persons in a row that is not 0; 10 by own choice, as in the 10-5 rule
 *     of the British Office for National Statistics; 0 switches it off
 * @param largestShare a row in which one column has this share or more is refused, 0.9 by own
 *     choice; above 1 switches it off
 * @param shareJudgedUpTo rows of more persons than this are not judged by their shares
 * @param fullColumns whether all persons of a column may be in one row
 * @param smallestDifference a cell that differs from a cell of an earlier release by fewer persons
 *     than this is refused, 5 by own choice; 0 switches it off
 * @param reason why these rules were chosen; kept with the table
 */
public record GroupRules(
    int smallestRow,
    double largestShare,
    long shareJudgedUpTo,
    boolean fullColumns,
    int smallestDifference,
    String reason) {
  /** Fewest persons in a row. */
  public static final int USUAL_ROW = 10;

  /** Largest share of one column in a row. */
  public static final double USUAL_SHARE = 0.9;

  /** Fewest persons between a cell and one of an earlier release. */
  public static final int USUAL_DIFFERENCE = 5;

  public GroupRules {
    if (smallestRow < 0 || smallestDifference < 0 || !(largestShare > 0) || reason.isBlank()) {
      throw new IllegalArgumentException(
          "smallestRow = %d, smallestDifference = %d, largestShare = %s, reason = '%s'; expected 0 or more, above 0, a reason"
              .formatted(smallestRow, smallestDifference, largestShare, reason));
    }
  }

  /** Returns the rules for a detailed table. */
  public static GroupRules detailed() {
    return new GroupRules(
        USUAL_ROW,
        USUAL_SHARE,
        Long.MAX_VALUE,
        false,
        USUAL_DIFFERENCE,
        "detailed table: rows of 10 persons, no column of 90 % or more, no full column");
  }

  /** Returns the rule against differences alone, for tables whose groups may be known. */
  public static GroupRules differencesOnly(String reason) {
    return new GroupRules(0, 2, 0, true, USUAL_DIFFERENCE, reason);
  }

  /** Returns these rules without the one about differences with earlier releases. */
  public GroupRules withoutDifferences() {
    return new GroupRules(smallestRow, largestShare, shareJudgedUpTo, fullColumns, 0, reason);
  }

  /** Returns these rules with other limits for rows. */
  public GroupRules rows(int fewest, double share, long judgedUpTo, String why) {
    return new GroupRules(fewest, share, judgedUpTo, fullColumns, smallestDifference, why);
  }

  /**
   * Returns why these figures break the rules about rows and columns; empty when they do not.
   *
   * @param figures by cell, totals among them; nothing else is looked at
   */
  List<Refused.Reason> broken(Shape shape, long[] figures) {
    List<Refused.Reason> reasons = new ArrayList<>();
    if (shape.dimensions().size() < 2) {
      return reasons;
    }
    Dimension columns = shape.dimensions().getLast();
    List<List<String>> small = new ArrayList<>();
    List<List<String>> uniform = new ArrayList<>();
    List<List<String>> full = new ArrayList<>();
    for (int row = columns.size(); row < shape.cells(); row += columns.size()) {
      long persons = figures[row];
      if (persons > 0 && persons < smallestRow) {
        small.add(shape.codes(row));
      }
      for (int leaf = 0; leaf < columns.leafCount(); leaf++) {
        int cell = row + columns.leafNode(leaf);
        if (persons > 0 && persons <= shareJudgedUpTo && figures[cell] >= largestShare * persons) {
          uniform.add(shape.codes(cell));
        }
        // With noise a part can be shown as more than the whole.
        if (figures[cell] > 0
            && figures[cell] >= figures[columns.leafNode(leaf)]
            && persons < figures[0]
            && isLeafRow(shape, row)) {
          full.add(shape.codes(cell));
        }
      }
    }
    reason(Refused.Code.SMALL_ROW, small, smallestRow).ifPresent(reasons::add);
    reason(Refused.Code.ONE_COLUMN, uniform, (int) Math.round(100 * largestShare))
        .ifPresent(reasons::add);
    if (!fullColumns) {
      reason(Refused.Code.FULL_COLUMN, full, 0).ifPresent(reasons::add);
    }
    return reasons;
  }

  private static boolean isLeafRow(Shape shape, int row) {
    int[] nodes = shape.nodes(row);
    for (int d = 0; d < nodes.length - 1; d++) {
      if (!shape.dimensions().get(d).isLeaf(nodes[d])) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Refused.Reason> reason(
      Refused.Code code, List<List<String>> cells, int limit) {
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refused.Reason(code, cells, limit, List.of()));
  }
}
