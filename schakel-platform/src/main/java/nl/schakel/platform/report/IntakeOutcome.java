// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import java.util.List;
import nl.schakel.platform.web.FieldProblem;

/** What became of a submission. */
public sealed interface IntakeOutcome {
  /**
   * Stored, now or by an earlier submission with the same key and content.
   *
   * @param receipt proof for the reporter, such as {@code SK-2026-00A1B*}
   * @param repeated it was here already; nothing was added
   */
  record Accepted(ReportId id, String receipt, boolean repeated) implements IntakeOutcome {}

  /** Not stored; every problem at once. */
  record Refused(List<FieldProblem> problems) implements IntakeOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
