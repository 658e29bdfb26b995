// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import nl.schakel.platform.web.FieldProblem;

/**
 * One thing wrong with an uploaded table.
 *
 * @param line line of the file; 0 when it is about the form or the file as a whole
 */
public record AggregateProblem(long line, FieldProblem problem) {

  static AggregateProblem of(long line, String field, String rule, String... arguments) {
    return new AggregateProblem(line, new FieldProblem(field, "aggregate-" + rule, arguments));
  }
}
