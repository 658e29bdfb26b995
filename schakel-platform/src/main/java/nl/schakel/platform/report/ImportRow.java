// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.List;
import nl.schakel.platform.web.FieldProblem;

/**
 * One report as it stands in a file. Never printed: it may hold names.
 *
 * @param line line on which it begins; the header is line 1
 * @param lastLine line on which its last row begins
 * @param problems what is wrong with the row before its content is looked at; then it is not sent
 */
record ImportRow(long line, long lastLine, RawReport report, List<FieldProblem> problems) {
  @Override
  public String toString() {
    return "Row on line %d".formatted(line);
  }
}
