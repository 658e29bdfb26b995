// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.linkage;

/** Input that cannot be used, with the place where it goes wrong; 0 means no line or no column. */
public final class InvalidInput extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String told;
  private final int line;
  private final int column;

  /** The text says what was expected; it is shown behind the place. */
  public InvalidInput(String name, int line, int column, String problem) {
    super(place(name, line, column) + problem);
    this.told = problem;
    this.line = line;
    this.column = column;
  }

  /** A problem without a place in a file. */
  public InvalidInput(String problem) {
    super(problem);
    this.told = problem;
    this.line = 0;
    this.column = 0;
  }

  /** The same at a place, unless it has one. */
  InvalidInput at(PlacedMap.Place place) {
    return line > 0 || place.line() == 0 ? this : place.wrong(told);
  }

  private static String place(String name, int line, int column) {
    if (line == 0) {
      return name + ": ";
    }
    return column == 0
        ? "%s: line %d: ".formatted(name, line)
        : "%s: line %d, column %d: ".formatted(name, line, column);
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column (field of a table, character of a settings file), from 1. */
  public int column() {
    return column;
  }
}
