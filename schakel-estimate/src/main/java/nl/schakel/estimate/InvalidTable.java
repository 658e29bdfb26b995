// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.estimate;

/** Says why a file or set of counts is not a capture table, and where the fault is. */
public final class InvalidTable extends IllegalArgumentException {
  private final int line;
  private final int column;

  InvalidTable(int line, int column, String problem) {
    super(at(line, column) + problem);
    this.line = line;
    this.column = column;
  }

  private static String at(int line, int column) {
    if (line == 0) {
      return "";
    }
    return column == 0 ? "line " + line + ": " : "line " + line + ", column " + column + ": ";
  }

  /** Returns the line of the fault, counted from 1; 0 when the fault is not on one line. */
  public int line() {
    return line;
  }

  /**
   * Returns the column of the fault, counted from 1 in fields; 0 when it concerns the whole line.
   */
  public int column() {
    return column;
  }
}
