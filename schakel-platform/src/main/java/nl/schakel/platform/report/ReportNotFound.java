// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.web.NotFound;

/** No report with this identifier for whoever asks. */
public class ReportNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public ReportNotFound(ReportId id) {
    super("report", id);
  }
}
