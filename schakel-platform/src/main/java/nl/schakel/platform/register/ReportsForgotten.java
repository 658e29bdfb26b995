// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.register;

import java.util.Set;
import nl.schakel.platform.report.ReportId;

/**
 * The person whom these reports are about was erased; what was made from them forgets it too.
 * Published in the transaction that erases.
 */
public record ReportsForgotten(Set<ReportId> reports) {
  public ReportsForgotten {
    reports = Set.copyOf(reports);
  }
}
