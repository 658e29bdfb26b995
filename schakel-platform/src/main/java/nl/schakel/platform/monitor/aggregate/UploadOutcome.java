// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.aggregate;

import java.util.List;

/** What became of an upload. */
public sealed interface UploadOutcome {
  record Kept(AggregateId id) implements UploadOutcome {}

  /** Nothing was kept; every problem is told. */
  record Refused(List<AggregateProblem> problems) implements UploadOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
