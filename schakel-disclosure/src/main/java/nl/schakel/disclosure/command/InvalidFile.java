// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.disclosure.command;

/** Says what is wrong with a file, on which line and in which column, and what would be right. */
final class InvalidFile extends RuntimeException {
  InvalidFile(int line, int column, String problem) {
    super("line %d, column %d: %s".formatted(line, column, problem));
  }

  InvalidFile(String problem) {
    super(problem);
  }
}
