// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.web.FieldProblem;

/**
 * A file that cannot be read any further: where, which rule, and what the sentence about it needs.
 * Rows before that line are not touched by it.
 */
public class ImportBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Stands where a problem has no column because it is about the file as a whole. */
  public static final String WHOLE_FILE = "*";

  private final long line;
  private final transient FieldProblem problem;

  ImportBroken(long line, String rule, String... arguments) {
    super("line %d: %s".formatted(line, rule));
    this.line = line;
    this.problem = new FieldProblem(WHOLE_FILE, rule, arguments);
  }

  public long line() {
    return line;
  }

  public FieldProblem problem() {
    return problem;
  }
}
