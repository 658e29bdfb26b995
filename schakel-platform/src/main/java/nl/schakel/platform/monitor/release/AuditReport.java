// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.monitor.release;

import java.util.List;

/**
 * What the disclosure audit tried and found, as the desk shows it.
 *
 * @param passed whether nothing could be recovered
 */
public record AuditReport(boolean passed, List<Finding> findings) {
  public AuditReport {
    findings = List.copyOf(findings);
  }

  /** One thing that was checked. */
  public record Finding(Wording what, String value) {}
}
