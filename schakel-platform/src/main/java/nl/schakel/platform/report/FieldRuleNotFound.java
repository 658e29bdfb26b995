// SPDX-License-Identifier: EUPL-1.2
package nl.schakel.platform.report;

import nl.schakel.platform.web.NotFound;

/** No rule about this field for this reporter type. */
public class FieldRuleNotFound extends NotFound {
  private static final long serialVersionUID = 1L;

  public FieldRuleNotFound(String reporterType, String field) {
    super("field rule", reporterType + "/" + field);
  }
}
