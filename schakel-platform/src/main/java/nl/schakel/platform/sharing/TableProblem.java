// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.sharing;

/**
 * One thing wrong with a decision table, told so that its author finds the place.
 *
 * @param row identifier of the row; empty when it is about the table
 * @param column name of the column; empty when it is about the whole row
 */
public record TableProblem(String table, String row, String column, String message) {
  @Override
  public String toString() {
    return "table %s%s%s: %s"
        .formatted(
            table,
            row.isEmpty() ? "" : ", row " + row,
            column.isEmpty() ? "" : ", column " + column,
            message);
  }
}
